"""How soon a command ends, in times of Python's own start, `python -c pass`.

    python tests/benchmarks/bench_commands.py [ROUNDS]

Each command is a process of its own, on a library of the starter papers; all are run in turn,
ROUNDS times. What counts is the CPU time of the process, so that other programs hardly matter; the
figure is the median of what each round gives.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

PYTHON = "python -c pass"
# The command and how many times Python's start it may take at most.
COMMANDS: tuple[tuple[str, float], ...] = (
    ("--version", 4),
    ("--help", 4),
    ("status", 15),
    ("show t-fbcef27d6d60", 15),
    ("search attention", 15),
)


def cpu_seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """The CPU time of one run, user's and system's."""
    process = subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        homes = {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        # Compiled modules are kept, as where the program is installed.
        environ = {**os.environ, **homes, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        # As the installed command starts. The current folder is where a checkout has the packages.
        broadsheet = [
            sys.executable,
            "-c",
            "import sys; from tui.cli import program; sys.exit(program())",
        ]
        commands = {PYTHON: [sys.executable, "-c", "pass"]}
        commands |= {name: [*broadsheet, *name.split()] for name, _ in COMMANDS}
        for command in commands.values():  # fills the library, and the caches of all modules
            cpu_seconds(command, environ)
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(cpu_seconds(command, environ))
    print(f"{PYTHON}: {statistics.median(taken[PYTHON]) * 1000:.0f} ms of CPU time\n")
    print("| command | times as long | at most |\n|---|---|---|")
    for name, most in COMMANDS:
        ratios = [one / base for one, base in zip(taken[name], taken[PYTHON], strict=True)]
        print(f"| {name} | {statistics.median(ratios):.1f} | {most:g} |")


if __name__ == "__main__":
    main()
