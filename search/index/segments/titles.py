"""The titles of a segment in order, to find those that begin with what is typed.

A title is folded: its words in lower case, without accents, with one space between.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array, ArrayFile
from search.index.segments.docs import FEW, Ids, Mask
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

    def starting(self, start: str, ids: Ids) -> tuple[NDArray[np.intp], Mask]:
        """Where those of `ids` are whose title begins with the words of `start`; which are it."""
        begun = self.lexicon.with_prefix(start.encode())
        if not begun:  # as with most queries
            return np.zeros(0, np.intp), np.zeros(0, np.bool_)
        found = self.lexicon.with_prefix(f"{start} ".encode())
        place = begun.start if self.lexicon[begun.start] == start.encode() else None
        if place is not None:
            found = range(place, found.stop)  # nothing stands between the two
        few = self._among(found, ids)
        if place is None:
            return few, np.zeros(len(few), np.bool_)
        return few, self.places.all().take(ids.take(few)) == place

    def _among(self, found: range, ids: Ids) -> NDArray[np.intp]:
        """Where those of `ids` are whose title has one of the places `found`."""
        if not found or not len(ids):
            return np.zeros(0, np.intp)
        first, last = self._by_title.places.searchsorted(
            np.array([found.start, found.stop], np.uint32)
        )
        documents = self._by_title.documents[first:last]
        if len(documents) * FEW > len(ids):
            marked = np.zeros(len(self.places), np.bool_)
            marked[documents] = True
            return np.flatnonzero(marked.take(ids))
        at = ids.searchsorted(documents)
        return at.compress(ids.take(at, mode="clip") == documents)

    @cached_property
    def _by_title(self) -> "_ByTitle":
        places = self.places.all()
        documents = places.argsort().astype(np.int32)
        return _ByTitle(documents, places.take(documents))

    def half_typed(self, start: str, ids: Ids) -> Mask:
        """Which of `ids` have a title that begins with `start`, whose last word may go on."""
        found = self.lexicon.with_prefix(start.encode())
        # The place before the first wraps round, and is past the last.
        mask: Mask = self.places.all().take(ids) - np.uint32(found.start) < np.uint32(len(found))
        return mask


class _ByTitle(NamedTuple):
    """The documents in the order of their titles, and the place of the title of each."""

    documents: NDArray[np.int32]
    places: NDArray[np.uint32]
