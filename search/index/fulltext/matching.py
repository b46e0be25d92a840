"""What a query finds in full texts: a part of it that asks for them, or the plain words of all."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Not, Or, Query

from search.index.fulltext.index import LEAST, TextsView
from search.index.matching.evaluate import Constant, Evaluation, Leaf, Masks
from search.index.matching.hits import Rows, Scores
from search.index.segments.docs import Docs, Ids, Mask, intersection
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.model.queries import FullText

Places = NDArray[np.int64]


class TextSearch:
    """One search of the full texts beside the papers' own segments. Raises Cancelled."""

    def __init__(self, texts: TextsView, cancelled: Callable[[], bool]) -> None:
        self.texts = texts
        self._cancelled = cancelled
        self._known: dict[int, tuple[Query, Scores]] = {}  # by the identity of the node

    def scores(self, tree: Query) -> Scores:
        """See TextsView.scores; worked out once for each node."""
        if id(tree) not in self._known:
            self._known[id(tree)] = tree, self.texts.scores(tree, self._cancelled)
        return self._known[id(tree)][1]

    def leaf(self, segment: Segment, node: FullText) -> Leaf:
        """What a node for full texts matches in a segment of papers."""
        ids, places = documents_of(segment, self.texts.papers)
        scores = self.scores(node.tree)[places]
        return _Scored(segment.size, ids[scores > 0], scores[scores > 0])


class _Scored:
    """A leaf of documents that have a score each."""

    def __init__(self, size: int, ids: Ids, scores: Scores) -> None:
        self.docs = Docs(size, ids=ids)
        self._scores = scores

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 for the rest."""
        found = np.zeros(self.docs.size, np.float32)
        found[self.docs.ids] = self._scores
        return found.take(ids)


def documents_of(segment: Segment, papers: Rows) -> tuple[Ids, Places]:
    """The documents of a segment that are of `papers`, and where each stands among those."""
    if not len(papers):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    marked = np.zeros(int(papers[-1]) + 2, np.bool_)
    marked[papers] = True
    ids = segment.live(Docs(segment.size, mask=marked.take(segment.rows, mode="clip"))).ids
    return ids, papers.searchsorted(segment.rows.take(ids))


class Anywhere:
    """The papers that have a full text, as a space: words are looked for in all that they have.

    `evaluations` are of the same query over `segments`.
    """

    def __init__(
        self,
        search: TextSearch,
        segments: Sequence[Segment],
        evaluations: Sequence[Evaluation],
        known: Mask,
    ) -> None:
        self.papers = search.texts.papers
        self.size = len(self.papers)
        self._search = search
        self._known = Docs(self.size, mask=_taken(known, self.papers))
        self._documents = [documents_of(segment, self.papers) for segment in segments]
        self._evaluations = evaluations

    def found_by_metadata(self, node: Query) -> Mask:
        """Which papers a node matches in what the library knows of them."""
        found = np.zeros(self.size, np.bool_)
        for evaluation, (ids, places) in zip(self._evaluations, self._documents, strict=True):
            found[places] = evaluation.documents(node).contains(ids)
        return found

    def all(self) -> Docs:
        """Every paper that the library has still."""
        return self._known

    def live(self, docs: Docs) -> Docs:
        """Those of `docs` that the library has still."""
        return intersection([docs, self._known])

    def filtered(self, mask: Mask) -> Docs:
        """The papers whose rows `mask` marks."""
        return Docs(self.size, mask=_taken(mask, self.papers))

    def leaf(self, node: Query) -> Leaf:
        """What a leaf matches in the full text or in what the library knows."""
        if isinstance(node, FullText):
            return Constant(Docs(self.size, mask=self._search.scores(node.tree) > 0))
        found = self.found_by_metadata(node)
        if node.field() == BASE:
            found = found | (self._search.scores(node) > 0)
        return Constant(Docs(self.size, mask=found))


class Beyond:
    """The papers that a query finds only with the words of their full texts.

    `rows` are in no order; `scores` gives theirs.
    """

    def __init__(
        self,
        tree: Query,
        search: TextSearch,
        space: Anywhere,
        masks: Masks,
        cancelled: Callable[[], bool],
    ) -> None:
        ids = Evaluation(space, masks, cancelled, space.leaf).match(tree)
        self._ids = ids[~space.found_by_metadata(tree).take(ids)] if len(ids) else ids
        self._search = search
        self._tree = tree
        self.rows = space.papers.take(self._ids)

    def scores(self) -> Scores:
        """How well the best section of each fits the words of the query; above 0."""
        leaves = list(_words(self._tree))
        found: Scores = self._search.scores(Or(leaves)).take(self._ids) + LEAST
        return found


def has_words(tree: Query) -> bool:
    """Whether a query looks for words that a full text may have."""
    return any(True for _ in _words(tree))


def below(scores: Scores, others: Scores) -> Scores:
    """`others` in their order, all below the lowest of `scores` that is above 0."""
    if not len(others):
        return others
    positive = scores[scores > 0]
    most = float(positive.min()) / 2 if len(positive) else 1.0
    scaled: Scores = others * np.float32(most / float(others.max()))
    return scaled


def _words(node: Query) -> Iterator[Query]:
    """The leaves of words that a document should have, in any field of all."""
    if isinstance(node, Not):
        return
    if not node.is_leaf():
        for part in node.children():
            yield from _words(part)
    elif node.field() == BASE:
        yield node


def _taken(mask: Mask, rows: Rows) -> Mask:
    """The marks of rows; those past the end have none."""
    if not len(mask):
        return np.zeros(len(rows), np.bool_)
    marked: Mask = mask.take(rows, mode="clip") & (rows < len(mask))
    return marked
