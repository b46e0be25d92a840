"""How soon the reader answers a key, and how long anything holds it up.

    python tests/benchmarks/bench_reader.py --corpus FILE [--papers N]

Imports a corpus into a library of its own, opens the reader on it without a terminal, types
queries letter by letter (and takes them back), and measures from each key until the rows of its
results are painted. Then it lets another process import 1,000 papers and measures how late the
event loop is meanwhile.
"""

import argparse
import asyncio
import gc
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "250")  # as tui.launch does

from search import Config, Library, Paths
from tui.app import Broadsheet
from tui.reader.screen import Reader

QUERIES = ("neural networks", "graph", "trans", '"time series"', "learning has:abstract")
TICK_S = 0.002


async def keys(app: Broadsheet, reader: Reader) -> list[float]:
    """Milliseconds from each key to the painted rows of its results."""
    took = []
    reader.bar.focus_input()
    await asyncio.sleep(0.1)
    for query in QUERIES:
        reader.bar.type_over("")
        await settled(reader, "")
        for end in itertools.chain(range(1, len(query) + 1), range(len(query) - 1, 0, -1)):
            started = time.perf_counter()
            reader.bar.type_over(query[:end])
            await settled(reader, query[:end])
            took.append((time.perf_counter() - started) * 1000)
    return took


async def settled(reader: Reader, query: str) -> None:
    """Wait until the results of `query` are on the screen."""
    while reader.session.results is None or reader.session.results.query != query:
        await asyncio.sleep(0)
    painted = asyncio.Event()
    reader.papers.call_after_refresh(painted.set)
    await painted.wait()


async def lateness(work: asyncio.subprocess.Process) -> list[float]:
    """How many milliseconds too late each tick of the event loop came while `work` ran."""
    late = []
    running = asyncio.ensure_future(work.wait())
    while not running.done():
        started = time.perf_counter()
        await asyncio.sleep(TICK_S)
        late.append((time.perf_counter() - started - TICK_S) * 1000)
    return late


def more_papers(folder: Path, count: int) -> Path:
    """A file of invented papers in the arXiv snapshot's shape."""
    path = folder / "more.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            words = " ".join(f"word{(number * step) % 997}" for step in range(1, 150))
            record = {
                "id": f"2699.{number:05d}", "title": f"Invented paper {number}", "abstract": words,
                "authors": "Ada Sample", "categories": "cs.CL", "update_date": "2026-01-02",
                "versions": [{"version": "v1", "created": "2026-01-02"}],
            }  # fmt: skip
            stream.write(json.dumps(record) + "\n")
    return path


async def measure(paths: Paths, more: Path) -> tuple[list[float], list[float]]:
    """The keys' times and the loop's delays."""
    gc.disable()  # as tui.launch does, until the first list is there
    library = Library(paths, with_starter=False)
    app = Broadsheet(lambda: library, Config(read_after=None), {}, query="")
    async with app.run_test(size=(120, 40)):
        reader = app.screen
        assert isinstance(reader, Reader)
        await settled(reader, "")
        took = await keys(app, reader)
        script = (
            "import sys; from pathlib import Path; from search import Library, Paths\n"
            "library = Library(Paths(*map(Path, sys.argv[1:4])), with_starter=False)\n"
            "library.import_files([sys.argv[4]]); library.close()"
        )
        folders = map(str, (paths.data, paths.cache, paths.config))
        work = await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, *folders, str(more), stdin=subprocess.DEVNULL
        )
        late = await lateness(work)
    library.close()
    return took, late


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, help="a file that `broadsheet import` reads")
    parser.add_argument("--library", type=Path, help="a folder to keep the library in")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.library or Path(scratch)
        paths = Paths.under(folder)
        library = Library(paths, with_starter=False)
        if not library.counts().papers:
            library.import_files([args.corpus])
        papers = library.counts().papers
        library.close()
        took, late = asyncio.run(measure(paths, more_papers(Path(scratch), 1000)))
    print(f"{papers:,} papers")
    print("| ms | median | p95 | worst |\n|---|---|---|---|")
    for name, values in (("a key until its rows are painted", took), ("event loop late", late)):
        print(f"| {name} | {row(values)} |")


def row(values: Sequence[float]) -> str:
    """Median, 95th percentile and worst."""
    cuts = statistics.quantiles(values, n=20)
    return f"{statistics.median(values):.1f} | {cuts[18]:.1f} | {max(values):.1f}"


if __name__ == "__main__":
    main()
