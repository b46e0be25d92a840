"""Sort orders over the rows of a library, worked out once for each state of its papers."""

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from search.store.arrays import MISSING, Papers

# A key and a place by date share 64 bits, so that one plain sort does both.
_PLACE_BITS = 24
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
    days, arrivals = papers.numbers("date"), _arrivals(papers)
    packed = ((days.max(initial=0) - days) << _PLACE_BITS) | np.argsort(arrivals)
    packed.sort()
    newest: NDArray[np.int64] = arrivals[packed & ((1 << _PLACE_BITS) - 1)]
    return newest


def _arrivals(papers: Papers) -> NDArray[np.int64]:
    """Rows with the latest import first, and within an import as they were read."""
    # Rows are given in the order of arrival, so that a moment never falls from one to the next.
    moments = np.maximum.accumulate(papers.numbers("added"))
    firsts = np.flatnonzero(np.diff(moments, prepend=MISSING))
    together = np.split(np.arange(papers.size, dtype=np.int64), firsts)
    return np.concatenate(together[::-1])


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
    missing = key == MISSING
    least, most = key.min(initial=0, where=~missing), key.max(initial=0, where=~missing)
    from_first = key - least if reverse else most - key
    from_first[missing] = most - least + 1
    packed = (from_first[newest] << _PLACE_BITS) | np.arange(len(key))
    packed.sort()
    return _turned(newest[packed & ((1 << _PLACE_BITS) - 1)])


def _turned(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each row, from the rows in order."""
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
