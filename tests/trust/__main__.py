"""The long versions of the checks of trust, each with one line of figures.

python -m tests.trust [kills|flips|fuzz|disk|crowd|day|all] [--rounds N] [--papers N] [--seed N]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

Found = tuple[Counter[str], list[str]]


def flips(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Change bytes of the cache."""
    from tests.trust.flips import run

    outcome = run(folder, rounds=asked.rounds or 2000, papers=asked.papers, seed=asked.seed)
    return outcome.kinds, outcome.faults


def kills(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Kill commands."""
    from tests.trust.kills import run

    outcome = run(folder, asked.rounds or 200, asked.seed)
    return outcome.kinds, outcome.faults


def fuzz(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Damage what the parsers read."""
    from tests.trust.fuzz import run

    outcome = run(folder, asked.rounds or 1_000_000, asked.seed)
    return outcome.kinds, outcome.faults


def disk(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Fill disks, and make them read-only; None where none may be mounted."""
    from tests.trust.disk import run

    outcome = run(folder)
    return outcome and (outcome.kinds, outcome.faults)


def crowd(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Run many programs at once."""
    from tests.trust.crowd import run

    outcome = run(folder, asked.rounds or 10, asked.seed)
    return outcome.kinds, outcome.faults


def day(folder: Path, asked: argparse.Namespace) -> Found | None:
    """Press keys in a reader as in a long day."""
    from tests.trust.day import run

    outcome = run(folder, asked.rounds or 10_000, asked.papers, asked.seed)
    return outcome.kinds, outcome.faults


CHECKS: dict[str, Callable[[Path, argparse.Namespace], Found | None]] = {
    "kills": kills, "flips": flips, "fuzz": fuzz, "disk": disk, "crowd": crowd, "day": day,
}  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.trust")
    options.add_argument("check", nargs="?", choices=[*CHECKS, "all"], default="all")
    options.add_argument("--rounds", type=int, help="default: what the check needs")
    options.add_argument("--papers", type=int, default=180, help="of a library of flips")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    wrong = 0
    for name in CHECKS if asked.check == "all" else [asked.check]:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = CHECKS[name](Path(folder), asked)
        if found is None:
            print(f"{name}: skipped, as no disk may be mounted")
            continue
        kinds, faults = found
        figures = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
        took = time.monotonic() - began
        print(
            f"{name}: seed {asked.seed}, {took:.0f} s: {figures}, wrong {len(faults)}", flush=True
        )
        for fault in faults[:20]:
            print(fault)
        wrong += len(faults)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
