"""The words as they were written, behind the stems: for prefixes, and for the nearest word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Arrays
from search.index.lexicon import Lexicon

# A written word of one stem: the stem, and how often it was written.
Spelling = dict[str, tuple[str, int]]

_NAME = "words"


class Written:
    """The written words of one segment, ascending, each with the place of its stem in `text`."""

    def __init__(self, arrays: Arrays) -> None:
        self.words = Lexicon(arrays, _NAME)
        self._stems = arrays[f"{_NAME}.stems"].view(np.uint32)
        self._counts = arrays[f"{_NAME}.counts"].view(np.uint32)

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

    def count(self, place: int) -> int:
        """How often a word is written."""
        return int(self._counts[place])

    def spelling(self, terms: Sequence[bytes]) -> Spelling:
        """What `build` was given."""
        pairs = zip(self._stems.tolist(), self._counts.tolist(), strict=True)
        return {
            word.decode(): (terms[stem].decode(), count)
            for word, (stem, count) in zip(self.words, pairs, strict=True)
        }
