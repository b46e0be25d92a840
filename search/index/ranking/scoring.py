"""The scores of papers that match a query, with what ranks them higher: see docs/ranking.md."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.matching.hits import Scores
from search.index.matching.sequences import Side
from search.index.ranking.emphasis import Emphasis, Pair
from search.index.ranking.weights import (
    ADJACENT,
    K1,
    SATURATED,
    TITLE_ALL,
    TITLE_EQUAL,
    TITLE_FORM,
    TITLE_ORDER,
    TITLE_START,
    TOGETHER,
    TYPED_START,
    WINDOW,
)
from search.index.segments.docs import Ids, Mask
from search.index.segments.positions import BODY, KEYWORDS, NAMES
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.index.terms.analysis import is_initial

_NONE = np.zeros(0, np.float32)


class Ranked(NamedTuple):
    """The scores of what matched, and the places of the best of them, None where all may be."""

    scores: Scores
    best: NDArray[np.intp] | None = None


def emphasized(
    emphasis: Emphasis, segments: Sequence[Segment], matched: Sequence[Ids], parts: list[Scores]
) -> Ranked:
    """The scores of all segments, with what `emphasis` adds to them.

    Terms side by side and forms are looked for in the best papers only, those with the WINDOW best
    scores.
    """
    total = np.concatenate([_NONE, *parts])
    bonuses = [Bonus(segment, emphasis) for segment in segments]
    ends = [0, *accumulate(map(len, matched))]
    stretches = [total[low:high] for low, high in pairwise(ends)]
    if emphasis.titles:
        for bonus, ids, scores in zip(bonuses, matched, stretches, strict=True):
            bonus.add_title(ids, scores)
    if not len(total) or not any(bonus.has_sequences for bonus in bonuses):
        return Ranked(total)
    one_word = len(emphasis.name) == 1 and any(bonus.may_be_name for bonus in bonuses)
    is_name = one_word or any(bonus.is_person for bonus in bonuses)
    # An author's papers are looked for among all.
    best = np.arange(len(total)) if is_name else _best(total)
    for bonus, ids, scores, low in zip(bonuses, matched, stretches, ends, strict=False):
        here = best
        if len(bonuses) > 1:
            here = best[best.searchsorted(low) : best.searchsorted(low + len(ids))] - low
        scores[here] = bonus.with_sequences(ids.take(here), scores.take(here))
    return Ranked(total, None if is_name else best)


def _best(total: Scores) -> NDArray[np.intp]:
    """The places of the best scores: WINDOW, or more where some are equal to the lowest of them."""
    if len(total) <= WINDOW:
        return np.arange(len(total))
    divided = total.copy()
    divided.partition(len(total) - WINDOW)
    best: Mask = total >= divided[-WINDOW]
    return best.nonzero()[0]


class Bonus:
    """What the papers of one segment gain by the emphasis of a query."""

    def __init__(self, segment: Segment, emphasis: Emphasis) -> None:
        self._segment = segment
        self._emphasis = emphasis

    def add_title(self, ids: Ids, scores: Scores) -> None:
        """Make the `scores` of `ids` higher for a title that begins with the query, or is it.

        While the query is typed such titles are all alike, so that they keep their order from one
        key to the next; but those in which the last word is a whole word come first.
        """
        asked, titles = self._emphasis, self._segment.titles
        few, equal = self.titles_starting(ids)
        if asked.typing and asked.half_typed:
            begins = np.logical_or.reduce([titles.half_typed(each, ids) for each in asked.titles])
            scores[begins] = TYPED_START
        if not len(few):
            return
        if asked.typing:
            scores[few] = 2 * TYPED_START
        else:
            idf = sum(map(self._idf, asked.terms))
            gained = np.float32(TITLE_START * idf) + equal * np.float32(TITLE_EQUAL * idf)
            scores[few] += gained

    def titles_starting(self, ids: Ids) -> tuple[NDArray[np.intp], Mask]:
        """Where those of `ids` are whose title begins with the query; which are the query."""
        starting = self._segment.titles.starting
        few, equal = starting(self._emphasis.titles[0], ids)
        for title in self._emphasis.titles[1:]:  # begins otherwise, so no paper is there twice
            more, same = starting(title, ids)
            few, equal = np.concatenate([few, more]), np.concatenate([equal, same])
        return few, equal

    @property
    def has_sequences(self) -> bool:
        """Whether terms side by side, forms of words or a name can change a score."""
        asked = self._emphasis
        return bool(asked.pairs or asked.forms or asked.terms[1:]) or self.may_be_name

    @property
    def may_be_name(self) -> bool:
        """Whether the query may be an author's name."""
        name = self._emphasis.name
        return len(name) > 1 or (bool(name) and self._segment.statistics.is_name(name[0]))

    @property
    def is_person(self) -> bool:
        """Whether the query is the initials and family name of an author."""
        person = self._emphasis.person
        return person is not None and len(self._segment.initialed(*person).ids) > 0

    def with_sequences(self, ids: Ids, scores: Scores) -> Scores:
        """The scores of `ids` (ascending), higher by pairs, title and an author of that name."""
        ids = self._segment.sequences.same(ids)
        gained, least = self._segment.gains(self._emphasis, ids, lambda: self._gains(ids))
        total: Scores = np.maximum(scores + gained, least)
        return total

    def _gains(self, ids: Ids) -> tuple[Scores, Scores]:
        """What each of `ids` (ascending) gains, and what it scores at least."""
        about, least = self.of_name(ids)
        by_pair = self.of_pairs(ids)
        gained = [*by_pair.values(), *self.of_forms(ids).values(), self.of_title(ids)]
        return sum(gained, about + self.together(by_pair, ids)), least

    def of_pairs(self, ids: Ids) -> dict[Pair, Scores]:
        """What each of `ids` (ascending) gains by each two terms side by side.

        ADJACENT * the lower idf * n (K1 + 1) / (n + K1), where n is how often they stand so, or
        are written as one word.
        """
        pairs = self._emphasis.pairs
        wanted = [Side(pair.terms, joined=pair.joined) for pair in pairs]
        times = self._segment.sequences.times(wanted, ids)
        return {
            pair: SATURATED.take(often) * np.float32(ADJACENT * self._lower_idf(pair))
            for pair, often in zip(pairs, times, strict=True)
        }

    def together(self, by_pair: Mapping[Pair, Scores], ids: Ids) -> Scores:
        """What each of `ids` gains the more, the more of the pairs it has, as `of_pairs` found.

        TOGETHER * ((k - 1) / n)^2 * the sum of their lower idf, where it has `k` of `n` pairs. One
        pair stands in many papers by accident.
        """
        total = np.zeros(len(ids), np.float32)
        if len(by_pair) < 2:
            return total
        count = np.zeros(len(ids), np.intp)
        for pair, by_times in by_pair.items():
            having = by_times > 0
            count += having
            total += having * np.float32(self._lower_idf(pair))
        share = np.array([_share(k, len(by_pair)) for k in range(len(by_pair) + 1)], np.float32)
        gained: Scores = total * share.take(count)
        return gained

    def of_forms(self, ids: Ids) -> dict[str, Scores]:
        """What each of `ids` (ascending) gains by each word that its title has as it was typed."""
        return {
            form: self._segment.has_in_title(form, ids) * np.float32(TITLE_FORM * self._idf(term))
            for form, term in self._emphasis.forms
        }

    def of_title(self, ids: Ids) -> Scores:
        """What each of `ids` (ascending) gains by a title that has all of several words.

        The more where they stand in the order of the query, and few other words before the last.
        """
        terms = self._emphasis.terms
        if len(terms) < 2:
            return np.zeros(len(ids), np.float32)
        joined = [(pair.terms, pair.joined) for pair in self._emphasis.pairs if pair.joined]
        words = [(term, *(one for pair, one in joined if term in pair)) for term in terms]
        places = self._segment.places_in_title(words, ids)
        last = places.max(axis=0)
        in_order = (places[1:] >= places[:-1]).all(axis=0)
        early = np.minimum((len(terms) + 1) / (last + 1), 1)
        of_idf = (last < BODY) * (TITLE_ALL + TITLE_ORDER * early * in_order)
        gained: Scores = of_idf.astype(np.float32) * np.float32(sum(map(self._idf, terms)))
        return gained

    def of_name(self, ids: Ids) -> tuple[Scores, Scores]:
        """What each of `ids` (ascending) gains by a name, and what it scores at least.

        For an author of that name that is the most that words give, so that the papers of that
        author are all alike. A single word is taken for a name where most papers that have it have
        it as an author's. Initials may stand between such words, or for the given names. The family
        name may come first.
        What is about a single name gains as much, so that it stands above its bearers.
        """
        name = self._emphasis.name
        nothing = np.zeros(len(ids), np.float32)
        if not self.may_be_name:
            return nothing, nothing
        words = tuple(word for word in name if not is_initial(word))
        words = words if len(words) > 1 else name
        person, sequences = self._emphasis.person, self._segment.sequences
        # Most queries of several words are no name, as is seen sooner so.
        is_name = (sequences.any_from(NAMES, word, ids) for word in words)
        if words[1:] and not person and not all(is_name):
            return nothing, nothing
        # Geoffrey E. Hinton, for geoffrey hinton.
        initials = len(words) > 1 and all(map(self._segment.statistics.is_name, words))
        side = Side(words, lowest=NAMES, initials=initials)
        turns = len(words) == 2 or initials
        sides = [side, side._replace(terms=(*words[1:], words[0]))] if turns else [side]
        times = np.add.reduce(sequences.times(sides, ids))
        idf, pairs = sum(map(self._idf, name)), self._emphasis.pairs
        of_pairs = (K1 + 1) * ADJACENT + _share(len(pairs), len(pairs))
        side_by_side = of_pairs * sum(map(self._lower_idf, pairs))
        in_title = TITLE_ALL + TITLE_ORDER if name[1:] else 0
        most = np.float32((K1 + 1 + in_title) * idf + side_by_side)
        about = nothing if name[1:] else self.is_about(name, ids) * most
        by_name = times > 0
        if person:
            by_name |= self._segment.initialed(*person).contains(ids)
        return about, by_name * most

    def is_about(self, name: tuple[str, ...], ids: Ids) -> Mask:
        """Which of `ids` have a name in their title or keywords; an acronym anywhere but there."""
        sides = [Side(name, below=BODY), Side(name, lowest=KEYWORDS, below=NAMES)]
        if self._emphasis.acronym:
            sides = [Side(name, below=NAMES)]
        times = self._segment.sequences.times(sides, ids)
        word = self._emphasis.titles[0]
        found: Mask = np.logical_or.reduce(times, dtype=np.bool_)
        return found & ~self._segment.has_other_word_in_title(word, name[0], ids)

    def _lower_idf(self, pair: Pair) -> float:
        return min(self._idf(pair.terms[0]), self._idf(pair.terms[-1]))

    def _idf(self, term: str) -> float:
        return self._segment.statistics.idf(BASE, term.encode())


def _share(having: int, pairs: int) -> float:
    """Of the idf of its pairs, what a paper gains that has so many of the pairs of a query."""
    return TOGETHER * (max(having - 1, 0) / max(pairs, 1)) ** 2
