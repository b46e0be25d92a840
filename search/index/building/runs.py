"""External merge: runs of documents, each inverted by itself, merged into one segment.

A run is a file of the arrays of inversion.py: documents spilled while a segment is written, or
another segment that becomes part of it. So the memory that writing a segment takes depends on the
size of a run and of a window, hardly on that of the segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, count, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array, ArrayFile, Section, sections
from search.index.segments.lexicon import Lexicon
from search.index.segments.positions import DOCUMENT_BITS, MOST_DOCUMENTS
from search.index.segments.surface import SurfaceForms
from search.index.segments.titles import Titles

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]  # there is one for each term of each run

_WINDOW = 1 << 19  # occurrences merged at a time, about


@dataclass(frozen=True)
class Run:
    """The documents in the file `path`. `numbers`: the new number of each; -1 leaves it out."""

    path: Path
    numbers: Numbers

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which of its documents are not left out."""
        return self.numbers >= 0

    def read(self) -> ArrayFile:
        """The arrays, mapped anew: what was read of a map is memory for as long as that lives."""
        return self._file.remapped()

    @cached_property
    def _file(self) -> ArrayFile:
        return ArrayFile(self.path)


def merge(runs: Sequence[Run], names: Iterable[str]) -> Iterator[Section]:
    """The arrays of one segment of the documents of all `runs`, for the fields of these names.

    The new numbers ascend within each run and from run to run. Raises OSError, ValueError.
    """
    for name in names:
        yield from _field(name, runs)
    yield from _titles(runs)


class _Part:
    """One field of one run: of each term how many postings and occurrences it keeps.

    `places`: where each of its terms stands among those of all runs.
    """

    def __init__(self, name: str, run: Run, places: Places) -> None:
        self._name = name
        self._run = run
        self.places = places
        file = run.read()
        posting_starts = file.array(f"{name}.posting_starts", np.int64)
        if run.live.all():
            position_starts = file.array(f"{name}.position_starts", np.int64)
            self.postings = np.diff(posting_starts).astype(np.int32)
            self.occurrences = np.diff(position_starts).astype(np.int32)
        else:
            kept = run.live.take(file.array(f"{name}.ids", np.uint32))
            freqs = file.array(f"{name}.freqs", np.uint8) * kept
            self.postings = np.add.reduceat(kept, posting_starts[:-1], dtype=np.int32)
            self.occurrences = np.add.reduceat(freqs, posting_starts[:-1], dtype=np.int32)

    def counts(self, column: str) -> Places:
        """The number of values that each of its terms has in a column."""
        return self.occurrences if column == "positions" else self.postings

    def within(self, window: tuple[int, int]) -> slice:
        """Which of its terms have their places in a window."""
        return slice(*np.searchsorted(self.places, window).tolist())

    def cut(self, column: str, terms: slice) -> Array:
        """The kept values of a column, for some of its terms."""
        name, file = self._name, self._run.read()
        chosen = _bounds(file, f"{name}.posting_starts", terms)
        ids = file.column(f"{name}.ids", np.uint32).part(*chosen)
        kept = self._run.live.take(ids)
        if column == "ids":
            return self._run.numbers.take(ids[kept]).astype(np.uint32)
        if column == "positions":
            kept = np.repeat(kept, file.column(f"{name}.freqs", np.uint8).part(*chosen))
            chosen = _bounds(file, f"{name}.position_starts", terms)
        if column == "freqs":
            return file.column(f"{name}.{column}", np.uint8).part(*chosen)[kept]
        return file.column(f"{name}.{column}", np.uint16).part(*chosen)[kept]


def _bounds(file: ArrayFile, name: str, terms: slice) -> tuple[int, int]:
    """Where the postings or positions of terms next to one another begin and end."""
    starts = file.column(name, np.int64).part(terms.start, terms.stop + 1)
    return int(starts[0]), int(starts[-1])


class _FormPart:
    """The surface forms of one field of one run: the documents of each that it keeps.

    `places`: where each of its forms stands among those of all runs.
    """

    def __init__(self, name: str, run: Run, places: Places) -> None:
        self._name = name
        self._run = run
        self.places = places
        forms = SurfaceForms(run.read(), name)
        kept = run.live.take(forms.documents.all() & (MOST_DOCUMENTS - 1))
        self.stems = forms.stems.all().copy()  # a view would keep the map in memory
        ends = np.append(0, np.cumsum(kept))
        self.documents = np.diff(ends[forms.starts.all()]).astype(np.int32)
        self.is_stem = np.diff(forms.starts.all()) == 0

    def counts(self, _column: str) -> Places:
        """The number of values that each of its forms has."""
        return self.documents

    def within(self, window: tuple[int, int]) -> slice:
        """Which of its forms have their places in a window."""
        return slice(*np.searchsorted(self.places, window).tolist())

    def cut(self, _column: str, chosen: slice) -> Array:
        """The kept documents of some of its forms."""
        forms = SurfaceForms(self._run.read(), self._name)
        low, high = forms.bounds(range(chosen.start, chosen.stop))
        documents = forms.documents.part(low, high)
        numbers = self._run.numbers.take(documents & (MOST_DOCUMENTS - 1))
        kept = numbers >= 0
        parts = documents[kept] >> DOCUMENT_BITS << DOCUMENT_BITS
        return numbers[kept].astype(np.uint32) | parts


