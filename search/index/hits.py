"""What a search found, and the order in which it is shown."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

# The first pages are picked out; whoever goes on past them waits once for the whole.
_FIRST = 400


class Hits:
    """The rows that a query found, in no order, each once; `total` is exact.

    Scores (float32, one for each row) are worked out when they are first asked for.
    """

    def __init__(self, rows: Rows, score: Callable[[], Scores] | None = None) -> None:
        self.rows = rows
        self._score = score

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

    def by_score(self, ranks: Rows) -> "Ranking":
        """The best first; equal ones by `ranks`, the place of each row in another order."""
        # The bits of a positive float keep its order when they are read as a whole number.
        bits = np.maximum(self.scores, 0).view(np.int32).astype(np.int64)
        best = (np.int64(2**31 - 1) - bits) << 32
        return Ranking(self.rows, best | _places(ranks, self.rows))

    def by_rank(self, ranks: Rows) -> "Ranking":
        """In the order of `ranks`, the place of each row; rows past its end come last."""
        return Ranking(self.rows, _places(ranks, self.rows))


class Ranking:
    """Rows in order. Sorted only as far as they are looked at."""

    def __init__(self, rows: Rows, keys: NDArray[np.int64]) -> None:
        self._rows = rows
        self._keys = keys

    def __len__(self) -> int:
        return len(self._rows)

    def page(self, offset: int, limit: int) -> list[int]:
        """The rows at `offset` and after it, `limit` at most."""
        end = offset + limit
        order = self._first if end <= len(self._first) else self._whole
        found: list[int] = self._rows[order[offset:end]].tolist()
        return found

    def position(self, row: int) -> int | None:
        """Where `row` stands; None where it was not found."""
        at = np.flatnonzero(self._rows == row)
        return int(np.count_nonzero(self._keys < self._keys[at[0]])) if at.size else None

    @cached_property
    def _first(self) -> NDArray[np.intp]:
        if len(self._keys) <= _FIRST:
            return self._whole
        last = np.partition(self._keys, _FIRST - 1)[_FIRST - 1]
        few = np.flatnonzero(self._keys <= last)
        return few[np.argsort(self._keys[few])]

    @cached_property
    def _whole(self) -> NDArray[np.intp]:
        return np.argsort(self._keys)


def _places(ranks: Rows, rows: Rows) -> Rows:
    """The rank of each row; for a row that `ranks` does not know yet, one after all others."""
    if not rows.size or rows.max() < len(ranks):
        return ranks.take(rows)
    return np.where(rows < len(ranks), ranks.take(rows, mode="clip"), len(ranks) + rows)
