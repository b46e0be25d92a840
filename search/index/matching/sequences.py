"""How often terms stand side by side in the documents of a segment, kept for the next search."""

from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.matching.leaves import KEY_BITS, Keys, among, occurrences
from search.index.segments.docs import Ids, Mask, places_in
from search.index.segments.positions import END
from search.index.segments.postings import Postings

Times = NDArray[np.intp]
_KEPT = 64  # sequences of which what was counted last is kept
_POSITION = (1 << KEY_BITS) - 1


class Side(NamedTuple):
    """Terms side by side, the first of them at the position `lowest` or after it, before `below`.

    `joined`: the term that two of them are where they are written as one word; "" for none.
    `initials`: whether a single letter may stand between two of them.
    """

    terms: tuple[str, ...]
    lowest: int = 0
    below: int = END
    joined: str = ""
    initials: bool = False


class Sequences:
    """Counts terms side by side. `postings` gives those of a term; None where there are none."""

    def __init__(self, postings: Callable[[str], Postings | None]) -> None:
        self._postings = postings
        self._counted: dict[Side, tuple[Ids, Times]] = {}
        # The documents asked for last, and the places of terms in them: a name has those of pairs.
        self._places_in: tuple[Ids, dict[str, Keys]] = np.zeros(0, np.int64), {}

    def same(self, ids: Ids) -> Ids:
        """The array of equal documents that was asked for last, or `ids`.

        What is kept of it is found without comparing the documents again.
        """
        before, _ = self._places_in
        return before if np.array_equal(before, ids) else ids

    def having(self, terms: Sequence[str], below: int, ids: Ids) -> Mask:
        """Which of `ids` (ascending) have any of some terms, before a position."""
        before, keys = self._places_in
        if before is not ids:
            keys = {}
            self._places_in = ids, keys
        found = np.zeros(len(ids), np.bool_)
        for term in terms:
            places = self._places(term, ids, keys)
            found[places.compress(places & _POSITION < below) >> KEY_BITS] = True
        return found

    def times(self, wanted: Sequence[Side], ids: Ids) -> list[Times]:
        """For each of `wanted` how often each of `ids` (ascending) has it."""
        new = np.arange(len(ids))
        before, keys = self._places_in
        if before is not ids:
            keys = {}  # places of terms in `new`
            self._places_in = ids, keys
        found = []
        for side in wanted:
            times, missing = self._known(side, ids)
            if len(missing):
                if not np.array_equal(missing, new):
                    keys, new = {}, missing
                times[new] = self._count(side, ids.take(new), keys)
                self._keep(side, ids, times)
            found.append(times)
        return found

    def _known(self, side: Side, ids: Ids) -> tuple[Times, NDArray[np.intp]]:
        """How often each of `ids` has it, and which of them were not counted before."""
        kept = self._counted.get(side)
        if kept is None:
            return np.zeros(len(ids), np.intp), np.arange(len(ids))
        if kept[0] is ids or np.array_equal(kept[0], ids):
            return kept[1], np.zeros(0, np.intp)
        places = places_in(kept[0], ids)
        return np.append(0, kept[1]).take(places), np.flatnonzero(places == 0)

    def _keep(self, side: Side, ids: Ids, times: Times) -> None:
        if len(self._counted) >= _KEPT:
            self._counted.clear()
        self._counted[side] = (ids, times)

    def _count(self, side: Side, ids: Ids, known: dict[str, Keys]) -> Times:
        ends: Keys | None = None
        for term in side.terms:
            keys = self._places(term, ids, known)
            if side.lowest or side.below < END:
                at = keys & _POSITION
                keys = keys.compress((at >= side.lowest) & (at < side.below))
            if ends is not None:
                if side.initials:
                    letters = self._initials(ids, known)
                    ends = np.union1d(ends, letters.compress(among(ends + 1, letters)))
                keys = keys.compress(among(ends + 1, keys))
            ends = keys
            if not len(ends):
                break
        found = np.zeros(0, np.int64) if ends is None else ends
        if side.joined and len(joined := self._places(side.joined, ids, known)):
            # A hyphenated word is there in both ways, as one word where its first part stands.
            found = np.union1d(found, joined + 1)
        return np.bincount(found >> KEY_BITS, minlength=len(ids))

    def _initials(self, ids: Ids, known: dict[str, Keys]) -> Keys:
        """The places of single letters, ascending."""
        keys = known.get("")
        if keys is None:
            places = [self._places(letter, ids, known) for letter in ascii_lowercase]
            keys = known[""] = np.sort(np.concatenate(places))
        return keys

    def _places(self, term: str, ids: Ids, known: dict[str, Keys]) -> Keys:
        keys = known.get(term)
        if keys is None:
            postings = self._postings(term)
            keys = np.zeros(0, np.int64) if postings is None else occurrences(ids, postings)
            known[term] = keys
        return keys
