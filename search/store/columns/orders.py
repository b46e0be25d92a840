"""Sort orders over the rows of a library, worked out once for each state of its papers."""

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from search.store.columns.arrays import MISSING, Papers

_GRAVITY = 1.5


class Orders:
    """The orders of one state of the papers. Two threads may both work one out; they agree."""

    def __init__(self) -> None:
        self._ranks: dict[tuple[str, bool, int], NDArray[np.int64]] = {}

    def ranks(
        self, papers: Papers, order: str, *, reverse: bool, titles: Callable[[], dict[int, int]]
    ) -> NDArray[np.int64]:
        """The place of each row; `titles` gives the place of each row's title in the alphabet."""
        today = date.today().toordinal() if order == "trending" else 0
        wanted = (order, reverse, today)
        found = self._ranks.get(wanted)
        if found is None:
            newest = _newest(papers)
            if (order, reverse) == ("date", False):
                found = _turned(newest)
            else:
                key = _places(papers, titles) if order == "title" else _key(papers, order, today)
                found = _ranked(key, reverse, newest)
            self._ranks[wanted] = found
        return found


def _newest(papers: Papers) -> NDArray[np.int64]:
    """Rows from the newest day to the oldest, which parts those that are otherwise equal.

    Of one day, what arrived last comes first; what arrived together keeps its order.
    """
    # Rows are given in the order of arrival, so that a moment never falls from one to the next.
    arrivals = _ascending(-np.maximum.accumulate(papers.numbers("added")))
    return arrivals[_ascending(_from_first(papers.numbers("date"))[arrivals])]


def _key(papers: Papers, order: str, today: int) -> NDArray[np.int64]:
    """What an order goes by, the highest first; MISSING where a paper has none.

    "trending" is upvotes / (age in days + 2) ** 1.5, the age counted from the paper's date.
    """
    if order not in ("date", "upvotes", "stars", "added", "trending"):
        raise KeyError(order)
    if order != "trending":
        return papers.numbers(order)
    days, upvotes = papers.numbers("date"), papers.numbers("upvotes")
    age = np.maximum(today - days, 0) + 2.0
    points = (upvotes / age**_GRAVITY).astype(np.float32)
    # The bits of a float that is not negative, read as a whole number, keep its order.
    key = points.view(np.int32).astype(np.int64)
    return np.where((days == MISSING) | (upvotes == MISSING), MISSING, key)


def _places(papers: Papers, titles: Callable[[], dict[int, int]]) -> NDArray[np.int64]:
    """The key of the alphabet: the first title is the highest."""
    key = np.full(papers.size, MISSING, np.int64)
    places = titles()
    rows = np.fromiter(places, np.int64, len(places))
    known = rows < papers.size
    key[rows[known]] = len(places) - np.fromiter(places.values(), np.int64, len(places))[known]
    return key


def _ranked(key: NDArray[np.int64], reverse: bool, newest: NDArray[np.int64]) -> NDArray[np.int64]:
    return _turned(newest[_ascending(_from_first(key, reverse=reverse)[newest])])


def _from_first(key: NDArray[np.int64], *, reverse: bool = False) -> NDArray[np.int64]:
    """How far each number is from the highest, or the lowest; what is missing is farthest."""
    missing = key == MISSING
    known = key[~missing]
    least, most = (int(known.min()), int(known.max())) if len(known) else (0, 0)
    apart = key - least if reverse else most - key
    apart[missing] = most - least + 1
    return apart


def _ascending(key: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of the numbers, the lowest first, equal ones as they stand."""
    if not len(key):
        return np.zeros(0, np.int64)
    least, most = key.min(), key.max()
    if most - least < 1 << 16:  # numpy sorts numbers of 16 bits many times as quickly
        return np.argsort((key - least).astype(np.uint16), kind="stable")
    return np.argsort(key, kind="stable")


def _turned(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each row, from the rows in order."""
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
