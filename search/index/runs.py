"""What a segment is made of: runs of documents, each inverted by itself, then woven into one.

A run is a file of the arrays of search.index.inversion: documents laid aside while a segment is in
the making, or another segment that becomes part of it. So the memory that making a segment takes
depends on the size of a run and of a window, hardly on that of the segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index import arrayfile
from search.index.arrayfile import Array, Arrays, Section, sections
from search.index.lexicon import Lexicon
from search.index.postings import BASE
from search.index.written import Written

Numbers = NDArray[np.int64]

_WINDOW = 1 << 19  # occurrences woven in one go, about


@dataclass(frozen=True)
class Run:
    """The documents in the file `path`. `numbers`: the new number of each; -1 leaves it out."""

    path: Path
    numbers: Numbers

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which of its documents are not left out."""
        return self.numbers >= 0

    def read(self) -> Arrays:
        """The arrays, mapped anew: what was read of a map is memory for as long as that lives."""
        return arrayfile.read(self.path)


def woven(runs: Sequence[Run], names: Iterable[str]) -> Iterator[Section]:
    """The arrays of one segment of the documents of all `runs`, for the fields of these names.

    The new numbers ascend within each run and from run to run. Raises OSError, ValueError.
    """
    for name in names:
        yield from _field(name, runs)


class _Part:
    """One field of one run: of each term how many postings and occurrences it keeps.

    `places`: where each of its terms stands among those of all runs.
    """

    def __init__(self, name: str, run: Run, places: Numbers) -> None:
        self._name = name
        self._run = run
        self.places = places
        arrays = run.read()
        posts = arrays[f"{name}.posts"].view(np.int64)
        if run.live.all():
            spots_at = arrays[f"{name}.spots_at"].view(np.int64)
            self.postings = posts[1:] - posts[:-1]
            self.occurrences = spots_at[1:] - spots_at[:-1]
            self.total = int(arrays[f"{name}.total"][0])
        else:
            kept = run.live.take(arrays[f"{name}.ids"].view(np.uint32))
            freqs = arrays[f"{name}.freqs"].view(np.uint8) * kept
            self.postings = np.add.reduceat(kept, posts[:-1], dtype=np.int64)
            self.occurrences = np.add.reduceat(freqs, posts[:-1], dtype=np.int64)
            self.total = int(self.occurrences.sum())
        lengths = np.zeros(len(run.numbers), np.uint8)
        held = arrays[f"{name}.lengths"]
        lengths[: len(held)] = held  # an older index has none of the last, where they are zero
        self.lengths = lengths[run.live]

    def counts(self, column: str) -> Numbers:
        """How much each of its terms has in a column."""
        return self.occurrences if column == "spots" else self.postings

    def within(self, window: tuple[int, int]) -> slice:
        """Which of its terms have their places in a window."""
        return slice(*np.searchsorted(self.places, window).tolist())

    def cut(self, column: str, terms: slice) -> Array:
        """What it keeps of a column, for some of its terms."""
        name, arrays, ends = self._name, self._run.read(), [terms.start, terms.stop]
        chosen = slice(*arrays[f"{name}.posts"][ends].tolist())
        ids = arrays[f"{name}.ids"][chosen].view(np.uint32)
        kept = self._run.live.take(ids)
        if column == "ids":
            return self._run.numbers.take(ids[kept]).astype(np.uint32)
        if column == "spots":
            kept = np.repeat(kept, arrays[f"{name}.freqs"][chosen].view(np.uint8))
            chosen = slice(*arrays[f"{name}.spots_at"][ends].tolist())
        return arrays[f"{name}.{column}"][chosen][kept]


def _field(name: str, runs: Sequence[Run]) -> Iterator[Section]:
    terms, places = _united([Lexicon(run.read(), name) for run in runs])
    parts = [_Part(name, run, each) for run, each in zip(runs, places, strict=True)]
    postings, occurrences = np.zeros((2, len(terms)), np.int64)
    for part in parts:
        postings[part.places] += part.postings
        occurrences[part.places] += part.occurrences
    used = postings > 0  # some terms were in deleted documents only
    yield from sections(Lexicon.build(list(compress(terms, used.tolist())), name))
    del terms
    if name == BASE:
        yield from _written(runs, places, used)
    yield f"{name}.posts", [np.cumsum(np.append(0, postings[used]))]
    yield f"{name}.spots_at", [np.cumsum(np.append(0, occurrences[used]))]
    yield f"{name}.lengths", [part.lengths for part in parts]
    yield f"{name}.total", [np.array([sum(part.total for part in parts)])]
    windows = _windows(occurrences)
    for column in ("ids", "codes", "freqs", "spots"):
        yield f"{name}.{column}", (_window(parts, column, each) for each in windows)


def _written(
    runs: Sequence[Run], places: Sequence[Numbers], used: NDArray[np.bool_]
) -> Iterator[Section]:
    """The written words of all runs whose stems, by their places, are used."""
    parts = [Written(run.read()) for run in runs]
    words, among = _united([part.words for part in parts])
    stems, counts = np.zeros((2, len(words)), np.int64)
    for part, each, moved in zip(parts, among, places, strict=True):
        stems[each] = moved[part.stems]
        counts[each] += part.counts
    kept = used[stems]
    fresh = np.cumsum(used) - 1
    chosen = list(compress(words, kept.tolist()))
    yield from sections(Written.build(chosen, fresh[stems[kept]], counts[kept]))


def _united(lexicons: Sequence[Lexicon]) -> tuple[list[bytes], list[Numbers]]:
    """All terms, ascending; for each lexicon the places of its own among them."""
    terms = sorted(set(chain.from_iterable(lexicons)))
    places = {term: place for place, term in enumerate(terms)}
    return terms, [
        np.fromiter(map(places.__getitem__, lexicon), np.int64, len(lexicon))
        for lexicon in lexicons
    ]


def _windows(occurrences: Numbers) -> list[tuple[int, int]]:
    """The places of all terms, cut into windows; one at least."""
    full = np.arange(_WINDOW, occurrences.sum(), _WINDOW)
    cuts: list[int] = np.unique(np.searchsorted(np.cumsum(occurrences), full)).tolist()
    return list(pairwise([0, *cuts, len(occurrences)]))


def _window(parts: Sequence[_Part], column: str, window: tuple[int, int]) -> Array:
    """What a column has for the terms in a window: term by term, and of each run after run."""
    held = [(part, part.within(window)) for part in parts]
    found = np.concatenate([part.cut(column, some) for part, some in held])
    places = np.concatenate([part.places[some] for part, some in held])
    sizes = np.concatenate([part.counts(column)[some] for part, some in held])
    order = np.argsort(places, kind="stable")
    starts = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    at += np.arange(len(at))
    return found.take(at)
