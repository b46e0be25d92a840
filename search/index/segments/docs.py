"""A set of documents of one segment: as ascending numbers, as a boolean mask, or both."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Below this share of a longer list, looking each number up beats marking the longer one.
FEW = 16


class Docs:
    """Documents out of `size`: `ids` are their numbers, ascending; `mask` marks them."""

    def __init__(self, size: int, ids: Ids | None = None, mask: Mask | None = None) -> None:
        self.size = size
        self._ids = ids
        self._mask = mask

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

    def contains(self, ids: Ids) -> Mask:
        """Which of `ids` (ascending) are in the set."""
        if self._mask is None and self._ids is not None and len(ids) * FEW < len(self._ids):
            places = self._ids.searchsorted(ids)
            places[places == len(self._ids)] = 0
            hit: Mask = self._ids.take(places) == ids
            return hit
        return self.mask.take(ids)

    def __invert__(self) -> "Docs":
        return Docs(self.size, mask=~self.mask)


def intersection(parts: Sequence[Docs]) -> Docs:
    """The documents in every part, the shortest first; `parts` is not empty."""
    lists = sorted((part for part in parts if part.has_ids), key=lambda part: len(part.ids))
    masks = [part for part in parts if not part.has_ids]
    if not lists:
        mask = masks[0].mask
        for part in masks[1:]:
            mask = mask & part.mask
        return Docs(mask.size, mask=mask)
    ids = lists[0].ids
    for part in (*lists[1:], *masks):
        ids = ids[part.contains(ids)]
    return Docs(lists[0].size, ids=ids)


def union(parts: Sequence[Docs]) -> Docs:
    """The documents in any part; `parts` is not empty."""
    if len(parts) == 1:
        return parts[0]
    lists = [part.ids for part in parts if part.has_ids]
    if len(lists) == len(parts) and (longest := _with_all(parts)) is not None:
        return longest
    if len(lists) == len(parts) and sum(map(len, lists)) * FEW < parts[0].size:
        ids = np.concatenate(lists)
        ids.sort(kind="stable")  # runs already in order are only merged
        return Docs(parts[0].size, ids=unique(ids))
    mask = np.zeros(parts[0].size, np.bool_)
    for part in parts:
        if part.has_ids:
            mask[part.ids] = True
        else:
            mask |= part.mask
    return Docs(parts[0].size, mask=mask)


def _with_all(parts: Sequence[Docs]) -> Docs | None:
    """The longest of parts with few numbers, if it has the numbers of all others."""
    longest = max(parts, key=lambda part: len(part.ids))
    others = [part for part in parts if part is not longest]
    if sum(len(part.ids) for part in others) * FEW >= len(longest.ids):
        return None
    return longest if all(longest.contains(part.ids).all() for part in others) else None


def unique(ids: Ids) -> Ids:
    """Ascending numbers without duplicates."""
    first = np.ones(len(ids), np.bool_)
    np.not_equal(ids[1:], ids[:-1], out=first[1:])
    return ids[first]
