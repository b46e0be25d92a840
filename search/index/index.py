"""The index of one library: opened, searched, added to, and merged when nothing else is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.query import Every, Query

from search.errors import not_cancelled
from search.index.matching.evaluate import Evaluation, Masks, Rows, filters_only
from search.index.matching.hits import Hits, Scores
from search.index.ranking.emphasis import Emphasis, emphasis
from search.index.ranking.features import Feature, Features
from search.index.ranking.scoring import Ranked, emphasized
from search.index.segmented import SegmentedIndex, View
from search.index.segments.positions import NAMES
from search.index.segments.segment import Segment
from search.index.terms.alternatives import Alternatives
from search.index.terms.analysis import Words, stems
from search.index.terms.document import fields
from search.index.terms.schema import schema
from search.index.terms.spellings import with_spellings
from search.index.terms.suggestions import suggest
from search.index.unreadable import readable

if TYPE_CHECKING:
    from search.index.fulltext.index import TextsView
    from search.index.fulltext.matching import TextSearch
    from search.index.ranking.interest import Counted
    from search.model.outcomes.explanation import Reason
    from search.model.paper import Paper
    from search.model.searchable import Searchable

NO_EMPHASIS = Emphasis()
_REMEMBERED = 64  # queries
_NONE = np.zeros(0, np.int64)


class Index(SegmentedIndex["Paper | Searchable", "PapersView"]):
    """The words of the papers of one library. Searching is safe from several threads.

    `folder` is made where it is not there. Raises IndexUnreadable where it holds something else
    than a sound index of `library`.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._words = Words(stems)  # it remembers words
        super().__init__(folder, library, schema())

    def _documents(self, row: int, item: Paper | Searchable) -> Iterable[Mapping[str, object]]:
        return [fields(row, item)]

    def _viewed(self, segments: list[Segment], version: int) -> PapersView:
        return PapersView(self._words, segments, version)

    def search(
        self,
        tree: Query,
        masks: Masks,
        cancelled: Callable[[], bool] = not_cancelled,
        wanted: Emphasis = NO_EMPHASIS,
        texts: TextsView | None = None,
    ) -> Hits:
        """What `tree` matches. `masks` gives, for a leaf of search.model.filters, its rows.

        A tree without words is answered from `masks` alone, with masks(Every()) for all papers.
        `wanted` ranks papers higher. `texts` answers what the tree asks of full texts. Raises
        Cancelled when `cancelled` says so, IndexUnreadable where the files are damaged.
        """
        if filters_only(tree):
            return Hits(Evaluation(Rows(masks(Every())), masks, cancelled).match(tree))
        segments, evaluations, _ = self._evaluations(masks, cancelled, texts)
        with readable():
            matched = [evaluation.match(tree) for evaluation in evaluations]
        rows = [segment.rows_of(ids) for segment, ids in zip(segments, matched, strict=True)]

        @cache
        def ranked() -> Ranked:
            with readable():
                parts = [
                    evaluation.score(tree, ids)
                    for evaluation, ids in zip(evaluations, matched, strict=True)
                ]
                return emphasized(wanted, segments, matched, parts)

        found = rows[0] if len(rows) == 1 else np.concatenate([_NONE, *rows])
        return Hits(found, lambda: ranked().scores, lambda: ranked().best)

    def beyond(
        self, tree: Query, masks: Masks, cancelled: Callable[[], bool], texts: TextsView
    ) -> Hits:
        """What `tree` matches only with the words of full texts, scored by the best section.

        Raises as `search` does.
        """
        from search.index.fulltext.matching import Anywhere, beyond, has_words

        segments, evaluations, asked = self._evaluations(masks, cancelled, texts)
        if asked is None or not has_words(tree):
            return Hits(np.zeros(0, np.int64))
        with readable():
            space = Anywhere(asked, segments, evaluations, masks(Every()))
            return beyond(tree, asked, space, masks, cancelled)

    def _evaluations(
        self, masks: Masks, cancelled: Callable[[], bool], texts: TextsView | None
    ) -> tuple[list[Segment], list[Evaluation], TextSearch | None]:
        """The segments of papers, an evaluation of each, and the search of the full texts."""
        segments = [segment for segment in self._view.segments if segment.count]
        asked = _text_search(texts, cancelled) if texts is not None and len(texts.papers) else None
        return (
            segments,
            [
                Evaluation(
                    segment, masks, cancelled, partial(asked.leaf, segment) if asked else None
                )
                for segment in segments
            ],
            asked,
        )

    def with_spellings(self, tree: Query, typed: str) -> Query:
        """`tree`, parsed from `typed`, with the other spellings of its words that papers have."""
        with readable():
            return with_spellings(tree, typed, self._view.alternatives)

    def emphasis(self, plain: str, *, half_typed: bool, typing: bool) -> Emphasis:
        """What ranks a paper higher for the `plain` words of a query."""
        with readable():
            return self._view.emphasis(plain, half_typed=half_typed, typing=typing)

    def mentioning(self, name: str, most: int) -> list[int]:
        """Rows of papers that have a name elsewhere than in their authors' names, `most` at most.

        None where it is a word that is no name.
        """
        rows: list[int] = []
        with readable():
            term = self._words.terms(name)[0]
            for segment in self._view.segments if self._view.statistics.is_name(term) else ():
                if (leaf := segment.term(term)) is not None:
                    ids = leaf.postings.within(0, NAMES).stored_ids.astype(np.int64)
                    rows += segment.rows_of(ids[: most - len(rows)]).tolist()
        return rows

    def suggest(self, tree: Query, typed: str = "", *, found: bool = False) -> str | None:
        """The query as it was `typed`, its misspelled words as papers spell them; None without.

        Words that no paper has are; so are those that hardly any paper has while very many have one
        that is one slip away. Without `typed`, only the word, and none if something was `found`.
        """
        with readable():
            return suggest(self._view.segments, self._view.statistics, tree, typed, found=found)

    def explain(
        self,
        tree: Query,
        wanted: Emphasis,
        row: int,
        masks: Masks,
        texts: TextsView | None = None,
    ) -> list[Reason]:
        """What adds to the score of the paper in `row`; nothing where `tree` does not match it."""
        from search.index.ranking.explaining import explain

        with readable():
            for segment in self._view.segments:
                asked = _text_search(texts, not_cancelled) if texts else None
                leaf = partial(asked.leaf, segment) if asked else None
                evaluation = Evaluation(segment, masks, not_cancelled, leaf)
                matched = evaluation.match(tree) if segment.count else np.zeros(0, np.int64)
                here = matched[segment.rows.take(matched) == row]
                if len(here):
                    return explain(tree, wanted, segment, int(here[0]), evaluation)
        return []

    def related(self, paper: Paper) -> tuple[Query, tuple[str, ...]]:
        """The query for papers like `paper`, and the words that say by what they are like it."""
        from search.index.ranking.related import key_features, related_to, shown

        with readable():
            features = self._view.features
            found = key_features(paper, features)
            return related_to(found, features), shown(paper, found, features)

    def counted(self, paper: Paper) -> Counted:
        """The features of a paper, as `interest` and `clusters` take them."""
        from search.index.ranking.interest import counted

        with readable():
            return counted(paper, self._view.features)

    def interest(self, papers: Sequence[Counted]) -> list[Feature]:
        """What `papers` have in common that others have not, the strongest first."""
        from search.index.ranking.interest import interest

        with readable():
            return interest(papers, self._view.features)

    def clusters(self, papers: Sequence[Counted], count: int) -> list[list[int]]:
        """At most `count` clusters of papers that are alike, as places in `papers`."""
        from search.index.ranking.clusters import clusters
        from search.index.ranking.interest import vectors

        with readable():
            return clusters(vectors(papers, self._view.features), count)

    def feature(self, words: str, weight: float) -> Feature | None:
        """The feature that one or two words are; None where they are none."""
        with readable():
            keys, _ = self._view.features.of([(words, 1)])
        longest = max(keys, key=len, default=None)
        return None if longest is None else Feature(longest, words, weight)

    def fit(self, features: Sequence[Feature], rows: int) -> Scores:
        """By row, up to `rows`, how well a paper has the features; 0 for none."""
        with readable():
            return self._view.features.scores(features, rows)


def _text_search(texts: TextsView, cancelled: Callable[[], bool]) -> TextSearch:
    from search.index.fulltext.matching import TextSearch  # for a library with full texts

    return TextSearch(texts, cancelled)


class PapersView(View):
    """The segments of papers at one moment."""

    def __init__(self, words: Words, segments: list[Segment], version: int) -> None:
        super().__init__(segments, version)
        self.features = Features(words, segments, self.statistics)
        self.alternatives = Alternatives(words, self.statistics)
        # Remembered, since the words stay while a filter behind them is typed.
        known = self.statistics.is_known
        self.emphasis = lru_cache(_REMEMBERED)(partial(emphasis, words, known=known))
