"""Broadsheet's index beside SQLite FTS5 and Tantivy: the same papers, the same queries, one run.

    python tests/benchmarks/bench_engine.py --corpus FILE [--papers N] [--copies K] [--folder DIR]

The corpus is arXiv's metadata snapshot, one JSON object a line, plain or as .gz, .bz2 or .xz. It is
indexed --copies times over; with --folder what is built is kept, and measured again without
building. Prints Markdown: building, opening and memory, then for each query the median and the
95th percentile in milliseconds of CPU time, and how many times the others' median ours is; last
what bench_reader.py says of the reader on these papers.

Each is asked for the rows of the first 50, from the text of the query on. Broadsheet ranks as
docs/ranking.md says and counts exactly; Tantivy counts, and searches one field without weights;
FTS5 weighs the title and does not count.
Needs the extra `bench`.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench_engine_corpus import LAST_DAY, RECENT, Record, fill, records

ROUNDS, MOST_ROUNDS, ENOUGH_MS = 25, 1000, 500
ADDED = 100


@dataclass(frozen=True)
class Case:
    """One query: for Broadsheet in its own language, for the others in theirs."""

    name: str
    ours: str
    fts: str
    tantivy: str
    where: str = ""  # "recent" or "unread"
    order: str = ""  # "date"; else by score


CASES = (
    Case("common term", "learning", "learning", "learning"),
    Case("two terms, AND", "neural network", "neural network", "+neural +network"),
    Case("three terms, AND", "support vector machine", "support vector machine",
         "+support +vector +machine"),
    Case("two terms, OR", "transformer OR diffusion", "transformer OR diffusion",
         "transformer diffusion"),
    Case("rare phrase", '"chain of thought"', '"chain of thought"', '"chain of thought"'),
    Case("common phrase", '"neural network"', '"neural network"', '"neural network"'),
    Case("lang*", "lang*", "lang*", "prefix:lang"),
    Case("tra*", "tra*", "tra*", "prefix:tra"),
    Case("tr*", "tr*", "tr*", "prefix:tr"),
    Case("t*", "t*", "t*", "prefix:t"),
    Case("graph neur*", "graph neur*", "graph neur*", "graph prefix:neur"),
    Case("fuzzy, 1 edit", "transfomer~", "", "fuzzy1:transfom"),
    Case("fuzzy, 2 edits", "transfomer~2", "", "fuzzy2:transfom"),
    Case("AND, a quarter by date", f"neural network date:>{RECENT}", "neural network",
         "+neural +network", where="recent"),
    Case("AND, unread", "neural network is:unread", "neural network", "+neural +network",
         where="unread"),
    Case("AND, newest first", "neural network sort:date", "neural network", "+neural +network",
         order="date"),
    Case("common term, newest first", "learning sort:date", "learning", "learning", order="date"),
)  # fmt: skip


class Broadsheet:
    """The store's arrays and the index, put together as the library does it."""

    def __init__(self, folder: Path) -> None:
        from search.index import Index, schema
        from search.store import Store
        from search.store.columns.columns import Columns

        self._store = Store(folder / "library.sqlite3")
        self._columns = Columns(self._store.database, cache=folder / "columns")
        self.index = Index(folder / "index", self._store.identity)
        self._schema = schema()

    def query(self, text: str) -> Callable[[], int]:
        """The search as a thing to call, from the text of the query to the rows of one page."""
        from search.query import parse

        def asked() -> int:
            self._columns.refresh()
            parsed = parse(text, self._schema, date.fromordinal(LAST_DAY))
            tree = self.index.with_spellings(parsed.tree, text)
            wanted = self.index.emphasis(parsed.plain, half_typed=False, typing=False)
            hits = self.index.search(tree, self._columns.mask, wanted=wanted)
            ranks = self._columns.ranks("date")
            by_date = parsed.sort is not None and parsed.sort.key == "date"
            (hits.by_rank(ranks) if by_date else hits.by_score(ranks)).page(0, 50)
            return hits.total

        return asked

    def close(self) -> None:
        """Let the files go; the arrays of every paper are kept for the next start."""
        self._columns.save()
        self._columns.close()
        self._store.close()


def build_ours(folder: Path, corpus: list[Record]) -> float:
    """Put the corpus into a store, then time the index alone, in its own process; seconds."""
    from search.store import Store

    store = Store(folder / "library.sqlite3")
    fill(store.database, iter(corpus))
    store.close()
    started = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--building", str(folder)], check=True)
    took = time.perf_counter() - started
    Broadsheet(folder).close()
    return took


def building(folder: Path) -> None:
    """Build the index, print what it took; runs in a process of its own."""
    from search.work.indexing import bring_up

    started = time.process_time()
    bring_up(folder / "library.sqlite3", folder / "index", lambda *_: None)
    print(f"| CPU time to index with Broadsheet, s | {time.process_time() - started:.1f} |")
    print(f"| memory to index with Broadsheet at most, MB | {memory('VmHWM'):.0f} |")


