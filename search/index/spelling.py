"""The words as they were written, behind the stems: for prefixes, and for the nearest word."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.query import Query

from search.index.arrayfile import Arrays
from search.index.lexicon import Lexicon
from search.index.statistics import Part, Statistics

# A written word of one stem: the stem, and how often it was written.
Spelling = dict[str, tuple[str, int]]

# The field whose terms are the stems of written words.
WORDED = "text"
_NAME = "words"
_SHORT = 5  # letters from which on two edits are not too many


class Written:
    """The written words of one segment, ascending, each with the place of its stem in `text`."""

    def __init__(self, arrays: Arrays) -> None:
        self.words = Lexicon(arrays, _NAME)
        self._stems = arrays[f"{_NAME}.stems"].view(np.uint32)
        self._counts = arrays[f"{_NAME}.counts"]

    @staticmethod
    def build(spelling: Spelling, terms: Sequence[bytes]) -> dict[str, NDArray[np.generic]]:
        """The arrays of words, given the ascending terms of the field that they are found in."""
        places = {term: place for place, term in enumerate(terms)}
        words = sorted(
            (word for word, (stem, _) in spelling.items() if stem.encode() in places),
            key=str.encode,
        )
        stems = [places[spelling[word][0].encode()] for word in words]
        return {
            **Lexicon.build([word.encode() for word in words], _NAME),
            f"{_NAME}.stems": np.array(stems, np.uint32),
            f"{_NAME}.counts": np.array([spelling[word][1] for word in words], np.uint32),
        }

    def stems(self, places: range, beside: range) -> list[int]:
        """The places of the stems of a range of words, but for those that `beside` holds."""
        found = self._stems[places.start : places.stop]
        others = found[(found < beside.start) | (found >= beside.stop)]
        stems: list[int] = np.unique(others).tolist()
        return stems

    def of_stem(self, place: int) -> dict[str, int]:
        """The words of one stem, with how often each was written."""
        found = np.flatnonzero(self._stems == place).tolist()
        return {self.words[at].decode(): int(self._counts[at]) for at in found}

    def spelling(self, terms: Sequence[bytes]) -> Spelling:
        """What `build` was given."""
        pairs = zip(self._stems.tolist(), self._counts.tolist(), strict=True)
        return {
            word.decode(): (terms[stem].decode(), count)
            for word, (stem, count) in zip(self.words, pairs, strict=True)
        }


class Spelled(Part, Protocol):
    """What a segment gives for spelling."""

    written: Written


def nearest(segments: Sequence[Spelled], statistics: Statistics, tree: Query) -> str | None:
    """The written word nearest to the first term of `tree` that no paper has; None without one.

    Nearest is fewest letters away, then in most papers. Two edits at most, one in a short word.
    """
    for leaf in tree.leaves():
        if (
            isinstance(leaf, query.Term)
            and _worded(segments, leaf.fieldname)
            and not statistics.frequency(leaf.fieldname, leaf.text.encode())
        ):
            return _nearest(segments, statistics, leaf.text)
    return None


def _worded(segments: Sequence[Spelled], name: str) -> bool:
    fields = [segment.field(name) for segment in segments]
    return any(field is not None and field.base == WORDED for field in fields)


def _nearest(segments: Sequence[Spelled], statistics: Statistics, text: str) -> str | None:
    most = 1 if len(text) < _SHORT else 2
    near: dict[bytes, int] = {}
    for segment in segments:
        field = segment.field(WORDED)
        if field is not None:
            found = field.lexicon.near(text, most, prefix=0)
            near |= {field.lexicon[place]: edits for place, edits in found}
    if not near:
        return None
    stem = min(near, key=lambda term: (near[term], -statistics.frequency(WORDED, term)))
    words: dict[str, int] = {}
    for segment in segments:
        field = segment.field(WORDED)
        place = field.lexicon.find(stem) if field is not None else None
        for word, count in (segment.written.of_stem(place) if place is not None else {}).items():
            words[word] = words.get(word, 0) + count
    return max(words, key=words.__getitem__, default=None)
