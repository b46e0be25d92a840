"""Surface forms: the words as papers write them, without accents, for one field of one segment.

A field of stems does not say what was written: "learn" may stand for "learning". So that a prefix
finds exactly the papers in which a word begins so, each form has the documents that it is in. A
form that is its own stem needs none: the postings of the stem answer for it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Array, Arrays
from search.index.inversion import DOCUMENT_BITS, MOST_DOCUMENTS
from search.index.lexicon import Lexicon


class SurfaceForms:
    """The forms, ascending.

    `starts`: where the documents of each form begin in `documents`. Each of those is the number of
    the document, and above DOCUMENT_BITS a bit for each part of the paper that has the form.
    """

    def __init__(self, arrays: Arrays, field: str) -> None:
        self.lexicon = Lexicon(arrays, f"{field}.forms")
        self.starts = arrays[f"{field}.forms.starts"].view(np.int64)
        self.documents = arrays[f"{field}.forms.documents"].view(np.uint32)

    @staticmethod
    def build(
        field: str,
        forms: Sequence[bytes],
        places: NDArray[np.int64],
        documents: NDArray[np.int64],
        parts: NDArray[np.int64],
    ) -> dict[str, Array]:
        """The arrays of ascending `forms`.

        For each occurrence that needs a document: the place of its form, its document, its part.
        """
        keys = np.unique((places << DOCUMENT_BITS | documents) << 2 | parts)
        pairs = keys >> 2
        first = np.flatnonzero(np.concatenate([[True] * (len(pairs) > 0), pairs[1:] != pairs[:-1]]))
        bits = np.left_shift(1, keys & 3)
        bits = np.bitwise_or.reduceat(bits, first) if len(first) else bits
        pairs = pairs[first]
        numbers = pairs & (MOST_DOCUMENTS - 1) | bits << DOCUMENT_BITS
        starts = np.searchsorted(pairs >> DOCUMENT_BITS, np.arange(len(forms) + 1))
        return {
            **Lexicon.build(forms, f"{field}.forms"),
            f"{field}.forms.starts": starts.astype(np.int64),
            f"{field}.forms.documents": numbers.astype(np.uint32),
        }

    def with_prefix(self, prefix: bytes, part: int | None) -> NDArray[np.uint32]:
        """The documents of the forms with a prefix, in one part of the paper or in any.

        A document comes as often as it has such forms.
        """
        places = self.lexicon.with_prefix(prefix)
        low, high = self.starts[[places.start, places.stop]].tolist()
        documents = self.documents[low:high]
        if part is not None:
            documents = documents[documents & np.uint32(1 << (DOCUMENT_BITS + part)) > 0]
        return documents & np.uint32(MOST_DOCUMENTS - 1)

    def count(self, place: int) -> int:
        """The number of documents that a form has here: 0 where it is its own stem."""
        low, high = self.starts[[place, place + 1]].tolist()
        return int(high - low)
