"""The scores of papers that match a query, with what ranks them higher: see docs/ranking.md."""

from collections.abc import Sequence

import numpy as np

from search.index.matching.hits import Scores
from search.index.matching.leaves import KEY_BITS, Keys, among, occurrences
from search.index.ranking.emphasis import Emphasis
from search.index.ranking.weights import (
    ADJACENT,
    AUTHOR_NAME,
    K1,
    TITLE_EQUAL,
    TITLE_START,
    TYPED_START,
    WINDOW,
)
from search.index.segments.docs import Ids
from search.index.segments.inversion import NAMES
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment

_POSITION = (1 << KEY_BITS) - 1


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
        self._known: dict[str, Keys] = {}  # places of terms; all are for the same ids

    def with_title(self, ids: Ids, scores: Scores) -> Scores:
        """The scores of `ids`, higher for a title that begins with the query, or is the query.

        While the query is typed such titles are all alike, so that they keep their order from one
        key to the next; but those in which the last word is a whole word come first.
        """
        asked, titles = self._emphasis, self._segment.titles
        beginning = titles.begin_with(asked.title, ids, half_typed=False)
        if not asked.typing:
            few = np.flatnonzero(beginning)
            if not len(few):
                return scores
            gained = TITLE_START + TITLE_EQUAL * titles.equal(asked.title, ids[few])
            scores = scores.copy()
            scores[few] += (gained * sum(map(self._idf, asked.terms))).astype(np.float32)
            return scores
        half_typed_beginning = titles.begin_with(asked.title, ids, half_typed=asked.half_typed)
        first = TYPED_START * (1 + beginning.astype(np.float32))
        return np.where(half_typed_beginning, first, scores)

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
        gained = self.of_name(ids)
        for by_pair in self.of_pairs(ids).values():
            gained += by_pair
        return gained

    def of_pairs(self, ids: Ids) -> dict[tuple[str, str], Scores]:
        """What each of `ids` (ascending) gains by each pair of terms side by side.

        ADJACENT * the lower idf * n (K1 + 1) / (n + K1), where n is how often they stand so.
        """
        found = {}
        for pair in self._emphasis.pairs:
            gained = np.zeros(len(ids), np.float32)
            if len(ends := self._ends(pair, ids)):
                times = np.bincount(ends >> KEY_BITS, minlength=len(ids))
                saturated = times * (K1 + 1) / (times + K1)
                gained += ADJACENT * min(map(self._idf, pair)) * saturated
            found[pair] = gained
        return found

    def of_name(self, ids: Ids) -> Scores:
        """What each of `ids` (ascending) gains by an author whose name the query is.

        A single word is taken for a name where most papers that have it have it as an author's.
        """
        gained = np.zeros(len(ids), np.float32)
        name = self._emphasis.name
        if self._may_be_name:
            ends = self._ends(name, ids, lowest=NAMES)
            if len(ends):
                gained[ends >> KEY_BITS] = AUTHOR_NAME * sum(map(self._idf, name))
        return gained

    def _ends(self, terms: Sequence[str], ids: Ids, lowest: int = 0) -> Keys:
        """Where terms stand side by side in `ids`: a key for each place of the last of them.

        The first of them stands at the position `lowest` or after it.
        """
        ends: Keys | None = None
        for term in terms:
            keys = self._keys(term, ids)
            if lowest:
                keys = keys[keys & _POSITION >= lowest]
            ends = keys if ends is None else keys[among(ends + 1, keys)]
            if not len(ends):
                break
        return np.zeros(0, np.int64) if ends is None else ends

    def _keys(self, term: str, ids: Ids) -> Keys:
        """The places of a term in `ids`, ascending."""
        found = self._known.get(term)
        if found is None:
            leaf = self._segment.term(term)
            found = np.zeros(0, np.int64) if leaf is None else occurrences(ids, leaf.postings)
            self._known[term] = found
        return found

    def _idf(self, term: str) -> float:
        return self._segment.statistics.idf(BASE, term.encode())
