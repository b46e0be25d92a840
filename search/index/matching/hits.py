"""What a search found, and the order in which it is shown."""

from collections.abc import Callable, Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Keys = NDArray[np.int64]
Chosen = NDArray[np.intp]
Coarse = NDArray[np.float32] | NDArray[np.int64]

# How many of the first rows are picked out; whoever goes on past them all waits once for the whole.
_PICKED = (128, 8192)
_SAMPLE = 1024
_FEW = 8  # times as many as are wanted are sorted sooner than divided
_HIGHEST = np.int64(2**31 - 1)


class Hits:
    """The rows that a query found, in no order, each once; `total` is exact.

    Scores (float32, one for each row) are worked out when they are first asked for. `best`: the
    places of some rows that all score more than any other row; None where none are known.
    """

    def __init__(
        self,
        rows: Rows,
        score: Callable[[], Scores] | None = None,
        best: Callable[[], NDArray[np.intp] | None] | None = None,
    ) -> None:
        self.rows = rows
        self._score = score
        self._best = best

    @property
    def total(self) -> int:
        """How many rows were found."""
        return len(self.rows)

    @cached_property
    def scores(self) -> Scores:
        """The score of each row; 0 where only filters matched it."""
        return np.zeros(len(self.rows), np.float32) if self._score is None else self._score()

    def score(self, row: int) -> float:
        """How well one row fits; 0 where it was not found."""
        found = np.flatnonzero(self.rows == row)
        return float(self.scores[found[0]]) if found.size else 0.0

    def only(self, marked: NDArray[np.bool_]) -> "Hits":
        """Those of the hits whose rows are marked."""
        kept = marked.take(self.rows, mode="clip")
        if kept.all():
            return self
        return Hits(self.rows[kept], lambda: self.scores[kept])

    def with_more(self, others: "Hits", weight: float) -> "Hits":
        """These and `others`, whose scores count `weight`, added where a row is in both."""
        size = int(max(self.rows.max(initial=0), others.rows.max(initial=0))) + 1
        held = np.zeros(size, np.bool_)
        held[self.rows] = True
        rows = np.concatenate([self.rows, others.rows[~held.take(others.rows)]])

        def scores() -> Scores:
            total = np.zeros(size, np.float32)
            total[self.rows] = self.scores
            total[others.rows] += others.scores * np.float32(weight)
            return total.take(rows)

        return Hits(rows, scores)

    def without(self, rows: Collection[int]) -> "Hits":
        """The hits but for these rows."""
        kept = ~np.isin(self.rows, list(rows))
        return Hits(self.rows[kept], lambda: self.scores[kept])

    def joined(self, older: "Hits", still_listed: NDArray[np.bool_]) -> "Hits":
        """These and those of `older` that `still_listed` marks, with the scores that each had."""
        at = np.flatnonzero(older.rows < len(still_listed))
        at = at[still_listed[older.rows[at]] & ~np.isin(older.rows[at], self.rows)]
        if not at.size:
            return self
        rows = np.concatenate([self.rows, older.rows[at]])
        return Hits(rows, lambda: np.concatenate([self.scores, older.scores[at]]))

    def by_score(self, ranks: Rows, *, reverse: bool = False) -> "Ranking":
        """The best first, or last; equal ones by `ranks`, each row's place in another order."""
        if self.total < 2:
            return self.by_rank(ranks)  # one paper is in order without a score
        scores = self.scores
        above = None
        if scores[0] == scores[-1]:
            above = np.flatnonzero(scores > scores.min())
            if not len(above):
                return self.by_rank(ranks)

        def keys(chosen: Chosen) -> Keys:
            # The bits of a positive float keep its order when they are read as a whole number.
            bits = np.maximum(scores.take(chosen), 0).view(np.int32).astype(np.int64)
            best = bits if reverse else _HIGHEST - bits
            return best << 32 | _places(ranks, self.rows.take(chosen))

        if above is not None and len(above) < _SAMPLE:
            # All others are equal, as what a prefix finds is: in order by their ranks alone.
            places = _places(ranks, self.rows)
            first = int(places.max()) + 1 if reverse else -len(above)
            places[above[np.argsort(keys(above))]] = np.arange(first, first + len(above))
            return Ranking(self.rows, lambda: places, places.take)
        if reverse:
            return Ranking(self.rows, lambda: scores, keys)
        best = None if self._best is None else self._best()
        return Ranking(self.rows, lambda: -scores, keys, best)

    def by_rank(self, ranks: Rows) -> "Ranking":
        """In the order of `ranks`, the place of each row; rows past its end come last."""
        places = _places(ranks, self.rows)
        return Ranking(self.rows, lambda: places, places.take)


class Ranking:
    """Rows in order. Sorted only as far as they are looked at.

    `keys` gives, for chosen places among the rows, numbers that are all different, the first in
    order the lowest; `coarse` gives numbers in that same order, of which some may be equal.
    `best`: the places of some rows that stand before all others.
    """

    def __init__(
        self,
        rows: Rows,
        coarse: Callable[[], Coarse],
        keys: Callable[[Chosen], Keys],
        best: NDArray[np.intp] | None = None,
    ) -> None:
        self._rows = rows
        self._make_coarse = coarse
        self._keys = keys
        self._best = best
        self._order = np.zeros(0, np.intp)  # as far as it was asked for

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _coarse(self) -> Coarse:
        return self._make_coarse()

    def page(self, offset: int, limit: int) -> list[int]:
        """The rows at `offset` and after it, `limit` at most."""
        end = min(offset + limit, len(self))
        order = self._order
        if end > len(order):
            order = self._order = self._picked(next((n for n in _PICKED if n >= end), len(self)))
        found: list[int] = self._rows[order[offset:end]].tolist()
        return found

    def position(self, row: int) -> int | None:
        """Where `row` stands; None where it was not found."""
        at = np.flatnonzero(self._rows == row)
        if not at.size:
            return None
        before = int(np.count_nonzero(self._coarse < self._coarse[at[0]]))
        equal = self._keys(np.flatnonzero(self._coarse == self._coarse[at[0]]))
        return before + int(np.count_nonzero(equal < self._keys(at[:1])[0]))

    def _picked(self, count: int) -> NDArray[np.intp]:
        """Where the first `count` of the rows are; of all, where there are no more."""
        if count >= len(self):
            return self._keys(np.arange(len(self))).argsort()
        few = self._best
        if few is None or len(few) < count:
            few = np.flatnonzero(self._coarse <= _bound(self._coarse, count))
        keys = self._keys(few)
        if len(few) > _FEW * count:
            fewer = np.flatnonzero(keys <= _bound(keys, count))
            few, keys = few.take(fewer), keys.take(fewer)
        return few.take(keys.argsort()[:count])


def _bound(values: Coarse, count: int) -> float | int:
    """A value that `count` of the more `values` at least do not exceed, and few others do not."""
    step = len(values) // _SAMPLE
    enough = 2 * count // step + 16 if step > 1 else _SAMPLE
    if enough < _SAMPLE:
        # So many of a sample are almost certain to lie above the first of all.
        guess: float | int = np.partition(values[::step], enough)[enough].item()
        if np.count_nonzero(values <= guess) >= count:
            return guess
    bound: float | int = np.partition(values, count - 1)[count - 1].item()
    return bound


def _places(ranks: Rows, rows: Rows) -> Rows:
    """The rank of each row; for a row that `ranks` does not know yet, one after all others."""
    try:
        return ranks.take(rows)
    except IndexError:
        return np.where(rows < len(ranks), ranks.take(rows, mode="clip"), len(ranks) + rows)
