"""A query tree, evaluated over arrays: first which documents, then, if asked, their scores.

One Evaluation is one query on one space of documents: a segment of the index, or, for a tree
without words, the rows of the store. Whoosh's own nodes make the tree; And, Or, Not, AndNot,
AndMaybe, Require and the leaves mean what they mean to Whoosh, and score as they do there.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from whoosh import query
from whoosh.query import Query

from search.errors import Cancelled
from search.index.docs import Docs, Ids, Mask, both, either
from search.index.hits import Scores
from search.model.filters import Between, Has, Is, Named, Noted, Tagged

FILTERS = (Between, Is, Has, Tagged, Noted, Named)
Masks = Callable[[Query], Mask]


class Leaf(Protocol):
    """What a leaf of the tree matched in one space."""

    @property
    def docs(self) -> Docs:
        """The documents."""

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 where the leaf did not match."""


class Space(Protocol):
    """Documents that a tree can be evaluated over."""

    size: int

    def all(self) -> Docs:
        """Every document that is not deleted."""

    def alive(self, docs: Docs) -> Docs:
        """Those of `docs` that are not deleted."""

    def filtered(self, mask: Mask) -> Docs:
        """The documents whose rows `mask` marks."""

    def leaf(self, node: Query) -> Leaf:
        """What a leaf with words matches."""


class Constant:
    """A leaf that scores the same for every document it matched."""

    def __init__(self, docs: Docs, score: float = 0.0) -> None:
        self.docs = docs
        self.score = score

    def scores(self, ids: Ids) -> Scores:
        """`score` for what was matched, 0 for the rest."""
        if not self.score:
            return np.zeros(len(ids), np.float32)
        return np.where(self.docs.among(ids), np.float32(self.score), np.float32(0))


class Evaluation:
    """One tree over one space. `masks` answers the filters; `cancelled` is asked at every node.

    Both methods raise Cancelled.
    """

    def __init__(self, space: Space, masks: Masks, cancelled: Callable[[], bool]) -> None:
        self._space = space
        self._masks = masks
        self._cancelled = cancelled
        # By the node's identity: a tree may hold equal nodes that differ in what Whoosh compares.
        self._known: dict[int, Docs] = {}
        self._leaves: dict[int, Leaf] = {}

    def match(self, tree: Query) -> Ids:
        """The documents that the tree matches, ascending."""
        return self._space.alive(self._docs(tree)).ids

    def score(self, tree: Query, ids: Ids) -> Scores:
        """The scores of documents that `match` gave."""
        return self._scores(tree, ids, sure=True)

    def _docs(self, node: Query) -> Docs:
        found = self._known.get(id(node))
        if found is None:
            self._heed()
            found = self._known[id(node)] = self._matched(node)
        return found

    def _matched(self, node: Query) -> Docs:
        match node:
            case query.And() | query.Or() | query.DisjunctionMax() if not node.subqueries:
                return Docs.none(self._space.size)
            case query.And():
                return both([self._docs(part) for part in node.subqueries])
            case query.Or() | query.DisjunctionMax():
                return either([self._docs(part) for part in node.subqueries])
            case query.Not():
                return ~self._docs(node.query)
            case query.AndNot():
                return both([self._docs(node.a), ~self._docs(node.b)])
            case query.AndMaybe():
                return self._docs(node.a)
            case query.Require():
                return both([self._docs(node.a), self._docs(node.b)])
            case query.ConstantScoreQuery():
                return self._docs(node.child)
        return self._leaf(node).docs

    def _scores(self, node: Query, ids: Ids, *, sure: bool) -> Scores:
        """`sure` says that every one of `ids` matches the node."""
        self._heed()
        match node:
            case query.Not():
                return np.zeros(len(ids), np.float32)
            case query.Or():
                return self._sum(node.subqueries, ids) * np.float32(node.boost)
            case query.DisjunctionMax():
                parts = [self._scores(part, ids, sure=False) for part in node.subqueries]
                most: Scores = np.max([np.zeros(len(ids), np.float32), *parts], axis=0)
                return most
            case query.ConstantScoreQuery():
                return Constant(self._docs(node.child), node.score).scores(ids)
            case query.And():
                scores = self._sum(node.subqueries, ids, sure=sure) * np.float32(node.boost)
            case query.AndMaybe():
                scores = self._scores(node.a, ids, sure=sure)
                scores = scores + self._scores(node.b, ids, sure=False)
            case query.AndNot() | query.Require():
                scores = self._scores(node.a, ids, sure=sure)
            case _:
                return self._leaf(node).scores(ids)
        return scores if sure else scores * self._docs(node).among(ids)

    def _sum(self, nodes: list[Query], ids: Ids, *, sure: bool = False) -> Scores:
        total = np.zeros(len(ids), np.float32)
        for node in nodes:
            if not isinstance(node, FILTERS):
                total += self._scores(node, ids, sure=sure)
        return total

    def _leaf(self, node: Query) -> Leaf:
        found = self._leaves.get(id(node))
        if found is None:
            found = self._leaves[id(node)] = self._found(node)
        return found

    def _found(self, node: Query) -> Leaf:
        if isinstance(node, FILTERS):
            return Constant(self._space.filtered(self._masks(node)))
        if node == query.NullQuery:
            return Constant(Docs.none(self._space.size))
        if isinstance(node, query.Every) and node.fieldname is None:
            return Constant(self._space.all())
        return self._space.leaf(node)

    def _heed(self) -> None:
        if self._cancelled():
            raise Cancelled("the search is no longer wanted")


class Rows:
    """The rows of the store as a space, for a tree that holds no word."""

    def __init__(self, there: Mask) -> None:
        self.size = len(there)
        self._there = there

    def all(self) -> Docs:
        """Every row that holds a paper."""
        return Docs(self.size, mask=self._there)

    def alive(self, docs: Docs) -> Docs:
        """Those that hold a paper."""
        return both([docs, self.all()])

    def filtered(self, mask: Mask) -> Docs:
        """The rows that are marked."""
        return Docs(self.size, mask=mask[: self.size])

    def leaf(self, node: Query) -> Leaf:
        """Never asked: only trees for which `wordless` holds come here."""
        raise TypeError(f"{node!r} is about words, which the store does not have")


def wordless(tree: Query) -> bool:
    """Whether the tree can be answered without the index: filters only, or everything."""
    return all(
        isinstance(leaf, FILTERS)
        or leaf == query.NullQuery
        or (isinstance(leaf, query.Every) and leaf.fieldname is None)
        for leaf in tree.leaves()
    )
