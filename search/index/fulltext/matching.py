"""What a query finds in full texts: a part of it that asks for them, or the plain words of all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Not, Or, Query

from search.index.fulltext.index import TextsView
from search.index.matching.evaluate import Constant, Evaluation, Masks, Space
from search.index.matching.hits import Hits, Rows, Scores
from search.index.matching.leaves import Leaf
from search.index.segments.docs import Docs, Ids, Mask, intersection, unique
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.index.unreadable import FullTextsDamaged
from search.model.queries import FullText

Places = NDArray[np.int64]


class TextSearch:
    """One search of the full texts, for any part of its query.

    `papers` are the rows that have a text. The methods raise Cancelled, FullTextsDamaged.
    """

    def __init__(self, texts: TextsView, cancelled: Callable[[], bool]) -> None:
        self.papers = texts.papers
        self.documents_of = texts.documents_of
        self.sections = [
            (Evaluation(segment, _no_filter, cancelled), places)
            for segment, places in zip(texts.segments, texts.places, strict=True)
            if segment.count
        ]

    def mask(self, tree: Query) -> Mask:
        """Which of `papers` have a section that matches."""
        found = np.zeros(len(self.papers), np.bool_)
        with _readable():
            for evaluation, places in self.sections:
                found[places.take(evaluation.match(tree))] = True
        return found

    def scores(self, tree: Query) -> Scores:
        """How well the best section of each of `papers` matches; 0 where none does."""
        best = np.zeros(len(self.papers), np.float32)
        with _readable():
            for evaluation, places in self.sections:
                ids = evaluation.match(tree)
                np.maximum.at(best, places.take(ids), evaluation.score(tree, ids))
        return best

    def leaf(self, segment: Segment, node: FullText) -> Leaf:
        """What a node for full texts matches in a segment of papers."""
        ids, places = self.documents_of(segment)
        found = self.mask(node.tree).take(places)
        return _Scored(segment.size, ids[found], places[found], partial(self.scores, node.tree))


class _Scored:
    """A leaf of documents whose scores are worked out when they are asked for."""

    def __init__(
        self, size: int, ids: Ids, places: NDArray[np.int64], scores: Callable[[], Scores]
    ) -> None:
        self.docs = Docs(size, ids=ids)
        self._places = places
        self._of_papers = scores

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 for the rest."""
        found = np.zeros(self.docs.size, np.float32)
        found[self.docs.ids] = self._of_papers().take(self._places)
        return found.take(ids)


@contextmanager
def _readable() -> Iterator[None]:
    """Raise FullTextsDamaged for what a damaged file leads to."""
    try:
        yield
    except (ValueError, IndexError, OSError) as error:
        raise FullTextsDamaged(str(error)) from error


def _no_filter(node: Query) -> Mask:
    """Raise TypeError: sections have no state."""
    raise TypeError(f"{node!r} is no condition on a section")


class Anywhere(Space):
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
        self.papers = search.papers
        self.size = len(self.papers)
        self._search = search
        self._known = Docs(self.size, mask=_taken(known, self.papers))
        self._documents = [search.documents_of(segment) for segment in segments]
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
            return Constant(Docs(self.size, mask=self._search.mask(node.tree)))
        found = self.found_by_metadata(node)
        if node.field() == BASE:
            found |= self._search.mask(node)
        return Constant(Docs(self.size, mask=found))


class OneSection(Space):
    """Sections of some papers, as a space: words are looked for in one, or in what is known.

    `ids` are the papers by their places; `of` gives the place of the paper of each section.
    """

    def __init__(self, search: TextSearch, space: Anywhere, ids: Ids) -> None:
        self._search = search
        self._space = space
        wanted = np.zeros(space.size + 1, np.bool_)  # the last is for deleted sections
        wanted[ids] = True
        self._documents = [
            (evaluation, np.flatnonzero(wanted.take(places)))
            for evaluation, places in search.sections
        ]
        self.of = np.concatenate(
            [
                places.take(documents)
                for (_, places), (_, documents) in zip(
                    search.sections, self._documents, strict=True
                )
            ]
        )
        self.size = len(self.of)

    def all(self) -> Docs:
        """Every section."""
        return Docs(self.size, mask=np.ones(self.size, np.bool_))

    def live(self, docs: Docs) -> Docs:
        """All of `docs`: their papers are known to be live."""
        return docs

    def filtered(self, mask: Mask) -> Docs:
        """The sections of the papers whose rows `mask` marks."""
        return Docs(self.size, mask=self._space.filtered(mask).mask.take(self.of))

    def leaf(self, node: Query) -> Leaf:
        """What a leaf matches in the section or in what the library knows of the paper."""
        if isinstance(node, FullText):
            return Constant(Docs(self.size, mask=self._search.mask(node.tree).take(self.of)))
        found = self._space.found_by_metadata(node).take(self.of)
        if node.field() == BASE:
            with _readable():
                found |= np.concatenate(
                    [
                        evaluation.documents(node).contains(documents)
                        for evaluation, documents in self._documents
                    ]
                )
        return Constant(Docs(self.size, mask=found))

    def scores(self, words: Query, found: Ids) -> Scores:
        """How well the best of the sections `found` fits, for each paper; 0 where it has none."""
        best = np.zeros(self._space.size, np.float32)
        first = 0
        for evaluation, documents in self._documents:
            last = first + len(documents)
            here = found[(found >= first) & (found < last)]
            with _readable():
                scores = evaluation.score(words, documents.take(here - first))
            np.maximum.at(best, self.of.take(here), scores)
            first = last
        return best


def beyond(
    tree: Query,
    search: TextSearch,
    space: Anywhere,
    masks: Masks,
    cancelled: Callable[[], bool],
) -> Hits:
    """The papers that a query finds only with the words of their full texts.

    Those words stand in one section: some thousand words have any three somewhere.
    """
    ids = Evaluation(space, masks, cancelled, space.leaf).match(tree)
    if len(ids):
        ids = ids[~space.found_by_metadata(tree).take(ids)]
    words = Or(list(_words(tree)))
    if len(ids) and len(words) > 1:
        sections = OneSection(search, space, ids)
        found = Evaluation(sections, masks, cancelled, sections.leaf).match(tree)
        ids = unique(np.sort(sections.of.take(found)))  # np.unique takes forty times as long
        best = partial(sections.scores, words, found)
    else:
        best = partial(search.scores, words)

    def scores() -> Scores:
        """How well the best section of each fits the words of the query; above 0."""
        fit: Scores = best().take(ids)
        return fit + np.float32(1e-6)

    return Hits(space.papers.take(ids), scores)


def has_words(tree: Query) -> bool:
    """Whether a query looks for words that a full text may have."""
    return any(True for _ in _words(tree))


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
