"""For you: a personal order, learned on this machine from the papers that a person marked.

Marked is what has a bookmark, a tag, a note or a marked passage, and what was read to its end,
unless it is hidden. What was skipped or only read says nothing. A paper scores as the profile says
that it fits best.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Every

from search.index import Index
from search.index.ranking.features import Feature
from search.index.ranking.interest import Counted
from search.model.filters import Has, Is, Tagged
from search.model.outcomes.foryou import Learned
from search.store import Store
from search.store.columns.arrays import MISSING
from search.store.columns.columns import Columns
from search.store.columns.moment import Mask
from search.store.interest_words import InterestWords
from search.work import afield
from search.work.interests import ENOUGH, Fit, Group, Learner, Scores, balanced

_MOST = 300  # marked papers that are learned from, those that came last
_YEAR = 365.0
_WEAK = 0.05  # of the weight of the strongest word: less is no reason
_STEM = 4  # letters with which words of one meaning begin
_LIKED = 0.1  # of the papers without a mark, those that fit best


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
        self._words = InterestWords(store.marks)
        self._learning = threading.Lock()
        self._state: tuple[object, ...] = ()
        self._fits: list[Fit] = []
        self._learner: Learner | None = None
        self._liked = np.zeros(0, np.bool_)
        self._afield: tuple[int, ...] = ()
        self._counted: dict[int, Counted] = {}  # by row, of one view of the index
        self._view: object = None

    def learned(self, index: Index) -> Learned:
        """What the marks say; no profile while fewer than ENOUGH papers are marked."""
        columns, fits = self._learn(index)
        marks = int(np.count_nonzero(_marked(columns)))
        return Learned(marks, tuple(fit.profile for fit in fits), self._words.all())

    @property
    def marks(self) -> int:
        """How many papers are marked."""
        return int(np.count_nonzero(_marked(self._columns().frozen())))

    def ranks(self, index: Index, *, reverse: bool) -> NDArray[np.int64] | None:
        """The place of each row, best first; None while too few papers are marked.

        The score is divided by the root of 1 + the age of the paper in years. Equal ones stand
        newest first. Two papers from further afield stand among the first unread ones.
        """
        columns, learned = self._learn(index)
        self._afield = ()
        if not learned:
            return None
        fits = _best(learned)
        newest = columns.ranks("date")
        score = fits * _freshness(columns)
        order = np.lexsort((newest, score if reverse else -score))
        if not reverse:
            open_ = columns.mask(Is("unread")) & _open(columns)
            self._afield = afield.chosen(open_, fits, newest, columns.values("upvotes"))
            order = afield.placed(order, self._afield, open_)
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return places

    def why(self, index: Index, row: int, most: int) -> tuple[str, ...]:
        """The words by which a paper is in the personal order, as far as it was learned."""
        fits = [fit for fit in self._fits if row < len(fit.scores) and fit.scores[row] > 0]
        if not fits:
            return ()
        best = max(fits, key=lambda fit: float(fit.scores[row]))
        own = self._features(index, row).words
        shared = [f._replace(words=own[f.key]) for f in best.features if f.key in own]
        least = _WEAK * best.features[0].weight if best.features else 0
        strong = [feature for feature in shared if feature.weight >= least]
        return _words(strong or shared[:1])[:most]

    def liked(self, rows: Sequence[int]) -> set[int]:
        """Those of `rows` that are like the marked papers, as far as it was learned.

        Of the papers without a mark the tenth that fits best. It learns nothing anew.
        """
        liked = self._liked
        return {row for row in rows if row < len(liked) and liked[row]}

    @property
    def liked_count(self) -> int:
        """How many papers `liked` knows."""
        return int(np.count_nonzero(self._liked))

    @property
    def afield(self) -> tuple[int, ...]:
        """The papers from further afield in the order that was asked for last."""
        return self._afield

    def _learn(self, index: Index) -> tuple[Columns, list[Fit]]:
        """What the marks say, and the columns that say so, all of one moment."""
        columns = self._columns().frozen()
        groups = self._groups(columns)
        words = self._words.all()
        among = _freshness(columns) * _open(columns)
        state = (
            index.view, tuple(words.items()), among.tobytes(),
            *((name, rows.tobytes()) for name, rows in groups),
        )  # fmt: skip
        with self._learning:
            if state != self._state:
                if index.view is not self._view:
                    self._counted, self._view = {}, index.view
                learner = Learner(index, words, columns.size, self._learner)
                learned = (learner.learn(self._group(index, name, rows)) for name, rows in groups)
                self._fits = balanced([fit for some in learned for fit in some], among)
                self._learner = learner
                self._liked = _liked_best(columns, self._fits)
                self._state = state
            return columns, self._fits

    def _groups(self, columns: Columns) -> list[tuple[str, NDArray[np.int64]]]:
        """The marked papers that belong together: those of a tag, and the rest."""
        marked = rest = _marked(columns)
        if np.count_nonzero(marked) < ENOUGH:
            return []
        groups = []
        for tag in self._store.marks.tags():
            tagged = columns.mask(Tagged(tag.casefold())) & marked
            if np.count_nonzero(tagged) >= ENOUGH:
                groups.append((tag, np.flatnonzero(tagged)))
                rest = rest & ~tagged
        if np.count_nonzero(rest) >= ENOUGH or not groups:
            groups.append(("", np.flatnonzero(rest)))
        return groups

    def _group(self, index: Index, name: str, rows: NDArray[np.int64]) -> Group:
        chosen = tuple(rows[-_MOST:].tolist())
        return Group(name, chosen, tuple(self._features(index, row) for row in chosen))

    def _features(self, index: Index, row: int) -> Counted:
        found = self._counted.get(row)
        if found is None:
            found = index.counted(self._store.papers.paper(row))
            if index.view is self._view:
                self._counted[row] = found
        return found


def _best(fits: Sequence[Fit]) -> Scores:
    """By row the score of the profile that fits best."""
    best: Scores = np.maximum.reduce([fit.scores for fit in fits])
    return best


def _freshness(columns: Columns) -> NDArray[np.float64]:
    """By row what a score counts there: less for an older paper."""
    days = columns.values("date")
    ages = date.today().toordinal() - np.where(days == MISSING, 0, days)
    fresh: NDArray[np.float64] = 1 / np.sqrt(1 + np.maximum(ages, 0) / _YEAR)
    return fresh


def _marked(columns: Columns) -> Mask:
    kinds = (Is("bookmarked"), Is("tagged"), Has("note"), Has("passage"), Is("finished"))
    marked: Mask = np.logical_or.reduce([columns.mask(kind) for kind in kinds])
    return marked & ~columns.mask(Is("hidden"))  # whoever hides a paper takes its marks back


def _open(columns: Columns) -> Mask:
    """The papers without a mark; removed and hidden ones aside."""
    return columns.mask(Every()) & ~columns.mask(Is("hidden")) & ~_marked(columns)


def _liked_best(columns: Columns, learned: Sequence[Fit]) -> Mask:
    """Of the papers without a mark, the tenth that fits best."""
    if not learned:
        return np.zeros(0, np.bool_)
    open_to = _open(columns)
    fits = np.where(open_to, _best(learned), 0)
    least = np.quantile(fits[open_to], 1 - _LIKED) if open_to.any() else 0
    liked: Mask = (fits > 0) & (fits >= least)
    return liked


def _words(features: Sequence[Feature]) -> tuple[str, ...]:
    """The words of features: none that a pair has, and of words that begin alike the first."""
    pairs = {word for feature in features if len(feature.key) > 1 for word in feature.words.split()}
    said: list[str] = []
    for feature in features:
        word = feature.words
        if len(feature.key) > 1 or not (word in pairs or any(_alike(word, each) for each in said)):
            said.append(word)
    return tuple(said)


def _alike(word: str, other: str) -> bool:
    """Whether one of two words begins with the other: draft, drafters."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _STEM and long.startswith(short) and " " not in long
