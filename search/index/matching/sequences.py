"""How often terms stand side by side in the documents of a segment, kept for the next search."""

from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.matching.leaves import KEY_BITS, Keys, among, occurrences
from search.index.segments.docs import Ids, places_in
from search.index.segments.positions import END
from search.index.segments.postings import Postings

Times = NDArray[np.intp]
Places = NDArray[np.uint64]
_KEPT = 64  # sequences of which what was counted last is kept
_POSITION = (1 << KEY_BITS) - 1
_NONE: Keys = np.zeros(0, np.int64)


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
        return before if len(before) == len(ids) and (before == ids).all() else ids

    def first(self, terms: Sequence[str], below: int, ids: Ids) -> Places:
        """The first position of any of some terms in each of `ids` (ascending), `below` at most."""
        found = np.full(len(ids), below, np.uint64)
        begins = np.arange(len(ids)) << KEY_BITS
        for term in terms:
            if len(places := self._places(term, ids, self._in(ids))):
                at = places.take(places.searchsorted(begins), mode="clip") - begins
                # In another document it is too high, below 0 as a number without a sign, too.
                found = np.minimum(found, at.view(np.uint64))
        return found

    def any_from(self, lowest: int, term: str, ids: Ids) -> bool:
        """Whether any of `ids` (ascending) has a term at the position `lowest` or after it."""
        places = self._places(term, ids, self._in(ids))
        return bool(np.maximum.reduce(places & _POSITION, initial=0) >= lowest)

    def times(self, wanted: Sequence[Side], ids: Ids) -> list[Times]:
        """For each of `wanted` how often each of `ids` (ascending) has it."""
        found = []
        new = _NONE  # where the documents are that were not counted before
        of_new: dict[str, Keys] = {}
        for side in wanted:
            before, times = self._counted.get(side, (None, _NONE))
            if before is not ids:
                places = None if before is None else places_in(before, ids)
                if places is None or not places.any():
                    times = self._count(side, ids, self._in(ids))
                else:
                    times = np.append(0, times).take(places)
                    missing = np.flatnonzero(places == 0)
                    if not np.array_equal(missing, new):
                        new, of_new = missing, {}
                    times[new] = self._count(side, ids.take(new), of_new)
                if len(self._counted) >= _KEPT:
                    self._counted.clear()
                self._counted[side] = (ids, times)
            found.append(times)
        return found

    def _count(self, side: Side, ids: Ids, known: dict[str, Keys]) -> Times:
        found = _NONE
        for place, term in enumerate(side.terms):
            keys = self._places(term, ids, known)
            if side.lowest:
                keys = keys.compress(keys & _POSITION >= side.lowest)
            if side.below < END:
                keys = keys.compress(keys & _POSITION < side.below)
            if side.initials and place:
                letters = self._initials(ids, known)
                found = np.union1d(found, letters.compress(among(found + 1, letters)))
            found = keys.compress(among(found + 1, keys)) if place else keys
            if not len(found):
                break
        if side.joined and len(joined := self._places(side.joined, ids, known)):
            # A hyphenated word is there in both ways, as one word where its first part stands.
            found = np.union1d(found, joined + 1)
        return np.bincount(found >> KEY_BITS, minlength=len(ids))

    def _in(self, ids: Ids) -> dict[str, Keys]:
        """The places of terms in the documents asked for, which are those asked for last."""
        known = self._places_in  # once: another thread may search
        if known[0] is not ids:
            known = self._places_in = ids, {}
        return known[1]

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
            keys = _NONE if postings is None else occurrences(ids, postings)
            known[term] = keys
        return keys
