"""Papers like one paper: those that share the words that tell it from others."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from whoosh.query import Or, Query, Term

from search.index.docs import Mask
from search.index.evaluate import Evaluation
from search.index.hits import Hits
from search.index.postings import BASE
from search.index.segment import Segment
from search.index.statistics import Statistics
from search.index.words import Words, stems
from search.paper import Paper

_TELLING = 12  # words
_IN_TITLE = 3


class Telling(NamedTuple):
    """A word that tells a paper from others: as the paper writes it, its stem, how much it says."""

    word: str
    stem: str
    weight: float


class Related:
    """What resembles `paper`, by its telling words. `hits` holds the paper itself too.

    A word tells the more, the oftener the title (three times) and the abstract have it and the
    fewer papers do; a word that no other paper has tells nothing. Raises Cancelled.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        statistics: Statistics,
        paper: Paper,
        cancelled: Callable[[], bool],
    ) -> None:
        self._segments = segments
        self.telling = _telling(paper, statistics)
        tree = Or([Term(BASE, one.stem, boost=one.weight) for one in self.telling])
        parts = [(Evaluation(part, _no_filter, cancelled), part) for part in segments]
        found = [(evaluation, evaluation.match(tree), part) for evaluation, part in parts]
        rows = [part.rows.take(ids) for _, ids, part in found]
        scores = [evaluation.score(tree, ids) for evaluation, ids, _ in found]
        joined = np.concatenate([np.zeros(0, np.float32), *scores])
        self.hits = Hits(np.concatenate([np.zeros(0, np.int64), *rows]), lambda: joined)

    @property
    def words(self) -> list[str]:
        """The telling words as the paper writes them, the most telling first."""
        return [one.word for one in self.telling]

    def shared(self, row: int) -> list[str]:
        """Which of the telling words the paper in `row` has too, the most telling first."""
        for segment in self._segments:
            for document in np.flatnonzero(segment.rows == row).tolist():
                if segment.all().mask[document]:
                    at = np.array([document], np.int64)
                    return [
                        one.word
                        for one in self.telling
                        if segment.leaf(Term(BASE, one.stem)).docs.among(at)[0]
                    ]
        return []


def _telling(paper: Paper, statistics: Statistics) -> list[Telling]:
    analyzer = Words(stems)
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for text, worth in ((paper.title, _IN_TITLE), (paper.abstract or paper.summary or "", 1)):
        for word in analyzer.words(text):
            for stem in analyzer.terms(word):
                counts[stem] = counts.get(stem, 0) + worth
                written.setdefault(stem, word)
    rated = [
        Telling(written[stem], stem, float(np.sqrt(count)) * statistics.idf(BASE, stem.encode()))
        for stem, count in counts.items()
        if len(stem) > 1 and statistics.frequency(BASE, stem.encode()) > 1
    ]
    return sorted(rated, key=lambda one: -one.weight)[:_TELLING]


def _no_filter(_: Query) -> Mask:
    raise TypeError("related papers are found by words alone")
