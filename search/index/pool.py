"""The posting pool: the words of the documents of a new segment, until it is written.

It takes the place of Whoosh's pool, and like that gets what a field's `index` gives: here the
words of a document in order, part by part, instead of one posting a word. Whenever it grows large,
its content is spilled to disk as a run (search.index.runs).
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from operator import ne
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from search.index import arrayfile
from search.index.analysis import Labels, Words, bare
from search.index.arrayfile import Array, Section, sections
from search.index.inversion import END, PARTS, REGIONS, Inverted, Keys, arrays, key
from search.index.postings import BASE
from search.index.runs import Run, merge
from search.index.schema import Parts
from search.index.surface import SurfaceForms, occurrences

RUN = 3 << 18  # words in a run, about; inverting them takes some 50 bytes for each


class _Numbers(dict[str, int]):
    """A number for each different word, given when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldPool:
    """One field: the number of each word in order, and the document and part of each stretch."""

    def __init__(self, name: str, analyzer: Words | Labels, *, regions: bool) -> None:
        self._name = name
        self._analyzer = analyzer
        self._regions = regions
        self._numbers = _Numbers()
        self._words = array("i")
        self._documents = array("i")
        self._parts = array("b")
        self._lengths = array("i")

    def __len__(self) -> int:
        return len(self._words)

    def add(self, document: int, parts: Sequence[list[str]]) -> None:
        """Add the words of one document, part by part."""
        for part, words in enumerate(parts):
            if words:
                self._words.extend(map(self._numbers.__getitem__, words))
                self._documents.append(document)
                self._parts.append(part)
                self._lengths.append(len(words))

    def inverted(self, documents: int) -> dict[str, Array]:
        """The arrays of the field of so many documents, surface forms among them."""
        terms_of = [self._analyzer.terms(word) for word in self._numbers]
        terms = sorted({term for terms in terms_of for term in terms})
        places = {term: place for place, term in enumerate(terms)}
        flat = np.array([places[term] for terms in terms_of for term in terms], np.int64)
        counts = np.fromiter(map(len, terms_of), np.int64, len(terms_of))
        words = np.array(self._words, np.int32)
        keys = self._keys(words, flat, counts)
        encoded = [term.encode() for term in terms]
        inverted = arrays(Inverted(self._name, encoded, keys, self._regions), documents)
        if self._analyzer.has_morph():
            single = np.flatnonzero(counts == 1)
            stems = flat[(np.cumsum(counts) - counts)[single]]
            inverted |= self._forms(words, single, stems, terms)
        return inverted

    def _forms(
        self,
        words: NDArray[np.int32],
        single: NDArray[np.intp],
        stems: NDArray[np.int64],
        terms: Sequence[str],
    ) -> dict[str, Array]:
        """The surface forms: the words (by number) that make a `single` term, with their stems."""
        written = [word if word.isascii() else bare(word) for word in self._numbers]
        form_of = list(map(written.__getitem__, single.tolist()))
        order = sorted(range(len(form_of)), key=form_of.__getitem__)
        ordered = list(map(form_of.__getitem__, order))
        stems = stems[order]
        is_stem = [form == terms[stem] for form, stem in zip(ordered, stems.tolist(), strict=True)]
        # Words that differ by their accents are one form.
        is_new = np.fromiter(map(ne, ordered, chain([None], ordered)), np.bool_, len(ordered))
        places = np.full(len(written), -1, np.int64)
        places[single[order]] = np.where(is_stem, -1, np.cumsum(is_new) - 1)
        place = places[words]
        chosen = np.flatnonzero(place >= 0)  # the postings of the stem answer for the others
        stretch = np.repeat(np.arange(len(self._lengths)), self._lengths)[chosen]
        keys = occurrences(
            place[chosen],
            np.array(self._documents, np.int64)[stretch],
            np.array(self._parts, np.int64)[stretch],
        )
        forms = [form.encode() for form in compress(ordered, is_new.tolist())]
        return SurfaceForms.build(self._name, forms, stems[is_new], keys)

    def _keys(
        self, words: NDArray[np.int32], terms: NDArray[np.int64], counts: NDArray[np.int64]
    ) -> Keys:
        """The occurrences of all words by number; `counts` of `terms` makes each word."""
        starts = np.cumsum(counts) - counts
        lengths = np.array(self._lengths, np.int64)
        parts = np.array(self._parts, np.int64)
        makes = counts[words]
        nth = np.arange(makes.sum())
        term = terms[np.repeat(starts[words] - (np.cumsum(makes) - makes), makes) + nth]
        in_part = np.add.reduceat(makes, np.cumsum(lengths) - lengths)
        position = nth + np.repeat(np.array(PARTS)[parts] - (np.cumsum(in_part) - in_part), in_part)
        limits = np.array((*PARTS[1:], END) if self._regions else (END,)) - 1
        np.minimum(position, np.repeat(limits[parts], in_part), out=position)
        return key(term, np.repeat(np.array(self._documents, np.int64), in_part), position)


class Pool:
    """The fields of a new segment. The methods are those of Whoosh's pool, and more.

    `folder` is where runs are spilled; the caller empties it. Raises OSError.
    """

    def __init__(self, schema: Schema, folder: Path) -> None:
        self._schema = schema
        self._folder = folder
        self._runs: list[Run] = []
        self._first = 0  # the number of the first document in memory
        self._begin()

    def add(self, posting: tuple[str, Sequence[list[str]], int, float, bytes]) -> None:
        """Add what a field's `index` made of the current document."""
        name, parts, _, _, _ = posting
        self._fields[name].add(self._held, parts)

    def end_document(self) -> None:
        """End the document; spill a run if it is full."""
        self._held += 1
        if len(self._fields[BASE]) >= RUN:
            self._spill()

    def take(self, path: Path, live: NDArray[np.bool_]) -> None:
        """Add the live documents of another segment, whose words are in the file `path`."""
        self._spill()
        self._append(path, live)

    def iter_postings(self) -> Iterator[Section]:
        """The arrays of the whole segment, for the codec's writer."""
        if not self._runs:
            return self._inverted()
        self._spill()
        return merge(self._runs, self._fields)

    def cleanup(self) -> None:
        """Whoosh's writer removes the runs with their folder."""

    def _begin(self) -> None:
        self._held = 0
        self._fields = {
            name: FieldPool(name, field.analyzer, regions=field.regions)
            for name, field in self._schema.items()
            if isinstance(field, Parts) and name not in REGIONS
        }

    def _spill(self) -> None:
        if self._held:
            path = self._folder / f"{len(self._runs)}.run"
            with path.open("wb") as file:
                arrayfile.write(file, self._inverted())
            self._append(path, np.ones(self._held, np.bool_))
            self._begin()

    def _inverted(self) -> Iterator[Section]:
        for field in self._fields.values():
            yield from sections(field.inverted(self._held))

    def _append(self, path: Path, live: NDArray[np.bool_]) -> None:
        numbers = np.where(live, self._first + np.cumsum(live) - 1, -1)
        self._runs.append(Run(path, numbers))
        self._first += int(np.count_nonzero(live))
