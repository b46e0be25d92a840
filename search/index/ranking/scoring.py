"""The scores of papers that match a query, with what ranks them higher: see docs/ranking.md."""

from collections.abc import Sequence

import numpy as np

from search.index.matching.hits import Scores
from search.index.matching.sequences import Side
from search.index.ranking.emphasis import Emphasis
from search.index.ranking.weights import (
    ADJACENT,
    AUTHOR_NAME,
    SATURATED,
    TITLE_EQUAL,
    TITLE_START,
    TYPED_START,
    WINDOW,
)
from search.index.segments.docs import Ids
from search.index.segments.inversion import NAMES
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment


def emphasized(
    emphasis: Emphasis, segments: Sequence[Segment], matched: Sequence[Ids], parts: list[Scores]
) -> Scores:
    """The scores of all segments, with what `emphasis` adds to them.

    Adjacent terms and names are looked for in the best papers only, those with the WINDOW best
    scores.
    """
    bonuses = [Bonus(segment, emphasis) for segment in segments]
    if emphasis.title:
        parts = [
            bonus.with_title(ids, scores)
            for bonus, ids, scores in zip(bonuses, matched, parts, strict=True)
        ]
    total = np.concatenate([np.zeros(0, np.float32), *parts])
    if not len(total) or not any(bonus.has_sequences for bonus in bonuses):
        return total
    least = _least(total)
    start = 0
    for bonus, ids, scores in zip(bonuses, matched, parts, strict=True):
        best = np.flatnonzero(scores >= least)
        total[start + best] += bonus.of_sequences(ids[best])
        start += len(ids)
    return total


def _least(total: Scores) -> float:
    """The lowest score that is among the best."""
    if len(total) <= WINDOW:
        return float(total.min())
    return float(np.partition(total, len(total) - WINDOW)[len(total) - WINDOW])


class Bonus:
    """What the papers of one segment gain by the emphasis of a query."""

    def __init__(self, segment: Segment, emphasis: Emphasis) -> None:
        self._segment = segment
        self._emphasis = emphasis

    def with_title(self, ids: Ids, scores: Scores) -> Scores:
        """The scores of `ids`, higher for a title that begins with the query, or is the query.

        While the query is typed such titles are all alike, so that they keep their order from one
        key to the next; but those in which the last word is a whole word come first.
        """
        asked, titles = self._emphasis, self._segment.titles
        few, equal = titles.starting(asked.title, ids)
        if asked.typing and asked.half_typed:
            begun = titles.half_typed(asked.title, ids)
            scores = np.where(begun, np.float32(TYPED_START), scores)
        elif not len(few):
            return scores
        else:
            scores = scores.copy()
        if asked.typing:
            scores[few] = 2 * TYPED_START
        else:
            idf = sum(map(self._idf, asked.terms))
            gained = np.float32(TITLE_START * idf) + equal * np.float32(TITLE_EQUAL * idf)
            scores[few] = scores.take(few) + gained
        return scores

    @property
    def has_sequences(self) -> bool:
        """Whether anything can be gained by terms side by side, or by a name."""
        return bool(self._emphasis.pairs) or self._may_be_name

    @property
    def _may_be_name(self) -> bool:
        name = self._emphasis.name
        return len(name) > 1 or (bool(name) and self._segment.statistics.is_name(name[0]))

    def of_sequences(self, ids: Ids) -> Scores:
        """What each of `ids` (ascending) gains by terms side by side, and by its authors."""
        return sum(self.by_sequence(ids).values(), np.zeros(len(ids), np.float32))

    def by_sequence(self, ids: Ids) -> dict[Side, Scores]:
        """What each of `ids` (ascending) gains by each sequence that the query asks for.

        By two terms side by side ADJACENT * the lower idf * n (K1 + 1) / (n + K1), where n is how
        often they stand so. By an author whose name the query is AUTHOR_NAME * the sum of the idf;
        a single word is taken for a name where most papers that have it have it as an author's.
        """
        wanted = [Side(pair) for pair in self._emphasis.pairs]
        if self._may_be_name:
            wanted.append(Side(self._emphasis.name, lowest=NAMES))
        found = {}
        for side, times in zip(wanted, self._segment.sequences.times(wanted, ids), strict=True):
            idf = map(self._idf, side.terms)
            if side.lowest:
                found[side] = (times > 0) * np.float32(AUTHOR_NAME * sum(idf))
            else:
                found[side] = SATURATED.take(times) * np.float32(ADJACENT * min(idf))
        return found

    def _idf(self, term: str) -> float:
        return self._segment.statistics.idf(BASE, term.encode())
