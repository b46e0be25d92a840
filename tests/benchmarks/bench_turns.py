"""Two checkouts of Broadsheet in turn: the queries of bench_engine.py, by each checkout's own code.

    python tests/benchmarks/bench_turns.py OTHER --corpus FILE [--folder DIR] [--rounds N]

OTHER is a checkout of another commit with a virtual environment in `.venv`. Each builds its index
of the corpus, which `--folder` keeps. Prints Markdown: the median and the 95th percentile in
milliseconds of CPU time, and how many times the other's ours are; queries of one to four words of
titles that are asked once; and the CPU time of building.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_engine import CASES
from bench_engine_corpus import records

HERE = Path(__file__).resolve().parents[2]
TIMES = 60  # that a query is asked before it is the other's turn
ONCE = 1000
WORKER = """
import json, sys, time
from pathlib import Path
sys.path[:0] = [".", "tests/benchmarks"]
import bench_engine
folder, corpus = map(Path, sys.argv[1:])
if not (folder / "index").exists():
    folder.mkdir(parents=True, exist_ok=True)
    bench_engine.build_ours(folder, list(bench_engine.records(corpus, 10**9, 1)))
ours = bench_engine.Broadsheet(folder)
print(flush=True)
for line in sys.stdin:
    took = []
    for text in json.loads(line):
        asked = ours.query(text)
        started = time.process_time()
        asked()
        took.append((time.process_time() - started) * 1000)
    print(json.dumps(took), flush=True)
"""


class Checkout:
    """One checkout at work in a process of its own."""

    def __init__(self, path: Path, folder: Path, corpus: Path) -> None:
        python = path / ".venv/bin/python"
        self._process = subprocess.Popen(
            [python, "-c", WORKER, folder.absolute(), corpus.absolute()],
            cwd=path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        while line := self._answer().strip():
            print(f"| {path.name} {line}" if line.startswith("|") else line)

    def ask(self, queries: list[str]) -> list[float]:
        """Milliseconds of CPU time of each query."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(queries) + "\n")
        self._process.stdin.flush()
        took: list[float] = json.loads(self._answer())
        return took

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def in_turn(checkouts: tuple[Checkout, Checkout], rounds: list[list[str]]) -> list[list[float]]:
    """The times of each checkout, the first of them first in every second round."""
    took: list[list[float]] = [[], []]
    for number, queries in enumerate(rounds):
        for place in (0, 1) if number % 2 else (1, 0):
            took[place] += checkouts[place].ask(queries)
    return took


def row(name: str, ours: list[float], other: list[float]) -> str:
    """A row of the table."""
    cells, ratios = [], []
    for times in (ours, other):
        times.sort()
        cells.append((statistics.median(times), times[int(len(times) * 0.95)]))
    ratios = [mine / theirs for mine, theirs in zip(*cells, strict=True)]
    written = [f"{median:.2f} ({late:.2f})" for median, late in cells]
    return f"| {name} | {' | '.join(written)} | {ratios[0]:.2f} | {ratios[1]:.2f} |"


def once(corpus: Path) -> list[str]:
    """Words of titles, one to four at a time, each time others."""
    chance = random.Random(5)
    queries = []
    for record in records(corpus, 20 * ONCE, 1):
        words = re.findall(r"[a-z]{4,}", record.title.lower())
        if len(words) > 4 and len(queries) < ONCE and record.row % 13 == 0:
            queries.append(" ".join(chance.sample(words, chance.randint(1, 4))))
    return queries


def main() -> None:
    """Build what is not there, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("other", type=Path)
    asked.add_argument("--corpus", type=Path, required=True)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--rounds", type=int, default=10)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.folder or Path(temporary)
        checkouts = (
            Checkout(HERE, folder / "new", wanted.corpus),
            Checkout(wanted.other.absolute(), folder / "base", wanted.corpus),
        )
        print("\n| query | ours | other | / median | / 95th |\n|---|---|---|---|---|", flush=True)
        for case in CASES:
            for checkout in checkouts:
                checkout.ask([case.ours])
            rounds = [[case.ours] * TIMES] * wanted.rounds
            print(row(case.name, *in_turn(checkouts, rounds)), flush=True)
        queries = once(wanted.corpus)
        halves = [queries[start : start + 50] for start in range(0, len(queries), 50)]
        print(row("asked once, 1 to 4 words", *in_turn(checkouts, halves)))


if __name__ == "__main__":
    sys.exit(main())