def _field(name: str, runs: Sequence[Run]) -> Iterator[Section]:
    terms, places = _union([Lexicon(run.read(), name) for run in runs])
    parts = [_Part(name, run, own) for run, own in zip(runs, places, strict=True)]
    postings, occurrences = np.zeros((2, len(terms)), np.int64)
    for part in parts:
        postings[part.places] += part.postings
        occurrences[part.places] += part.occurrences
    used = postings > 0  # some terms were in deleted documents only
    yield from sections(Lexicon.build(list(compress(terms, used.tolist())), name))
    del terms
    if f"{name}.forms.starts" in runs[0].read():
        yield from _surface_forms(name, runs, places, used)
    yield f"{name}.posting_starts", [np.cumsum(np.append(0, postings[used]))]
    yield f"{name}.position_starts", [np.cumsum(np.append(0, occurrences[used]))]
    windows = _windows(occurrences)
    for column in ("ids", "impacts", "freqs", "positions"):
        yield f"{name}.{column}", (_window(parts, column, each) for each in windows)


def _surface_forms(
    name: str, runs: Sequence[Run], term_places: Sequence[Places], used: NDArray[np.bool_]
) -> Iterator[Section]:
    """The surface forms of all runs that are in a kept document, or are a used term themselves."""
    forms, places = _union([SurfaceForms(run.read(), name).lexicon for run in runs])
    parts = [_FormPart(name, run, own) for run, own in zip(runs, places, strict=True)]
    documents, stems = np.zeros((2, len(forms)), np.int64)
    is_stem = np.ones(len(forms), np.bool_)
    for part, own_terms in zip(parts, term_places, strict=True):
        documents[part.places] += part.documents
        stems[part.places] = own_terms[part.stems]
        is_stem[part.places] &= part.is_stem
    kept = np.where(is_stem, used[stems], documents > 0)
    yield from sections(Lexicon.build(list(compress(forms, kept.tolist())), f"{name}.forms"))
    del forms
    yield f"{name}.forms.stems", [(np.cumsum(used) - 1)[stems[kept]].astype(np.uint32)]
    yield f"{name}.forms.starts", [np.cumsum(np.append(0, documents[kept]))]
    windows = _windows(documents)
    yield f"{name}.forms.documents", (_window(parts, "documents", each) for each in windows)


def _titles(runs: Sequence[Run]) -> Iterator[Section]:
    """The titles of the documents that are kept."""
    parts = [Titles(run.read()) for run in runs]
    titles, places = _union([part.lexicon for part in parts])
    kept = [
        own.take(part.places.all()[run.live])
        for part, own, run in zip(parts, places, runs, strict=True)
    ]
    used, at = np.unique(np.concatenate(kept), return_inverse=True)
    yield from sections(Titles.arrays([titles[place] for place in used.tolist()], at))


def _union(lexicons: Sequence[Lexicon]) -> tuple[list[bytes], list[Places]]:
    """All terms, ascending; for each lexicon, the places of its terms among them."""
    # One dictionary for both: of a large segment it is most of the memory that is used.
    places: dict[bytes, int] = dict.fromkeys(chain.from_iterable(lexicons), 0)
    terms = sorted(places)
    places.update(zip(terms, count(), strict=False))
    return terms, [
        np.fromiter(map(places.__getitem__, lexicon), np.int32, len(lexicon))
        for lexicon in lexicons
    ]


def _windows(occurrences: Numbers) -> list[tuple[int, int]]:
    """The places of all terms, cut into windows; one at least."""
    full = np.arange(_WINDOW, occurrences.sum(), _WINDOW)
    cuts: list[int] = np.unique(np.searchsorted(np.cumsum(occurrences), full)).tolist()
    return list(pairwise([0, *cuts, len(occurrences)]))


def _window(parts: Sequence[_Part | _FormPart], column: str, window: tuple[int, int]) -> Array:
    """A column for the terms in a window: term by term, and of each term run after run."""
    held = [(part, part.within(window)) for part in parts]
    values = np.concatenate([part.cut(column, terms) for part, terms in held])
    places = np.concatenate([part.places[terms] for part, terms in held])
    sizes = np.concatenate([part.counts(column)[terms] for part, terms in held])
    order = np.argsort(places, kind="stable")
    starts = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    at += np.arange(len(at))
    return values.take(at)