def timed(asked: Callable[[], object]) -> list[float]:
    """Milliseconds of CPU time of each round, ascending; the first round only warms up.

    What is quick is asked more often, since the machine may be busy for a moment.
    """
    took: list[float] = []
    while len(took) <= ROUNDS or (sum(took) < ENOUGH_MS and len(took) <= MOST_ROUNDS):
        started = time.process_time()
        asked()
        took.append((time.process_time() - started) * 1000)
    return sorted(took[1:])


def adding(ours: Broadsheet) -> float:
    """Milliseconds until 100 more papers are found."""
    from search.model.paper import Paper

    body = "A sentence about nothing in particular, as long as sentences are. " * 16
    first = 50_000_000
    papers = [(first + n, Paper(title=f"Zyzzyva {n}", abstract=body)) for n in range(ADDED)]
    started = time.perf_counter()
    ours.index.add(papers, [], 2)
    assert ours.query("zyzzyva")() == ADDED
    took = (time.perf_counter() - started) * 1000
    ours.index.add([], [row for row, _ in papers], 1)
    return took


def memory(kind: str) -> float:
    """Memory of this process in MB: VmRSS now, VmHWM at most until now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{kind}:")[2].split()[0]) * 1.024 / 1000


def opening(folder: Path) -> None:
    """Print opening time and memory; runs in a process of its own, which begins with nothing."""
    import search.query.parsing.parser
    import search.store.columns.columns
    import search.work.indexing  # noqa: F401  not to be timed

    empty = memory("VmRSS")
    started = time.perf_counter()
    ours = Broadsheet(folder)
    opened = (time.perf_counter() - started) * 1000
    for case in CASES:
        ours.query(case.ours)()
    print(f"| opening, ms | {opened:.0f} |")
    print(f"| memory after one search of each kind, over an empty program, MB | "
          f"{memory('VmRSS') - empty:.0f} |")  # fmt: skip


def in_the_reader(folder: Path, corpus: Path) -> None:
    """Print how soon the reader answers a key on the same papers, of which it then has more."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("data", "cache"):
            (Path(home) / name).symlink_to(folder.absolute())
        program = Path(__file__).with_name("bench_reader.py")
        subprocess.run([sys.executable, program, "--corpus", corpus, "--library", home], check=True)


def cell(took: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(took):.2f} ({took[int(len(took) * 0.95)]:.2f})" if took else ""


def ratio(ours: list[float], other: list[float]) -> str:
    """How many times the other's median ours is."""
    return f"{statistics.median(ours) / statistics.median(other):.2f}" if other else ""


def main() -> None:
    """Build what is not there, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--corpus", type=Path)
    asked.add_argument("--papers", type=int, default=10**9)
    asked.add_argument("--copies", type=int, default=1)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--building", type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--opening", type=Path, help=argparse.SUPPRESS)
    wanted = asked.parse_args()
    if wanted.building:
        building(wanted.building)
        return
    if wanted.opening:
        opening(wanted.opening)
        return
    from bench_engine_rivals import Fts5, Tantivy

    folder = wanted.folder or Path(tempfile.mkdtemp(prefix="bench-engine-"))
    folder.mkdir(exist_ok=True)
    fts, tantivy = Fts5(folder), Tantivy(folder)
    print("| | |\n|---|---|", flush=True)
    if not (folder / "library.sqlite3").exists():
        corpus = list(records(wanted.corpus, wanted.papers, wanted.copies))
        seconds = {"Broadsheet": build_ours(folder, corpus)}
        for name, rival in (("FTS5", fts), ("Tantivy", tantivy)):
            started = time.perf_counter()
            rival.build(iter(corpus))
            seconds[name] = time.perf_counter() - started
        print(f"| papers | {len(corpus):,} |")
        for name, took in seconds.items():
            print(f"| indexing with {name}, papers a second | {len(corpus) / took:,.0f} |")
        del corpus  # memory of so many objects makes every search slower
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "--opening", str(folder)], check=True)
    ours = Broadsheet(folder)
    print(f"| adding 100 papers until they are found, ms | {adding(ours):.0f} |\n")
    print("| query | found | Broadsheet | FTS5 | Tantivy | / FTS5 | / Tantivy |")
    print("|---|---|---|---|---|---|---|")
    for case in CASES:
        found = ours.query(case.ours)
        mine = timed(found)
        theirs = timed(fts.query(case.fts, case.where, case.order)) if case.fts else []
        third = timed(tantivy.query(case.tantivy, case.where, case.order))
        print(f"| {case.name} | {found():,} | {cell(mine)} | {cell(theirs)} | {cell(third)} "
              f"| {ratio(mine, theirs)} | {ratio(mine, third)} |")  # fmt: skip
    ours.close()
    print(flush=True)
    in_the_reader(folder, wanted.corpus or folder)
    if not wanted.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
