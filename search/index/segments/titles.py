"""The titles of a segment in order, to find those that begin with what is typed.

A title is folded: its words in lower case, without accents, with one space between.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array, ArrayFile
from search.index.segments.docs import Ids, Mask
from search.index.segments.lexicon import Lexicon

NAME = "titles"


class Titles:
    """The folded titles of one segment, ascending, and the place among them of each document's."""

    def __init__(self, file: ArrayFile) -> None:
        self.lexicon = Lexicon(file, NAME)
        self.places = file.column(f"{NAME}.places", np.uint32)

    @staticmethod
    def build(titles: Sequence[str]) -> dict[str, Array]:
        """The arrays of the folded `titles` of documents in order."""
        order = sorted(set(titles))
        at = {title: place for place, title in enumerate(order)}
        places = np.fromiter(map(at.__getitem__, titles), np.int64, len(titles))
        return Titles.arrays([title.encode() for title in order], places)

    @staticmethod
    def arrays(titles: Sequence[bytes], places: NDArray[np.int64]) -> dict[str, Array]:
        """The arrays of ascending titles, with the place of each document's."""
        return {
            **Lexicon.build(titles, NAME, near=False),
            f"{NAME}.places": places.astype(np.uint32),
        }

    def equal(self, title: str, ids: Ids) -> Mask:
        """Which of `ids` have this title."""
        place = self.lexicon.find(title.encode())
        own = self.places.all().take(ids)
        return np.zeros(len(ids), np.bool_) if place is None else own == place

    def begin_with(self, start: str, ids: Ids, *, half_typed: bool) -> Mask:
        """Which of `ids` have a title that begins with `start`, whose last word may go on."""
        found = self.lexicon.with_prefix(f"{start}{'' if half_typed else ' '}".encode())
        own = self.places.all().take(ids)
        # A place before the first wraps round, and is past the last.
        mask: Mask = own - np.uint32(found.start) < np.uint32(len(found))
        place = None if half_typed else self.lexicon.find(start.encode())
        return mask if place is None else mask | (own == place)
