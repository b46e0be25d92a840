"""The words as they were written, behind the stems: for prefixes, and for the nearest word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Array, Arrays
from search.index.lexicon import Lexicon

_NAME = "words"


class Written:
    """The written words of one segment, ascending, each with the place of its stem in `text`."""

    def __init__(self, arrays: Arrays) -> None:
        self.words = Lexicon(arrays, _NAME)
        self.stems = arrays[f"{_NAME}.stems"].view(np.uint32)
        self.counts = arrays[f"{_NAME}.counts"].view(np.uint32)

    @staticmethod
    def build(
        words: Sequence[bytes], stems: NDArray[np.int64], counts: NDArray[np.int64]
    ) -> dict[str, Array]:
        """The arrays of ascending words: where the stem of each stands, how often it is written."""
        return {
            **Lexicon.build(words, _NAME),
            f"{_NAME}.stems": stems.astype(np.uint32),
            f"{_NAME}.counts": counts.astype(np.uint32),
        }

    def stems_of(self, places: range, beside: range) -> list[int]:
        """The places of the stems of a range of words, but for those that `beside` holds."""
        found = self.stems[places.start : places.stop]
        others = found[(found < beside.start) | (found >= beside.stop)]
        stems: list[int] = np.unique(others).tolist()
        return stems

    def count(self, place: int) -> int:
        """How often a word is written."""
        return int(self.counts[place])
