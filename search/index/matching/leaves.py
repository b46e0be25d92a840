"""The leaves of a query over one segment: a term, many terms, a phrase."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.index.matching.hits import Scores
from search.index.ranking.weights import VARIANT
from search.index.segments.docs import FEW, Docs, Ids, Listed, intersection, places_in, unique
from search.index.segments.postings import Postings

KEY_BITS = 20  # more than a position has, so that a window never reaches the next document
_VARIANT = np.float32(VARIANT)
Keys = NDArray[np.int64]


class Leaf(Protocol):
    """What a leaf of the tree matches in one space."""

    @property
    def docs(self) -> Docs:
        """The documents."""

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 where the leaf did not match."""


class TermLeaf:
    """The documents with one term; `factor` makes a score of an impact."""

    def __init__(self, postings: Postings, factor: float) -> None:
        self.postings = postings
        self.docs = postings.listed.docs
        self._factor = np.float32(factor)

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 where the term is not."""
        return self.postings.impacts_of(ids) * self._factor


class WordLeaf:
    """The documents with a word in any of its spellings, the first of `spellings` as it was typed.

    It is kept for the next searches, so its scores are worked out once.
    """

    def __init__(self, size: int, spellings: Sequence[Leaf], boost: float) -> None:
        (ids, own), *others = [(leaf.docs.ids, leaf.scores(leaf.docs.ids)) for leaf in spellings]
        if others := [other for other in others if len(other[0])]:
            ids, own = _with_variants(ids, own, others, boost)
        else:
            own = boosted(own, boost)
        self._own = own
        self._listed = Listed(size, ids)
        self.cost = self._listed.cost

    @property
    def docs(self) -> Docs:
        """The documents, as a set for one search."""
        return self._listed.docs

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids` (ascending), 0 where the word is not."""
        own = self._listed
        return self._own if ids is own.ids else self._behind_0.take(own.find(ids))

    @cached_property
    def _behind_0(self) -> Scores:
        return np.concatenate([np.zeros(1, np.float32), self._own])


def _with_variants(
    ids: Ids, own: Scores, others: Sequence[tuple[Ids, Scores]], boost: float
) -> tuple[Ids, Scores]:
    """The documents and scores of a word with its other spellings, as `best_of` has them."""
    best = own.copy()
    more, scores_of_more = [], []
    for variant, scores in others:
        places = places_in(ids, variant)
        both = np.flatnonzero(places)
        at = places.take(both) - 1
        best[at] = np.maximum(best.take(at), scores.take(both))
        only = places == 0
        more.append(variant.compress(only))
        scores_of_more.append(scores.compress(only))
    best = boosted(best, boost)
    added, gained = np.concatenate(more), np.concatenate(scores_of_more)
    if not len(added):
        return ids, best
    if len(others) > 1:
        order = added.argsort(kind="stable")
        added, gained = added.take(order), gained.take(order)
        first = np.flatnonzero(np.concatenate([[True], added[1:] != added[:-1]]))
        added, gained = added.take(first), np.maximum.reduceat(gained, first)
    gained = boosted(gained, boost) * _VARIANT
    before = ids.searchsorted(added)
    return np.insert(ids, before, added), np.insert(best, before, gained)


def best_of(scores: Sequence[Scores], boost: float) -> Scores:
    """The scores of a word by those of its spellings, the first as it was typed."""
    as_typed = best = scores[0]
    for variant in scores[1:]:
        best = np.maximum(best, variant)
    best = boosted(best, boost)
    # Only what a word matches has a score.
    return best if as_typed.all() else np.where(as_typed, best, best * _VARIANT)


def boosted(scores: Scores, boost: float) -> Scores:
    """The scores, times what a node of the tree weighs."""
    return scores if boost == 1.0 else scores * np.float32(boost)


def any_of(size: int, documents: Iterable[NDArray[np.uint32]]) -> Docs:
    """The documents of many terms, each given as often as it has them."""
    mask = np.zeros(size, np.bool_)
    for ids in documents:
        mask[ids.astype(np.int64)] = True
    return Docs(size, mask=mask)


