"""The words of the documents of a segment in the making, field by field, until it is written.

It stands in the place of Whoosh's pool, and like that gets what a field's `index` gives: here the
words of a document in order, part by part, instead of one posting a word.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from search.index.inversion import END, PARTS, REGIONS, Inverted, Keys, combined, key
from search.index.schema import Parts
from search.index.words import Labels, Words
from search.index.written import Spelling

Numbers = NDArray[np.int64]

_AT_ONCE = 2_000_000  # words turned into keys in one go, so that what lies between stays small


class _Numbers(dict[str, int]):
    """A number for each different word, given when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldPool:
    """One field: the number of each word in order, and runs of them with document and part."""

    def __init__(self, name: str, analyzer: Words | Labels, *, regions: bool) -> None:
        self._name = name
        self.regions = regions
        self._analyzer = analyzer
        self._numbers = _Numbers()
        self._words = array("i")
        self._documents = array("i")
        self._parts = array("b")
        self._lengths = array("i")
        self._taken: list[tuple[Inverted, Spelling]] = []

    def take(self, inverted: Inverted, spelling: Spelling) -> None:
        """Take in what is inverted already: documents of another segment, by their new numbers."""
        self._taken.append((inverted, spelling))

    def add(self, document: int, parts: Sequence[list[str]]) -> None:
        """Take in the words of one document, part by part."""
        for part, words in enumerate(parts):
            if words:
                self._words.extend(map(self._numbers.__getitem__, words))
                self._documents.append(document)
                self._parts.append(part)
                self._lengths.append(len(words))

    def inverted(self) -> tuple[Inverted, Spelling]:
        """All of it as occurrences of terms, and the words as they were written."""
        written = list(self._numbers)
        terms_of = [self._analyzer.terms(word) for word in written]
        terms = sorted({term.encode() for many in terms_of for term in many})
        places = {term: place for place, term in enumerate(terms)}
        flat = [places[term.encode()] for many in terms_of for term in many]
        counts = np.fromiter(map(len, terms_of), np.int64, len(terms_of))
        words = np.frombuffer(self._words, np.int32) if self._words else np.zeros(0, np.int32)
        keys = np.empty(int(counts[words].sum()), np.uint64)
        self._fill(keys, words, np.array(flat, np.int64), counts)
        field = Inverted(self._name, terms, keys, self.regions)
        often = np.bincount(words, minlength=len(written)).tolist()
        spelling = {
            word: (many[0], often[number])
            for number, (word, many) in enumerate(zip(written, terms_of, strict=True))
            if len(many) == 1
        }
        for _, others in self._taken:
            for word, (stem, count) in others.items():
                spelling[word] = (stem, count + spelling.get(word, (stem, 0))[1])
        whole = combined([field, *(other for other, _ in self._taken)])
        return whole, spelling if self.regions else {}

    def _fill(self, keys: Keys, words: NDArray[np.int32], terms: Numbers, counts: Numbers) -> None:
        """Put in the occurrences of all words by number; `counts` of `terms` makes each word."""
        starts = np.cumsum(counts) - counts
        lengths = np.array(self._lengths, np.int64)
        ends = np.cumsum(lengths)
        documents = np.array(self._documents, np.int64)
        limits = (*PARTS[1:], END) if self.regions else (END,)
        parts = np.array(self._parts, np.int64)
        done = 0
        cuts = np.searchsorted(ends, np.arange(0, len(words), _AT_ONCE)).tolist()
        for first, last in pairwise([*dict.fromkeys(cuts), len(lengths)]):
            here = slice(first, last)
            begin = int(ends[first] - lengths[first])
            some = words[begin : int(ends[last - 1])]
            makes = counts[some]
            in_run = np.add.reduceat(makes, ends[here] - lengths[here] - begin)
            total = int(makes.sum())
            nth = np.arange(total)
            term = terms[np.repeat(starts[some] - (np.cumsum(makes) - makes), makes) + nth]
            position = nth + np.repeat(
                np.array(PARTS)[parts[here]] - (np.cumsum(in_run) - in_run), in_run
            )
            limit = np.repeat(np.array(limits)[parts[here]] - 1, in_run)
            document = np.repeat(documents[here], in_run)
            keys[done : done + total] = key(term, document, np.minimum(position, limit))
            done += total


class Pool:
    """The fields of a segment in the making. The methods are those of Whoosh's pool."""

    def __init__(self, schema: Schema) -> None:
        self.fields = {
            name: FieldPool(name, field.analyzer, regions=field.regions)
            for name, field in schema.items()
            if isinstance(field, Parts) and name not in REGIONS
        }

    def add(self, posting: tuple[str, Sequence[list[str]], int, float, bytes]) -> None:
        """Take what a field's `index` made of one document."""
        name, parts, document, _, _ = posting
        self.fields[name].add(document, parts)

    def iter_postings(self) -> Iterator[FieldPool]:
        """The fields, for the codec's writer."""
        return iter(self.fields.values())

    def cleanup(self) -> None:
        """Nothing lies on the disk."""
        self.fields.clear()
