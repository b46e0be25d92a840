"""How soon the reader is ready to type, beside a bare Textual app with the same widgets.

    python tests/benchmarks/bench_start.py [ROUNDS]

Each start is a fresh process in a pseudo-terminal of 120 by 40, the two in turn. Ready is when
the first frame is painted: the list has had the focus since before it. Filled is when the first
title stands in it. The goal is a ready reader within 1.3 times the time of the bare app.
Beside it stands the ratio of CPU times until then (on Linux), which other programs disturb less.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

GOAL = 1.3
_PATIENCE_S = 30.0
_READY = b"words, "  # the search bar's hint
_BARE = Path(__file__).with_name("bare_reader.py")
_FILL = """
from search import Library, Paths
library = Library(Paths.of_user(), with_starter=True)
library.update_index()
results = library.search("")
print(library.headlines(results.page(0, 1))[0].title)
"""


def start(
    command: Sequence[str], environ: Mapping[str, str], title: bytes
) -> tuple[float, float, float]:
    """Seconds until ready and until filled, of one start, and the CPU time until ready."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=far, stdout=far, stderr=far, env=environ, start_new_session=True
    )
    os.close(far)
    try:
        painted = bytearray()
        ready = _seen(_READY, near, painted, began)
        used = _cpu_seconds(process.pid)
        return ready, _seen(title, near, painted, began), used
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(near)


def _seen(text: bytes, terminal: int, painted: bytearray, began: float) -> float:
    """Reads the terminal on into `painted` until `text` is in it; the seconds since `began`."""
    while text not in painted:
        left = began + _PATIENCE_S - time.perf_counter()
        if left < 0 or not select.select([terminal], [], [], left)[0]:
            sys.exit(f"{text!r} was never painted:\n{painted.decode(errors='replace')}")
        painted += os.read(terminal, 65536)
    return time.perf_counter() - began


def _cpu_seconds(process: int) -> float:
    """The CPU time of a process until now, from proc(5)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def summary(name: str, times: Sequence[float]) -> str:
    """The median and the 95th percentile, in milliseconds."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return (
        f"{name:<24} median {statistics.median(times) * 1000:6.0f} ms   p95 {late * 1000:6.0f} ms"
    )


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        homes = {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        environ = {**os.environ, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        filled = subprocess.run(
            [sys.executable, "-c", _FILL], env=environ, capture_output=True, text=True, check=True
        )
        title = " ".join(filled.stdout.split()[:2]).encode()
        reader = [sys.executable, "-m", "tui.cli"]
        bare = [sys.executable, str(_BARE)]
        start(reader, environ, title), start(bare, environ, b"Paper 0")  # files into the cache
        pairs = [
            (start(reader, environ, title), start(bare, environ, b"Paper 0")) for _ in range(rounds)
        ]
    ready = [one[0] for one, _ in pairs]
    bare_ready = [other[0] for _, other in pairs]
    print(summary("reader, ready", ready))
    print(summary("bare app, ready", bare_ready))
    print(summary("reader, filled", [one[1] for one, _ in pairs]))
    print(summary("bare app, filled", [other[1] for _, other in pairs]))
    ratio = statistics.median(ready) / statistics.median(bare_ready)
    used = statistics.median(one[2] for one, _ in pairs)
    used /= statistics.median(other[2] for _, other in pairs)
    print(f"ready: {ratio:.2f} times the bare app (goal: at most {GOAL}), {used:.2f} of CPU time")


if __name__ == "__main__":
    main()
