"""The leaves of a query over one segment: a term, many terms, a phrase."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.docs import FEW, Docs, Ids, intersection, unique
from search.index.hits import Scores
from search.index.postings import Postings

_KEY_BITS = 20  # more than a position has, so that a window never reaches the next document


class TermLeaf:
    """The documents with one term. `scored` turns impacts into scores."""

    def __init__(
        self, size: int, postings: Postings, scored: Callable[[NDArray[np.uint16]], Scores]
    ) -> None:
        self.postings = postings
        self.docs = Docs(size, ids=postings.ids)
        self._impacts = postings.impacts
        self._scored = scored

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 where the term is not."""
        own = self.docs.ids
        if ids is own:
            return self._scored(self._impacts)
        if len(ids) * FEW < len(own):
            places = own.searchsorted(ids)
            places[places == len(own)] = 0
            return self._scored(np.where(own.take(places) == ids, self._impacts.take(places), 0))
        impacts = np.zeros(self.docs.size, np.uint16)
        impacts[own] = self._impacts
        return self._scored(impacts.take(ids))


def any_of(size: int, documents: Iterable[NDArray[np.uint32]]) -> Docs:
    """The documents of many terms, each given as often as it has them."""
    mask = np.zeros(size, np.bool_)
    for ids in documents:
        mask[ids.astype(np.int64)] = True
    return Docs(size, mask=mask)


class PhraseLeaf:
    """The documents where terms follow one another, each at most `slop` after the one before."""

    def __init__(self, terms: Sequence[TermLeaf], slop: int, boost: float) -> None:
        self._terms = terms
        self._boost = boost
        shared = intersection([term.docs for term in terms])
        self.docs = Docs(
            shared.size, ids=_in_sequence(shared, [term.postings for term in terms], slop)
        )

    def scores(self, ids: Ids) -> Scores:
        """What its terms score together, 0 where they do not follow one another."""
        total = np.zeros(len(ids), np.float32)
        for term in self._terms:
            total += term.scores(ids)
        total *= np.float32(self._boost)
        return total if ids is self.docs.ids else np.where(self.docs.contains(ids), total, 0)


def _in_sequence(shared: Docs, postings: Sequence[Postings], slop: int) -> Ids:
    """Those of the documents that all terms share in which the terms stand in sequence."""
    ends: NDArray[np.int64] | None = None
    for posting in postings if len(shared.ids) else ():
        positions, of = posting.positions_of(_places(posting.ids, shared))
        keys = of << _KEY_BITS | positions
        if ends is None:
            ends = keys
        elif len(ends):
            nearest = ends.searchsorted(keys) - 1
            kept = (nearest >= 0) & (keys - ends.take(np.maximum(nearest, 0)) <= slop)
            ends = keys[kept]
    if ends is None or not len(ends):
        return np.zeros(0, np.int64)
    held = ends >> _KEY_BITS
    found: Ids = shared.ids[unique(held)]
    return found


def _places(ids: Ids, shared: Docs) -> NDArray[np.intp]:
    """Where the shared documents stand among `ids`, which has all of them."""
    if len(shared.ids) * FEW < len(ids):
        return ids.searchsorted(shared.ids)
    return np.flatnonzero(shared.mask.take(ids))
