"""The arrays of the store as they stood at one moment, and the rows that each filter holds for."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Every, Query

from search.model.filters import Between, Has, Is, Named, Noted, Tagged
from search.store import values
from search.store.columns.arrays import MISSING, Papers
from search.store.columns.orders import Orders
from search.store.database import Database

Mask = NDArray[np.bool_]
TAG = "tag:"
# A year is within a stretch where all its days are.
_LAST_DAYS = {name: f"{name}_last" for name in ("date", "published", "listed")}
_REMEMBERED = 16  # masks, of a byte for each row
_FIRST_DAY, _LAST_DAY = date(1971, 1, 1).toordinal(), date(2999, 1, 1).toordinal()


class Moment:
    """The arrays of papers, the rows that bear each mark, and orders as far as they are known.

    Notes and names are few, and looked up in the database.
    """

    def __init__(
        self,
        database: Database,
        papers: Papers,
        marks: Mapping[str, NDArray[np.int64]] | None = None,
        orders: Orders | None = None,
    ) -> None:
        self._database = database
        self.papers = papers
        self._marks = marks or {}
        self.orders = orders or Orders()
        # What was asked for before, for the next keystroke of the same query.
        self._masks: dict[tuple[Query, int], Mask] = {}

    def mask(self, leaf: Query, new_since: int) -> Mask:
        """See Columns.mask; `new_since` is that of Columns."""
        asked = leaf, new_since
        found = self._masks.get(asked)
        if found is None:
            found = self._mask(leaf, new_since) & self.papers.flags("there")
            if len(self._masks) >= _REMEMBERED:
                self._masks.clear()
            self._masks[asked] = found
        return found

    def _mask(self, leaf: Query, new_since: int) -> Mask:
        match leaf:
            case Every():
                found = np.ones(self.papers.size, np.bool_)
            case Between():
                numbers = self.papers.numbers(leaf.column)
                low, high = _moments(leaf) if leaf.column == "added" else (leaf.low, leaf.high)
                found = numbers != MISSING
                if low is not None:
                    found &= numbers >= low
                if high is not None:
                    last = self.papers.numbers(_LAST_DAYS.get(leaf.column, leaf.column))
                    found &= last <= high
            case Is():
                found = self._is(leaf.state, new_since)
            case Has():
                what = leaf.what
                mark = {"note": "note", "passage": "passage:*"}.get(what)
                found = self._marked(mark) if mark else self.papers.flags(what)
            case Tagged():
                found = self._marked(TAG + leaf.name.casefold())
            case Noted():
                found = self._of_rows(self._noted(leaf.words))
            case Named():
                found = self._of_rows(self._named(leaf.id))
            case _:
                raise TypeError(f"{leaf!r} is no filter")
        return found

    def _is(self, state: str, new_since: int) -> Mask:
        match state:
            case "unread":
                return ~self._marked("read")
            case "new":
                return self.papers.numbers("added") > new_since
            case "read":
                return self._marked("read")
            case "finished":
                return self._marked("finished")
            case "bookmarked":
                return self._marked("bookmark")
            case "hidden":
                return self._marked("hidden")
            case "withdrawn":
                return self.papers.flags("withdrawn")
            case "tagged":
                return self._marked(f"{TAG}*")
        raise KeyError(state)

    def _of_rows(self, rows: NDArray[np.int64]) -> Mask:
        chosen = np.zeros(self.papers.size, np.bool_)
        chosen[rows[(rows >= 0) & (rows < self.papers.size)]] = True
        return chosen

    def _marked(self, name: str) -> Mask:
        """Rows with a mark; a name that ends in "*" stands for every mark that begins so."""
        if name.endswith("*"):
            found = [rows for mark, rows in self._marks.items() if mark.startswith(name[:-1])]
        else:
            found = [self._marks[name]] if name in self._marks else []
        return self._of_rows(np.concatenate([np.zeros(0, np.int64), *found]))

    def _noted(self, words: str) -> NDArray[np.int64]:
        """The rows whose note, or the note of one of their passages, holds words."""
        sought = re.compile(r"\b" + re.escape(words.casefold()))
        marks = self._database.connection.execute(
            "SELECT row, mark, value FROM marks WHERE mark = 'note' OR mark GLOB 'passage:*'"
        )
        found = {row for row, mark, value in marks if sought.search(_note(mark, value).casefold())}
        return np.array(sorted(found), np.int64)

    def _named(self, name: str) -> NDArray[np.int64]:
        rows = self._database.connection.execute(
            "SELECT row FROM names JOIN papers USING (row) WHERE name = ?", (name,)
        )
        return np.array([row for (row,) in rows], np.int64)


def _moments(days: Between) -> tuple[int | None, int | None]:
    """The first and the last moment of `days` in the time of this place, in ms since 1970."""
    low = None if days.low is None else _midnight(days.low)
    return low, None if days.high is None else _midnight(days.high + 1) - 1


def _midnight(day: int) -> int:
    """When `day`, as date.toordinal(), begins; a query names days that no clock goes to."""
    known = min(max(day, _FIRST_DAY), _LAST_DAY)
    return int(datetime.combine(date.fromordinal(known), time()).timestamp() * 1000)


def _note(mark: str, value: object) -> str:
    """The note that a mark is, or that a passage has."""
    if mark == "note":
        return str(value)
    from search.model.passage import from_values  # which few papers have

    passage = from_values(values.parsed_object(value))
    return (passage.note if passage else None) or ""
