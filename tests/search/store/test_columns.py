"""Filters, orders and counts as arrays, against what the tables say."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Every, Term

from search.model.filters import Between, Has, Is, Named, Noted, Tagged
from search.model.step import MARK
from search.store.columns.arrays import MISSING
from search.store.columns.columns import Columns
from search.store.counts import Counts
from search.store.database import Database
from search.store.history.marks import Change, Marks

MAY = date(2024, 5, 1).toordinal()


class Shelf:
    """A library file that a test fills row by row."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.version = 0

    def put(self, row: int, title: str = "A title", **fields: object) -> None:
        self.version += 1
        values = {"row": row, "id": f"t-{row}", "title": title, "added": row, **fields}
        values["version"] = self.version
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.database.connection.execute(
            f"INSERT OR REPLACE INTO papers ({names}) VALUES ({marks})", tuple(values.values())
        )

    def mark(self, row: int, mark: str, value: int | str = 1) -> None:
        Marks(self.database).change([Change(row, mark, value)], MARK)

    def remove(self, row: int) -> None:
        self.version += 1
        self.database.connection.execute("DELETE FROM papers WHERE row = ?", (row,))
        self.database.connection.execute("INSERT INTO removed VALUES (?, ?)", (row, self.version))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "library.sqlite3")
    yield made
    made.database.close()


@pytest.fixture
def columns(shelf: Shelf) -> Iterator[Columns]:
    made = Columns(shelf.database)
    yield made
    made.close()


def rows(mask: np.ndarray) -> list[int]:
    return np.flatnonzero(mask).tolist()


def in_order(columns: Columns, order: str, *, reverse: bool = False) -> list[int]:
    there = rows(columns.mask(Every()))
    return sorted(there, key=columns.ranks(order, reverse=reverse).tolist().__getitem__)


def test_an_empty_library_has_no_rows(columns: Columns) -> None:
    assert columns.size == 0
    assert columns.counts() == Counts(0, 0, 0, 0, 0)
    assert columns.ranks("date").tolist() == []


def test_bounds_hold_on_both_sides_and_leave_out_what_is_missing(
    shelf: Shelf, columns: Columns
) -> None:
    for row, stars in enumerate((None, 0, 10, 500), start=1):
        shelf.put(row, stars=stars)
    columns.refresh()
    assert rows(columns.mask(Between("stars", 0, 10))) == [2, 3]
    assert rows(columns.mask(Between("stars", None, None))) == [2, 3, 4]
    assert rows(columns.mask(Between("stars", 11, None))) == [4]


def test_the_date_is_the_day_of_the_list_or_else_of_publication(
    shelf: Shelf, columns: Columns
) -> None:
    shelf.put(1, published=MAY)
    shelf.put(2, published=MAY, listed=MAY + 9)
    shelf.put(3)
    columns.refresh()
    assert columns.values("date")[1:].tolist() == [MAY, MAY + 9, MISSING]
    assert rows(columns.mask(Between("date", MAY + 1, MAY + 9))) == [2]
    assert rows(columns.mask(Between("published", None, MAY))) == [1, 2]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York"])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
