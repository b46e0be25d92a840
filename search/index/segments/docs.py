"""A set of documents of one segment: as ascending numbers, as a boolean mask, or both."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]
# Of documents, one and the place of each in an ascending list; 0 where it is not there.
Places = NDArray[np.int32] | NDArray[np.int64]

# Below this share of a longer list, looking each number up beats marking the longer one.
FEW = 16
_FREQUENT = 64  # what one document in so many has gets a table of places


class Docs:
    """Documents out of `size`: `ids` are their numbers, ascending; `mask` marks them.

    `find`: how somebody who keeps `ids` says where others (ascending) stand among them.
    """

    def __init__(
        self,
        size: int,
        ids: Ids | None = None,
        mask: Mask | None = None,
        find: Callable[[Ids], Places] | None = None,
    ) -> None:
        self.size = size
        self._ids = ids
        self._mask = mask
        self._find = find

    @classmethod
    def none(cls, size: int) -> "Docs":
        """No document."""
        return cls(size, ids=np.zeros(0, np.int64))

    @property
    def ids(self) -> Ids:
        """The numbers, ascending."""
        if self._ids is None:
            self._ids = np.flatnonzero(self.mask)
        return self._ids

    @property
    def mask(self) -> Mask:
        """True where a document is in the set."""
        if self._mask is None:
            self._mask = np.zeros(self.size, np.bool_)
            self._mask[self.ids] = True
        return self._mask

    @property
    def has_ids(self) -> bool:
        """Whether the numbers are known without a pass over the mask."""
        return self._ids is not None

    @property
    def cost(self) -> int:
        """The memory that it may take, in documents of 16 bytes."""
        return self.size

    @property
    def most(self) -> int:
        """A number of documents that are no fewer."""
        return self.size if self._ids is None else len(self._ids)

    def contains(self, ids: Ids) -> Mask:
        """Which of `ids` (ascending) are in the set."""
        if self._find is not None:
            return np.not_equal(self._find(ids), 0)
        own = self._ids
        if own is not None and self._mask is None and is_short(own, ids):
            return np.not_equal(places_in(own, ids), 0)
        return self.mask.take(ids)

    def __invert__(self) -> "Docs":
        return Docs(self.size, mask=~self.mask)


class Listed:
    """Documents out of `size` that are kept for the next searches, as ascending numbers.

    `cost`: the memory that they may take, in documents of 16 bytes.
    """

    def __init__(self, size: int, ids: Ids) -> None:
        self.ids = ids
        self._size = size
        self._is_frequent = len(ids) * _FREQUENT > size
        self._table: NDArray[np.int32] | None = None
        self.cost = len(ids) + (size // 4 if self._is_frequent else 0)

    @property
    def docs(self) -> Docs:
        """The same as a set, for one search."""
        return Docs(self._size, ids=self.ids, find=self.find)

    def find(self, ids: Ids) -> Places:
        """The place of each of `ids` (ascending), from 1; 0 where it is not there."""
        # A table costs something once, and then nothing.
        if self._table is None and self._is_frequent and len(ids) * FEW > len(self.ids):
            table = np.zeros(self._size, np.int32)
            table[self.ids] = np.arange(1, len(self.ids) + 1, dtype=np.int32)
            self._table = table  # only now, since another thread may search
        return places_in(self.ids, ids) if self._table is None else self._table.take(ids)


class Joined(Docs):
    """The documents of one long list and of few others, put in order only if need be."""

    def __init__(self, parts: Sequence[Docs]) -> None:
        super().__init__(parts[0].size)
        self._parts = parts

    @property
    def ids(self) -> Ids:
        """The numbers, ascending."""
        if self._ids is None:
            longest, *others = sorted(self._parts, key=lambda part: -len(part.ids))
            more = [part.ids[~longest.contains(part.ids)] for part in others]
            if not any(map(len, more)):
                self._ids = longest.ids
            else:
                ids = np.concatenate([longest.ids, *more])
                ids.sort(kind="stable")  # runs already in order are only merged
                self._ids = unique(ids) if len(more) > 1 else ids
        return self._ids

    @property
    def has_ids(self) -> bool:
        """True: they are soon put in order."""
        return True

    @property
    def most(self) -> int:
        """A number of documents that are no fewer."""
        return sum(part.most for part in self._parts)

    def contains(self, ids: Ids) -> Mask:
        """Which of `ids` (ascending) are in the set."""
        first, *others = self._parts
        found = first.contains(ids)
        for part in others:
            found |= part.contains(ids)
        return found


def intersection(parts: Sequence[Docs]) -> Docs:
    """The documents in every part, the shortest first; `parts` is not empty."""
    lists = sorted((part for part in parts if part.has_ids), key=lambda part: part.most)
    masks = [part for part in parts if not part.has_ids]
    if not lists:
        mask = masks[0].mask
        for part in masks[1:]:
            mask = mask & part.mask
        return Docs(mask.size, mask=mask)
    ids = lists[0].ids
    for part in (*lists[1:], *masks):
        ids = ids.compress(part.contains(ids))  # quicker than by an index of booleans
    return Docs(lists[0].size, ids=ids)


def union(parts: Sequence[Docs]) -> Docs:
    """The documents in any part; `parts` is not empty."""
    if len(parts) == 1:
        return parts[0]
    size = parts[0].size
    if all(part.has_ids for part in parts):
        sizes = [part.most for part in parts]
        longest, together = max(sizes), sum(sizes)
        if (together - longest) * FEW < longest:
            return Joined(parts)
        if together * FEW < size:
            ids = np.concatenate([part.ids for part in parts])
            ids.sort(kind="stable")  # runs already in order are only merged
            return Docs(size, ids=unique(ids))
    mask = np.zeros(size, np.bool_)
    for part in parts:
        if part.has_ids:
            mask[part.ids] = True
        else:
            mask |= part.mask
    return Docs(size, mask=mask)


def is_short(own: Ids, ids: Ids) -> bool:
    """Whether one list is so much shorter than the other that `places_in` is quick."""
    return len(own) * FEW < len(ids) or len(ids) * FEW < len(own)


def places_in(own: Ids, ids: Ids) -> Places:
    """The places of `ids` in `own`; both ascend. The shorter is looked up in the longer."""
    longer, shorter = (own, ids) if len(own) > len(ids) else (ids, own)
    if not len(shorter):
        return np.zeros(len(ids), np.int64)
    at = longer.searchsorted(shorter)
    found = longer.take(at, mode="clip") == shorter  # what lies past the end is above the last
    if longer is own:
        at += 1
        at *= found
        return at
    places = np.zeros(len(ids), np.int64)
    places[at.compress(found)] = found.nonzero()[0] + 1
    return places


def unique(ids: Ids) -> Ids:
    """Ascending numbers without duplicates."""
    first = np.ones(len(ids), np.bool_)
    np.not_equal(ids[1:], ids[:-1], out=first[1:])
    return ids[first]
