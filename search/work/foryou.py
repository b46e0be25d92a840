"""For you: a personal order, learned on this machine from the papers that a person marked.

Marked is what has a bookmark, a tag or a note. What was skipped or only read says nothing. There
is a profile for each tag that enough papers have, and one for the other marked papers together; a
paper scores as the profile says that it fits best, so that a large interest does not drown a small
one.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from search.index import Index
from search.index.ranking.features import Feature
from search.model.filters import Has, Is, Tagged
from search.model.outcomes.foryou import Learned, Profile
from search.store import Store
from search.store.columns.arrays import MISSING
from search.store.columns.columns import Columns

ENOUGH = 3  # marked papers without which there is no personal order
_MOST = 300  # marked papers that a profile learns from, those marked last
_WHY = 3  # features that say why a paper is there
_YEAR = 365.0

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a profile makes of the library: by row 1 where a paper fits as its marked ones do."""

    profile: Profile
    features: list[Feature]
    scores: Scores


def too_few(marks: int) -> str:
    """Why there is no personal order yet, and what to do."""
    return (
        f"sort:foryou needs {ENOUGH} papers with a bookmark, tag or note; there are {marks}:"
        " the newest come first"
    )


class ForYou:
    """The personal order of one library. It learns anew when marks or papers have changed."""

    def __init__(self, store: Store, columns: Callable[[], Columns]) -> None:
        self._store = store
        self._columns = columns
        self._learning = threading.Lock()
        self._state: tuple[object, ...] = ()
        self._fits: list[_Fit] = []

    def learned(self, index: Index) -> Learned:
        """What the marks say; no profile while fewer than ENOUGH papers are marked."""
        self._learn(index)
        return Learned(
            marks=self.marks,
            profiles=tuple(fit.profile for fit in self._fits),
        )

    @property
    def marks(self) -> int:
        """How many papers are marked."""
        return int(np.count_nonzero(self._marked()))

    def ranks(self, index: Index, *, reverse: bool) -> NDArray[np.int64] | None:
        """The place of each row, best first; None while too few papers are marked.

        The score is divided by 1 + the age of the paper in years. Equal ones stand newest first.
        """
        self._learn(index)
        if not self._fits:
            return None
        columns = self._columns()
        days = columns.values("date")
        known = np.where(days == MISSING, 0, days)
        ages = np.maximum(date.today().toordinal() - known, 0) / _YEAR
        score = self._best() / (1 + ages)
        order = np.lexsort((columns.ranks("date"), score if reverse else -score))
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return places

    def why(self, index: Index, row: int) -> tuple[str, ...]:
        """The words by which a paper is in the personal order, the strongest first."""
        self._learn(index)
        fits = [fit for fit in self._fits if row < len(fit.scores) and fit.scores[row] > 0]
        if not fits:
            return ()
        best = max(fits, key=lambda fit: float(fit.scores[row]))
        own = index.features_of(self._store.papers.paper(row))
        return _words([feature for feature in best.features if feature.key in own])[:_WHY]

    def _best(self) -> Scores:
        """By row the score of the profile that fits best."""
        best: Scores = np.maximum.reduce([fit.scores for fit in self._fits])
        return best

    def _learn(self, index: Index) -> None:
        columns = self._columns()
        groups = self._groups()
        state = (index.view, columns.size, *((name, rows.tobytes()) for name, rows in groups))
        with self._learning:
            if state != self._state:
                self._fits = [self._fit(index, name, rows) for name, rows in groups]
                self._state = state

    def _groups(self) -> list[tuple[str, NDArray[np.int64]]]:
        """The marked papers that belong together: those of a tag, and the rest."""
        rest = self._marked()
        if np.count_nonzero(rest) < ENOUGH:
            return []
        groups = []
        for tag in self._store.marks.tags():
            tagged = self._columns().mask(Tagged(tag.casefold()))
            if np.count_nonzero(tagged) >= ENOUGH:
                groups.append((tag, np.flatnonzero(tagged)))
                rest = rest & ~tagged
        if np.count_nonzero(rest) >= ENOUGH or not groups:
            groups.append(("", np.flatnonzero(rest)))
        return groups

    def _marked(self) -> NDArray[np.bool_]:
        mask = self._columns().mask
        return mask(Is("bookmarked")) | mask(Is("tagged")) | mask(Has("note"))

    def _fit(self, index: Index, name: str, rows: NDArray[np.int64]) -> _Fit:
        papers = [paper for _, paper in self._store.papers.papers(rows[-_MOST:].tolist())]
        found = index.interest(papers)
        scores = index.fit(found, self._columns().size)
        usual = float(scores.take(rows, mode="clip").mean()) or 1.0
        profile = Profile(name, len(rows), tuple((f.words, f.weight) for f in found))
        return _Fit(profile, found, scores / np.float32(usual))


def _words(features: Sequence[Feature]) -> tuple[str, ...]:
    """The words of features, without those that a pair before or behind them has."""
    pairs = {word for feature in features if len(feature.key) > 1 for word in feature.words.split()}
    return tuple(f.words for f in features if len(f.key) > 1 or f.words not in pairs)
