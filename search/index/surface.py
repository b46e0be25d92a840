"""Surface forms: the words as papers write them, behind their stems.

Prefixes and spelling suggestions are looked up here, since a stem may end before, or otherwise
than, the word that a person types.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Array, Arrays
from search.index.lexicon import Lexicon

_NAME = "forms"


class SurfaceForms:
    """The surface forms of one segment, ascending, each with the place of its stem in `text`."""

    def __init__(self, arrays: Arrays) -> None:
        self.lexicon = Lexicon(arrays, _NAME)
        self.stems = arrays[f"{_NAME}.stems"].view(np.uint32)
        self.counts = arrays[f"{_NAME}.counts"].view(np.uint32)

    @staticmethod
    def build(
        forms: Sequence[bytes], stems: NDArray[np.int64], counts: NDArray[np.int64]
    ) -> dict[str, Array]:
        """The arrays of ascending `forms`: the place of each stem, and the occurrences of each."""
        return {
            **Lexicon.build(forms, _NAME),
            f"{_NAME}.stems": stems.astype(np.uint32),
            f"{_NAME}.counts": counts.astype(np.uint32),
        }

    def stems_of(self, places: range, outside: range) -> list[int]:
        """The places of the stems of a range of forms; those in `outside` are left out."""
        stems = self.stems[places.start : places.stop]
        others = stems[(stems < outside.start) | (stems >= outside.stop)]
        different: list[int] = np.unique(others).tolist()
        return different

    def count(self, place: int) -> int:
        """How often a form occurs."""
        return int(self.counts[place])
