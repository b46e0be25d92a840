"""How often terms stand side by side in the documents of a segment, kept for the next search."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.matching.leaves import KEY_BITS, Keys, among, occurrences
from search.index.segments.docs import Ids
from search.index.segments.postings import Postings

Terms = tuple[str, ...]
Times = NDArray[np.int16]
_KEPT = 16  # sequences of which what was counted is kept
_UNKNOWN = -1
_POSITION = (1 << KEY_BITS) - 1


class Sequences:
    """Counts sequences in documents out of `size`; each document once, while it is kept.

    `postings` gives those of a term, None where no document has it. Only what begins at the
    position `lowest` or after it counts.
    """

    def __init__(
        self, size: int, postings: Callable[[str], Postings | None], lowest: int = 0
    ) -> None:
        self._size = size
        self._postings = postings
        self._lowest = lowest
        self._known: dict[Terms, Times] = {}

    def times(self, sequences: Sequence[Terms], ids: Ids) -> list[Times]:
        """For each of the sequences how often each of `ids` (ascending) has it."""
        known = [self._known_of(terms) for terms in sequences]
        found = [each.take(ids) for each in known]
        keys: dict[str, Keys] = {}  # places of terms, as long as they are for the same documents
        before: NDArray[np.intp] | None = None
        for terms, kept, times in zip(sequences, known, found, strict=True):
            new = np.flatnonzero(times == _UNKNOWN)
            if not len(new):
                continue
            if before is None or not np.array_equal(before, new):
                keys, before = {}, new
            times[new] = self._counted(terms, ids.take(new), keys)
            kept[ids] = times
        return found

    def _known_of(self, terms: Terms) -> Times:
        known = self._known.get(terms)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[terms] = np.full(self._size, _UNKNOWN, np.int16)
        return known

    def _counted(self, terms: Terms, ids: Ids, known: dict[str, Keys]) -> NDArray[np.intp]:
        """How often each of `ids` has the terms side by side."""
        ends: Keys | None = None
        for term in terms:
            keys = known.get(term)
            if keys is None:
                keys = known[term] = self._keys(term, ids)
            ends = keys if ends is None else keys[among(ends + 1, keys)]
            if not len(ends):
                break
        found = np.zeros(0, np.int64) if ends is None else ends
        return np.bincount(found >> KEY_BITS, minlength=len(ids))

    def _keys(self, term: str, ids: Ids) -> Keys:
        """The places of a term in `ids`, ascending."""
        postings = self._postings(term)
        keys = np.zeros(0, np.int64) if postings is None else occurrences(ids, postings)
        return keys[keys & _POSITION >= self._lowest] if self._lowest else keys
