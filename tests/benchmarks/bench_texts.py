"""What full texts cost a search: the same queries without and with them.

    python tests/benchmarks/bench_texts.py --corpus FILE --pages FOLDER [--texts N] [--folder DIR]

The corpus is arXiv's metadata snapshot as for bench_engine.py, the pages are saved arXiv HTML. A
text has the shape of one of the pages with at least 3,000 words, and its paragraphs are abstracts
of other papers, so that each has other words. Times are of the processor, of whole searches of the
library as the reader shows it. The goal: p95 within 1.3 times. With --folder what is
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
from unittest.mock import patch

from bench_engine import CASES

from search import Entry, Library, Paths, Text
from search.fulltext.cache import Cache
from search.fulltext.reading.files import read_file
from search.index.segments.segment import Segment
from search.sources.live.feed_state import Validators

_ROUNDS = 7
_SHOWN = 50  # papers; where fewer have all words, the reader shows others below them
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
    rows = library.search("").page(0, library.counts().papers)
    random.Random(5).shuffle(rows)
    queries = list(_queries(library, rows))
    print(f"{library.counts().papers:,} papers, index {_size(paths.index):.0f} MB")
    if len(library.fulltexts.all()) != wanted.texts:
        library.fulltexts.clear()
        _save(paths, wanted.pages, library.entries(rows[: wanted.texts]))
        started = time.perf_counter()
        library.update_index()
        print(f"indexed in {time.perf_counter() - started:.0f} s")
    texts = library._finder.index.fulltexts.texts()
    assert texts is not None
    words = sum(_words_of(segment) for segment in texts.segments)
    print(
        f"{len(texts.papers):,} full texts of {words:,} words, {_size(paths.fulltexts):.0f} MB in "
        f"the cache, index {_size(paths.fulltext_index):.0f} MB"
    )
    before, after = _measure(library, queries)
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


def _measure(library: Library, queries: list[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The median processor time of each query in ms, without full texts and with them in turn."""
    live = library._finder.index.fulltexts
    taken: list[dict[str, list[float]]] = [{query: [] for query in queries} for _ in range(2)]
    for number in range(2 * _ROUNDS):
        with patch.object(live, "texts", live.texts if number % 2 else lambda: None):
            for query in queries:
                started = time.process_time()
                found = library.search(query)
                found.page(0, _SHOWN)
                if len(found) < _SHOWN and found.partial is not None:
                    found.partial.page(0, _SHOWN)
                taken[number % 2][query].append((time.process_time() - started) * 1000)
    without, with_texts = (
        {query: statistics.median(times) for query, times in each.items()} for each in taken
    )
    return without, with_texts


def _save(paths: Paths, pages: Path, entries: list[Entry]) -> None:
    """Put made-up texts of papers into the cache."""
    read = (read_file(str(page)) for page in sorted(pages.glob("*.html*")))
    shapes = [page for page in read if sum(len(b.text.split()) for b in page.blocks) >= _LONG]
    stream = cycle([word for each in entries for word in (each.paper.abstract or "").split()])
    cache = Cache(paths.fulltexts, 2**40)
    for entry, shape in zip(entries, cycle(shapes), strict=False):
        blocks = tuple(
            replace(block, spans=(Text(" ".join(next(stream) for _ in block.text.split())),))
            if block.kind in ("paragraph", "item", "abstract")
            else block
            for block in shape.blocks
        )
        document = replace(shape, title=entry.paper.title, blocks=blocks)
        cache.save(entry.paper.id, document, 0, "", Validators())


def _words_of(segment: Segment) -> int:
    field = segment.field("text")
    return 0 if field is None else len(field._positions.all())


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def _p95(ordered: list[float]) -> float:
    return ordered[len(ordered) * 95 // 100]


if __name__ == "__main__":
    main()