def test_the_day_on_which_a_paper_came_is_that_of_this_place(
    shelf: Shelf, columns: Columns, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        midnight = datetime(2024, 5, 1).timestamp() * 1000
        for row, moment in enumerate((1e12, midnight - 1, midnight, midnight + 864e5), start=1):
            shelf.put(row, added=int(moment))
        columns.refresh()
        assert rows(columns.mask(Between("added", MAY, None))) == [3, 4]
        assert rows(columns.mask(Between("added", MAY, MAY))) == [3]
        assert rows(columns.mask(Between("added", None, MAY - 1))) == [1, 2]
        assert rows(columns.mask(Between("added", date.max.toordinal() + 1, None))) == []
        assert rows(columns.mask(Between("added", 0, None))) == [1, 2, 3, 4]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_states_and_belongings(shelf: Shelf, columns: Columns) -> None:
    shelf.put(1, github="https://github.com/an/owner", abstract="Words.")
    shelf.put(2, pdf="https://example.org/a.pdf", links="https://github.com/an/owner")
    shelf.put(3, links="https://github.com/an/owner\nhttps://example.org/project")
    for row, mark, value in (
        (1, "read", 5), (2, "bookmark", 5), (2, "tag:To Cite", 5), (3, "note", "Ask Ada first."),
    ):  # fmt: skip
        shelf.mark(row, mark, value)
    columns.refresh()
    columns.new_since = 2
    found = {
        leaf: rows(columns.mask(leaf))
        for leaf in (
            Is("read"), Is("unread"), Is("bookmarked"), Is("tagged"), Is("new"), Has("code"),
            Has("abstract"), Has("pdf"), Has("project"), Has("note"), Tagged("to cite"),
            Tagged("to*"), Tagged("cite"), Noted("ada f"), Noted("da"), Every(),
        )
    }  # fmt: skip
    assert list(found.values()) == [
        [1], [2, 3], [2], [2], [3], [1],
        [1], [2], [3], [3], [2],
        [2], [], [3], [], [1, 2, 3],
    ]  # fmt: skip
    assert columns.counts() == Counts(papers=3, unread=2, bookmarked=1, new=1, with_code=1)


def test_an_id_finds_its_paper(shelf: Shelf, columns: Columns) -> None:
    shelf.put(4)
    shelf.database.connection.execute("INSERT INTO names VALUES ('2405.00001', 4)")
    columns.refresh()
    assert rows(columns.mask(Named("2405.00001"))) == [4]
    assert rows(columns.mask(Named("2405.00002"))) == []


def test_a_name_that_no_filter_has_is_refused(columns: Columns) -> None:
    with pytest.raises(KeyError):
        columns.mask(Is("upside down"))
    with pytest.raises(KeyError):
        columns.mask(Has("a dog"))
    with pytest.raises(KeyError):
        columns.ranks("colour")
    with pytest.raises(TypeError):
        columns.mask(Term("text", "word"))


def test_orders_put_the_missing_last_and_equal_ones_newest_first(
    shelf: Shelf, columns: Columns
) -> None:
    shelf.put(1, "beta", upvotes=5, published=MAY)
    shelf.put(2, "Alpha", upvotes=None, published=MAY + 1)
    shelf.put(3, "\uff21lpha", upvotes=5, published=MAY + 2)  # a full-width A
    shelf.put(4, "gamma", upvotes=90)
    columns.refresh()
    assert in_order(columns, "date") == [3, 2, 1, 4]
    assert in_order(columns, "date", reverse=True) == [1, 2, 3, 4]
    assert in_order(columns, "upvotes") == [4, 3, 1, 2]
    assert in_order(columns, "upvotes", reverse=True) == [3, 1, 4, 2]
    assert in_order(columns, "title") == [3, 2, 1, 4]
    assert in_order(columns, "title", reverse=True) == [4, 1, 3, 2]
    assert in_order(columns, "added") == [4, 3, 2, 1]


def test_trending_weighs_upvotes_against_age(shelf: Shelf, columns: Columns) -> None:
    today = date.today()
    for row, (upvotes, days) in enumerate(((30, 0), (31, 3), (400, 8), (None, 0)), start=1):
        shelf.put(row, upvotes=upvotes, listed=(today - timedelta(days)).toordinal())
    shelf.put(5, upvotes=1000)  # of no date
    columns.refresh()
    assert in_order(columns, "trending") == [3, 1, 2, 4, 5]


def test_refresh_takes_in_changes_and_leaves_earlier_arrays_alone(
    shelf: Shelf, columns: Columns
) -> None:
    shelf.put(1, stars=1)
    assert columns.refresh()
    before = columns.mask(Every())
    shelf.put(1, stars=7)
    shelf.put(2)
    shelf.put(3)
    shelf.remove(2)
    assert rows(columns.mask(Every())) == [1]
    assert columns.refresh()
    assert not columns.refresh()
    assert rows(before) == [1]
    assert rows(columns.mask(Every())) == [1, 3]
    assert columns.values("stars")[1] == 7
    assert columns.version == shelf.version
    shelf.mark(3, "read")
    columns.refresh()
    assert columns.counts().unread == 1


def test_frozen_columns_stay_as_they_were(shelf: Shelf, columns: Columns) -> None:
    shelf.put(1)
    columns.refresh()
    frozen = columns.frozen()
    shelf.put(2)
    assert columns.refresh()
    assert (frozen.size, frozen.counts().papers) == (2, 1)
    assert (columns.size, columns.counts().papers) == (3, 2)


def test_what_is_gone_does_not_stand_in_an_order(shelf: Shelf, columns: Columns) -> None:
    """A backup brings papers that came before those that it takes the place of."""
    shelf.put(1, added=900)
    columns.refresh()
    shelf.remove(1)
    shelf.put(2, added=100)
    shelf.put(3, added=200)
    columns.refresh()
    assert in_order(columns, "date") == [3, 2]


def test_the_cache_file_spares_reading_and_is_never_believed_over_the_store(
    shelf: Shelf, tmp_path: Path
) -> None:
    cache = tmp_path / "cache" / "columns"
    shelf.put(1, stars=3)
    first = Columns(shelf.database, cache=cache)
    first.save()
    first.close()
    shelf.put(2, stars=4)
    for damage in (lambda: None, lambda: cache.write_bytes(cache.read_bytes()[:-9])):
        damage()
        again = Columns(shelf.database, cache=cache)
        assert again.values("stars")[1:].tolist() == [3, 4]
        again.close()
    other = Shelf(tmp_path / "other.sqlite3")
    of_other = Columns(other.database, cache=cache)
    assert of_other.size == 0
    of_other.close()
    other.database.close()