class PhraseLeaf:
    """The documents where terms follow one another, each at most `slop` after the one before.

    With `growing`, the postings of many terms, one of those stands right after the last term.
    """

    def __init__(
        self,
        terms: Sequence[TermLeaf],
        slop: int,
        boost: float,
        growing: Sequence[Postings] = (),
    ) -> None:
        self._terms = terms
        self._boost = np.float32(boost)
        shared = intersection([term.docs for term in terms])
        postings = [term.postings for term in terms]
        ends = _in_sequence(shared, postings) if slop == 1 else _in_order(shared, postings, slop)
        if growing:
            ends = _followed(shared.size, ends, growing)
        self.docs = Docs(shared.size, ids=unique(ends >> KEY_BITS))

    def scores(self, ids: Ids) -> Scores:
        """What its terms score together, 0 where they do not follow one another."""
        total = np.zeros(len(ids), np.float32)
        for term in self._terms:
            total += term.scores(ids)
        total *= self._boost
        return total if ids is self.docs.ids else np.where(self.docs.contains(ids), total, 0)


def _in_sequence(shared: Docs, postings: Sequence[Postings]) -> Keys:
    """Where terms stand side by side in the documents that all of them share, the rarest first.

    A key for each place of the last term: document << KEY_BITS | position, ascending.
    """
    ends: Keys | None = None
    last = len(postings) - 1
    for place in sorted(range(len(postings)), key=lambda place: len(postings[place].stored_ids)):
        keys = _keys(shared, postings[place]) + (last - place)
        ends = keys if ends is None else ends[among(keys, ends)]
        if len(ends) * FEW < len(shared.ids):
            shared = Docs(shared.size, ids=unique(ends >> KEY_BITS))
    return np.zeros(0, np.int64) if ends is None else ends


def _in_order(shared: Docs, postings: Sequence[Postings], slop: int) -> Keys:
    """The same for terms of which each stands at most `slop` after the one before."""
    ends: Keys | None = None
    for posting in postings:
        keys = _keys(shared, posting)
        if ends is None:
            ends = keys
        elif len(ends):
            nearest = ends.searchsorted(keys) - 1
            kept = (nearest >= 0) & (keys - ends.take(np.maximum(nearest, 0)) <= slop)
            ends = keys[kept]
    return np.zeros(0, np.int64) if ends is None else ends


def with_given_name(docs: Docs, family: Postings, given: Postings) -> Docs:
    """Those of the documents with a family name in which one of the `given` names belongs to it.

    It stands before the name, maybe with another one between, or right after it.
    """
    names = _keys(docs, family)
    chosen = np.flatnonzero(docs.mask.take(given.stored_ids))
    positions, counts = given.positions_of(chosen)
    ids = given.stored_ids[chosen].astype(np.int64) << KEY_BITS
    wanted = np.sort(ids.repeat(counts) | positions)
    found = among(wanted, names - 1) | among(wanted, names - 2) | among(wanted, names + 1)
    return Docs(docs.size, ids=unique(names[found] >> KEY_BITS))


def _followed(size: int, ends: Keys, growing: Sequence[Postings]) -> Keys:
    """Those of the places right after which a term of `growing` stands."""
    shared = Docs(size, ids=unique(ends >> KEY_BITS))
    found, wanted = np.zeros(len(ends), np.bool_), ends + 1
    for postings in growing if len(ends) else ():
        chosen = np.flatnonzero(shared.mask.take(postings.stored_ids))
        positions, counts = postings.positions_of(chosen)
        ids = postings.stored_ids[chosen].astype(np.int64) << KEY_BITS
        keys = ids.repeat(counts) | positions
        at = wanted.searchsorted(keys)  # the keys of several terms are in no order
        found[at[wanted.take(at, mode="clip") == keys]] = True
    return ends[found]


def occurrences(ids: Ids, postings: Postings) -> Keys:
    """Where a term stands in those of `ids` (ascending) that have it, as keys, ascending.

    A key is the place in `ids` << KEY_BITS | position.
    """
    places = postings.find(ids)
    having = places.nonzero()[0]
    positions, counts = postings.positions_of(places.take(having) - 1)
    keys: Keys = (having << KEY_BITS).repeat(counts) | positions
    return keys


def _keys(shared: Docs, postings: Postings) -> Keys:
    """The places of a term in the shared documents, all of which have it."""
    positions, counts = postings.positions_of(postings.find(shared.ids) - 1)
    keys: Keys = (shared.ids << KEY_BITS).repeat(counts) | positions
    return keys


def among(sorted_keys: Keys, keys: Keys) -> NDArray[np.bool_]:
    """Which of `keys` are among others."""
    if not len(sorted_keys):
        return np.zeros(len(keys), np.bool_)
    at = sorted_keys.searchsorted(keys)
    # What lies past the end is greater than the last.
    found: NDArray[np.bool_] = sorted_keys.take(at, mode="clip") == keys
    return found
