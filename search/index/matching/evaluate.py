"""Evaluate a query tree over arrays: first the matching documents, then, if asked, their scores.

One Evaluation is one query on one space of documents: a segment of the index, or, for a tree of
filters only, the rows of the store. The tree is made of Whoosh's nodes: And, Or, Not, Every,
NullQuery, Term, Phrase, Prefix and FuzzyTerm, which match as they do in Whoosh, of the filters
of search.model.filters and the nodes of search.model.queries. The language makes no others.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from whoosh import query
from whoosh.query import Query

from search.errors import Cancelled
from search.index.matching.hits import Scores
from search.index.matching.leaves import Leaf, best_of, boosted
from search.index.segments.docs import FEW, Docs, Ids, Mask, intersection, union
from search.model.filters import Between, Has, InRows, Is, Named, Noted, Tagged
from search.model.queries import FullText, Spellings

FILTERS = (Between, Is, Has, Tagged, Noted, Named, InRows)
Masks = Callable[[Query], Mask]


class Space(Protocol):
    """Documents that a tree can be evaluated over."""

    size: int

    def all(self) -> Docs:
        """Every document that is not deleted."""

    def live(self, docs: Docs) -> Docs:
        """Those of `docs` that are not deleted."""

    def filtered(self, mask: Mask) -> Docs:
        """The documents whose rows `mask` marks."""

    def leaf(self, node: Query) -> Leaf:
        """What a leaf with words matches."""

    def word(self, node: Spellings) -> Leaf | None:
        """What a word in all its spellings matches, where that is kept for the next search."""
        return None


class Constant:
    """A leaf that scores the same for every document that it matches."""

    def __init__(self, docs: Docs, score: float = 0.0) -> None:
        self.docs = docs
        self.score = score

    def scores(self, ids: Ids) -> Scores:
        """`score` for what was matched, 0 for the rest."""
        if not self.score:
            return np.zeros(len(ids), np.float32)
        return np.where(self.docs.contains(ids), np.float32(self.score), np.float32(0))


class Evaluation:
    """One tree over one space. `masks` answers the filters; `cancelled` is asked at every node.

    `texts` answers for full texts; without it there are none. The methods raise Cancelled.
    """

    def __init__(
        self,
        space: Space,
        masks: Masks,
        cancelled: Callable[[], bool],
        texts: Callable[[FullText], Leaf] | None = None,
    ) -> None:
        self._space = space
        self._masks = masks
        self._cancelled = cancelled
        self._texts = texts
        # By the identity of the node: nodes that Whoosh takes for equal may differ.
        self._known: dict[int, Docs] = {}
        self._leaves: dict[int, Leaf] = {}
        self._words: dict[int, Leaf | None] = {}
        # Of the documents asked for last: a leaf may stand in several places of the tree.
        self._scored: Ids | None = None
        self._leaf_scores: dict[int, Scores] = {}

    def match(self, tree: Query) -> Ids:
        """The documents that the tree matches, ascending."""
        return self._space.live(self._docs(tree)).ids

    def documents(self, node: Query) -> Docs:
        """What a node matches, deleted documents among them."""
        return self._docs(node)

    def score(self, tree: Query, ids: Ids) -> Scores:
        """The scores of documents that `match` gave."""
        return self._scores(tree, ids, all_match=True)

    def _docs(self, node: Query) -> Docs:
        found = self._known.get(id(node))
        if found is None:
            self._check_cancelled()
            found = self._known[id(node)] = self._matched(node)
        return found

    def _matched(self, node: Query) -> Docs:
        match node:
            case query.And() | query.Or() | Spellings() if not node.subqueries:
                return Docs.none(self._space.size)
            case query.And():
                return intersection([self._docs(part) for part in node.subqueries])
            case query.Or():
                return union([self._docs(part) for part in node.subqueries])
            case Spellings():
                word = self._word(node)
                return word.docs if word else union([self._docs(part) for part in node.subqueries])
            case query.Not():
                return ~self._docs(node.query)
        return self._leaf(node).docs

    def _scores(self, node: Query, ids: Ids, *, all_match: bool) -> Scores:
        """The scores of `ids`, 0 where the node does not match. `all_match`: each of them does."""
        self._check_cancelled()
        match node:
            case query.Not():
                return np.zeros(len(ids), np.float32)
            case query.Or():
                return self._sum_of_any(node, ids)
            case Spellings():
                if word := self._word(node):
                    return word.scores(ids)
                parts = [self._scores(part, ids, all_match=False) for part in node.subqueries]
                return best_of(parts, node.boost)
            case query.And():
                scores = self._sum(node, ids, all_match=all_match)
                return scores if all_match else scores * self._docs(node).contains(ids)
        if ids is not self._scored:
            self._leaf_scores, self._scored = {}, ids
        found = self._leaf_scores.get(id(node))
        if found is None:
            found = self._leaf_scores[id(node)] = self._leaf(node).scores(ids)
        return found

    def _sum(self, node: query.And | query.Or, ids: Ids, *, all_match: bool) -> Scores:
        total: Scores | None = None
        for part in node.subqueries:
            if not isinstance(part, FILTERS):
                scores = self._scores(part, ids, all_match=all_match)
                total = scores if total is None else total + scores
        if total is None:
            return np.zeros(len(ids), np.float32)
        return boosted(total, node.boost)

    def _sum_of_any(self, node: query.Or, ids: Ids) -> Scores:
        """The scores of `ids` by the parts that they match.

        A part scores its own documents soonest, unless these are far more than are asked for.
        """
        parts = [part for part in node.subqueries if not isinstance(part, FILTERS)]
        docs = list(map(self._docs, parts))
        if not all(part.has_ids for part in docs) or len(ids) * FEW < sum(
            part.most for part in docs
        ):
            return self._sum(node, ids, all_match=False)
        total = np.zeros(self._space.size, np.float32)
        for part, matched in zip(parts, docs, strict=True):
            total[matched.ids] += self._scores(part, matched.ids, all_match=True)
        return boosted(total.take(ids), node.boost)

    def _word(self, node: Spellings) -> Leaf | None:
        if id(node) not in self._words:
            self._words[id(node)] = self._space.word(node)
        return self._words[id(node)]

    def _leaf(self, node: Query) -> Leaf:
        found = self._leaves.get(id(node))
        if found is None:
            found = self._leaves[id(node)] = self._new_leaf(node)
        return found

    def _new_leaf(self, node: Query) -> Leaf:
        if isinstance(node, FILTERS):
            return Constant(self._space.filtered(self._masks(node)))
        if node == query.NullQuery:
            return Constant(Docs.none(self._space.size))
        if isinstance(node, query.Every):
            return Constant(self._space.all())
        if isinstance(node, FullText) and self._texts is None:
            return Constant(Docs.none(self._space.size))
        if isinstance(node, FullText) and self._texts is not None:
            return self._texts(node)
        return self._space.leaf(node)

    def _check_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled("the search is no longer wanted")


class Rows(Space):
    """The rows of the store as a space, for a tree that holds no word."""

    def __init__(self, occupied: Mask) -> None:
        self.size = len(occupied)
        self._occupied = occupied

    def all(self) -> Docs:
        """Every row that holds a paper."""
        return Docs(self.size, mask=self._occupied)

    def live(self, docs: Docs) -> Docs:
        """Those that hold a paper."""
        return intersection([docs, self.all()])

    def filtered(self, mask: Mask) -> Docs:
        """The rows that are marked."""
        return Docs(self.size, mask=mask[: self.size])

    def leaf(self, node: Query) -> Leaf:
        """Raise TypeError: only trees of filters are evaluated over rows."""
        raise TypeError(f"{node!r} is no filter")


def filters_only(tree: Query) -> bool:
    """Whether the tree has no words, so that the index is not needed."""
    return all(
        isinstance(leaf, (*FILTERS, query.Every)) or leaf == query.NullQuery
        for leaf in tree.leaves()
    )
