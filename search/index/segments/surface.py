"""Surface forms: the words as papers write them, without accents, for one field of one segment.

A field of stems does not say what was written: "learn" may stand for "learning". So that a prefix
finds exactly the papers in which a word begins so, each form has the documents that it is in. A
form that is its own stem needs none: the postings of the stem answer for it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array, ArrayFile
from search.index.segments.docs import Ids, Mask
from search.index.segments.lexicon import Lexicon
from search.index.segments.positions import DOCUMENT_BITS, MOST_DOCUMENTS, PARTS

_PART_BITS = 2
_PART_MASK = (1 << _PART_BITS) - 1
Keys = NDArray[np.int64]


class SurfaceForms:
    """The forms, ascending; `stems` has the place of the stem of each among the terms.

    `starts`: where the documents of each form begin in `documents`. Each of those is the number of
    the document, and above DOCUMENT_BITS a bit for each part of the paper that has the form.
    """

    def __init__(self, file: ArrayFile, field: str) -> None:
        self.lexicon = Lexicon(file, f"{field}.forms")
        self.stems = file.column(f"{field}.forms.stems", np.uint32)
        self.starts = file.column(f"{field}.forms.starts", np.int64)
        self.documents = file.column(f"{field}.forms.documents", np.uint32)

    @staticmethod
    def build(
        field: str, forms: Sequence[bytes], stems: NDArray[np.int32], keys: Keys
    ) -> dict[str, Array]:
        """The arrays of ascending `forms`, with the place of the stem of each.

        `keys`: the occurrences of the forms that are not their own stem, as `occurrences` packs
        them. They are used up.
        """
        keys.sort()
        pairs = keys >> _PART_BITS
        first = np.flatnonzero(np.concatenate([[True] * (len(pairs) > 0), pairs[1:] != pairs[:-1]]))
        parts = np.left_shift(1, keys & _PART_MASK)
        parts = np.bitwise_or.reduceat(parts, first) if len(first) else parts
        pairs = pairs[first]
        documents = pairs & (MOST_DOCUMENTS - 1) | parts << DOCUMENT_BITS
        starts = np.searchsorted(pairs >> DOCUMENT_BITS, np.arange(len(forms) + 1))
        return {
            **Lexicon.build(forms, f"{field}.forms"),
            f"{field}.forms.stems": stems.astype(np.uint32),
            f"{field}.forms.starts": starts.astype(np.int64),
            f"{field}.forms.documents": documents.astype(np.uint32),
        }

    def with_prefix(self, prefix: bytes, stems: range, part: int | None) -> NDArray[np.uint32]:
        """The documents of the forms with a prefix; none where the `stems` with it answer for all.

        In one part of the paper, or in any. A document comes as often as it has such forms.
        """
        places = self.lexicon.with_prefix(prefix)
        of_forms = self.stems.part(places.start, places.stop)
        if not ((of_forms < stems.start) | (of_forms >= stems.stop)).any():
            return np.zeros(0, np.uint32)
        low, high = self.bounds(places)
        documents = self.documents.part(low, high)
        if part is not None:
            documents = documents[documents & np.uint32(1 << (DOCUMENT_BITS + part)) > 0]
        return documents & np.uint32(MOST_DOCUMENTS - 1)

    def in_title(self, form: bytes, ids: Ids) -> Mask:
        """Which of `ids` have a form in their title; none where the form is its own stem."""
        place = self.lexicon.find(form)
        low, high = (0, 0) if place is None else self.bounds(range(place, place + 1))
        if low == high:
            return np.zeros(len(ids), np.bool_)
        documents = self.documents.part(low, high)
        wanted = ids.astype(np.uint32)
        at = (documents & np.uint32(MOST_DOCUMENTS - 1)).searchsorted(wanted)
        in_title = wanted | np.uint32(1 << DOCUMENT_BITS)
        others = np.uint32((1 << len(PARTS)) - 2 << DOCUMENT_BITS)
        found: Mask = documents.take(at, mode="clip") & ~others == in_title
        return found

    def of_stem(self, stem: int) -> list[bytes]:
        """The forms of a stem (by place)."""
        return [self.lexicon[place] for place in np.flatnonzero(self.stems.all() == stem).tolist()]

    def count(self, place: int) -> int:
        """The number of documents that a form has here: 0 where it is its own stem."""
        low, high = self.bounds(range(place, place + 1))
        return high - low

    def only_as_stem(self, stem: int, frequency: int) -> int:
        """How many of the `frequency` documents with a stem (by place) have no other form of it."""
        others = [
            self.documents.part(*self.bounds(range(place, place + 1)))
            for place in np.flatnonzero(self.stems.all() == stem).tolist()
        ]
        documents = np.concatenate([np.zeros(0, np.uint32), *others])
        return frequency - len(np.unique(documents & np.uint32(MOST_DOCUMENTS - 1)))

    def bounds(self, places: range) -> tuple[int, int]:
        """Where the documents of forms next to one another begin and end."""
        starts = self.starts.part(places.start, places.stop + 1)
        return int(starts[0]), int(starts[-1])


def occurrences(
    places: NDArray[np.int32], documents: NDArray[np.int32], parts: NDArray[np.int32]
) -> Keys:
    """The occurrences of forms (by place) in parts of documents, for SurfaceForms.build."""
    packed = places.astype(np.int64)
    packed <<= DOCUMENT_BITS
    packed |= documents
    packed <<= _PART_BITS
    packed |= parts
    return packed
