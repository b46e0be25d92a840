"""What full texts cost a search: the same queries without and with them.

    python tests/benchmarks/bench_texts.py --corpus FILE --pages FOLDER [--texts N] [--folder DIR]

The corpus is arXiv's metadata snapshot as for bench_engine.py, the pages are saved arXiv HTML. A
text has the shape of one of the pages with at least 3,000 words, and its paragraphs are abstracts
of other papers, so that each has other words. Times are of the processor, of whole searches of the
library with the page of 50 that is shown. The goal: p95 within 1.3 times. With --folder what is
built is kept.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from bench_engine import CASES

from search import Document, Library, Paths, Text
from search.fulltext.cache import Cache
from search.fulltext.reading.files import read_file
from search.sources.live import Validators

_ROUNDS = 7
_KNOWN = 200  # titles of which three words are asked for
_LONG = 3000


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--corpus", type=Path, required=True)
    asked.add_argument("--pages", type=Path, required=True)
    asked.add_argument("--texts", type=int, default=1000)
    asked.add_argument("--folder", type=Path)
    wanted = asked.parse_args()
    folder = wanted.folder or Path(tempfile.mkdtemp(prefix="bench-texts-"))
    paths = Paths.under(folder)
    library = Library(paths)
    if not library.counts().papers:
        library.import_files([str(wanted.corpus)])
    library.update_index()
    library.fulltexts.clear()
    rows = library.search("").page(0, library.counts().papers)
    random.Random(5).shuffle(rows)
    queries = list(_queries(library, rows))
    print(f"{library.counts().papers:,} papers, index {_size(paths.index):.0f} MB")
    before = _measure(library, queries)
    _save(library, paths, wanted, rows[: wanted.texts])
    started = time.perf_counter()
    library.update_index()
    took = time.perf_counter() - started
    words = sum(len(segment.field("text")._positions.all()) for segment in _segments(library))
    print(
        f"{wanted.texts:,} full texts, {_size(paths.fulltexts):.0f} MB in the cache, {words:,} "
        f"words: indexed in {took:.0f} s, index {_size(paths.fulltext_index):.0f} MB"
    )
    after = _measure(library, queries)
    for name, times in (("without", before), ("with", after)):
        ordered = sorted(times.values())
        print(f"{name:8} median {statistics.median(ordered):.2f} ms, p95 {_p95(ordered):.2f} ms")
    print(f"p95 {_p95(sorted(after.values())) / _p95(sorted(before.values())):.2f} times")
    for case in CASES:
        first, second = before[case.ours], after[case.ours]
        print(f"{case.name:28} {first:6.2f} -> {second:6.2f} ms, {second / first:.2f} times")


def _queries(library: Library, rows: list[int]) -> Iterator[str]:
    yield from (case.ours for case in CASES)
    chance = random.Random(3)
    for entry in library.entries(rows[-_KNOWN:]):
        words = [word for word in entry.paper.title.split() if word.isalpha()]
        yield " ".join(chance.sample(words, min(3, len(words))))


def _measure(library: Library, queries: list[str]) -> dict[str, float]:
    """The median processor time of each query in ms."""
    taken: dict[str, list[float]] = {query: [] for query in queries}
    for _ in range(_ROUNDS):
        for query in queries:
            started = time.process_time()
            library.search(query).page(0, 50)
            taken[query].append((time.process_time() - started) * 1000)
    return {query: statistics.median(times) for query, times in taken.items()}


def _save(library: Library, paths: Paths, wanted: argparse.Namespace, rows: list[int]) -> None:
    """Put made-up texts of the papers in `rows` into the cache."""
    read = (read_file(str(page)) for page in sorted(wanted.pages.glob("*.html*")))
    shapes = [page for page in read if sum(map(len, _words(page))) >= _LONG]
    others = library.entries(rows[: len(rows) * 3])
    stream = cycle([word for each in others for word in (each.paper.abstract or "").split()])
    cache = Cache(paths.fulltexts, 2**40)
    for entry, shape in zip(library.entries(rows), cycle(shapes), strict=False):
        blocks = tuple(
            replace(block, spans=(Text(" ".join(next(stream) for _ in block.text.split())),))
            if block.kind in ("paragraph", "item", "abstract")
            else block
            for block in shape.blocks
        )
        document = replace(shape, title=entry.paper.title, blocks=blocks)
        cache.save(entry.paper.id, document, 0, "", Validators())


def _words(document: Document) -> list[list[str]]:
    return [block.text.split() for block in document.blocks]


def _segments(library: Library):  # type: ignore[no-untyped-def]  # what is inside
    return library._finder.index.fulltexts.texts().segments


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def _p95(ordered: list[float]) -> float:
    return ordered[len(ordered) * 95 // 100]


if __name__ == "__main__":
    main()
