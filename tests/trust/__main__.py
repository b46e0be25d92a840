"""The long versions of the checks of trust, each with one line of figures.

python -m tests.trust flips [--rounds N] [--papers N] [--seed N]
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def flips(arguments: list[str]) -> int:
    """Change bytes of the cache."""
    from tests.trust.flips import run

    options = argparse.ArgumentParser(prog="python -m tests.trust flips")
    options.add_argument("--rounds", type=int, default=2000)
    options.add_argument("--papers", type=int, default=180)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), rounds=asked.rounds, papers=asked.papers, seed=asked.seed)
    print(f"flips: rounds {asked.rounds}, papers {asked.papers}, seed {asked.seed}:",
          ", ".join(f"{kind} {count}" for kind, count in outcome.kinds.most_common()))  # fmt: skip
    for fault in outcome.faults:
        print(fault)
    return bool(outcome.faults)


CHECKS = {"flips": flips}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in CHECKS:
        sys.exit(f"usage: python -m tests.trust {'|'.join(CHECKS)} [options]")
    sys.exit(CHECKS[sys.argv[1]](sys.argv[2:]))
