"""The library file: how it is made, opened again and refused."""

import sqlite3
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from search.errors import StoreError
from search.model.paper import Paper
from search.store import SCHEMA, Store, database
from search.store.columns.columns import Columns
from search.store.database import Database
from search.store.rows.headlines import headlines
from search.store.statistics import statistics

PAPER = Paper(title="Counting sheep by night", arxiv="2401.00001")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def message(error: pytest.ExceptionInfo[StoreError]) -> str:
    """The message, which must be a line that fits after a program's name."""
    message = str(error.value)
    assert "\n" not in message
    return message


def test_a_new_file_has_the_newest_schema(store: Store) -> None:
    (version,) = store.database.connection.execute("PRAGMA user_version").fetchone()
    assert version == SCHEMA


def test_the_disk_has_what_was_committed(
    synchronous: str, monkeypatch: pytest.MonkeyPatch, open_store: Callable[[], Store]
) -> None:
    """Otherwise a power cut takes back the last marks; it cannot be pulled in a test."""
    monkeypatch.setattr(database, "SYNCHRONOUS", synchronous)
    store = open_store()
    store.memory["place"] = 3  # which a power cut may take back
    (full,) = store.database.connection.execute("PRAGMA synchronous").fetchone()
    assert full == 2


def test_only_its_owner_may_read_the_library(store: Store, file: Path) -> None:
    store.papers.add([PAPER], 1)
    assert mode(file.parent) == 0o700
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        assert mode(file.with_name(name)) == 0o600


def test_readers_do_not_wait_for_a_writer(store: Store, open_store: Callable[[], Store]) -> None:
    other = open_store()
    with store.database.transaction() as connection:
        connection.execute("INSERT INTO memory VALUES ('a', '1')")
        assert other.papers.count() == 0


def test_a_file_opened_again_holds_what_it_held(
    store: Store, open_store: Callable[[], Store]
) -> None:
    ((row, _),) = store.papers.add([PAPER], 1)
    store.memory["place"] = {"row": row}
    identity = store.identity
    store.close()
    again = open_store()
    assert again.papers.paper(row) == PAPER
    assert again.memory["place"] == {"row": row}
    assert again.identity == identity


def test_an_empty_file_becomes_a_library(file: Path, open_store: Callable[[], Store]) -> None:
    file.parent.mkdir()
    file.touch()
    assert open_store().papers.count() == 0


def test_no_two_libraries_have_one_identity(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("a", "b")]
    assert stores[0].identity != stores[1].identity
    for store in stores:
        store.close()


def test_a_newer_library_is_refused_and_left_as_it_is(store: Store, file: Path) -> None:
    store.papers.add([PAPER], 1)
    store.database.connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    store.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as error:
        Store(file)
    assert "newer" in message(error)
    assert "update Broadsheet" in message(error)
    assert file.read_bytes() == before


def test_a_file_that_is_no_library_is_reported(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("Dear diary, this is not a database. " * 100)
    with pytest.raises(StoreError) as error:
        Store(file)
    assert "not a database" in message(error)
    assert file.read_text().startswith("Dear diary")


def test_a_folder_in_the_place_of_the_file_is_reported(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(StoreError) as error:
        Store(file)
    assert str(file) in message(error)


def test_a_file_in_the_place_of_the_folder_is_reported(file: Path) -> None:
    file.parent.write_text("in the way")
    with pytest.raises(StoreError) as error:
        Store(file)
    assert str(file) in message(error)


def test_an_unwritable_library_is_reported_at_the_change(store: Store) -> None:
    store.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as error:
        store.papers.add([PAPER], 1)
    assert "readonly" in message(error)
    with pytest.raises(StoreError):
        store.memory["place"] = 1


def test_a_full_disk_keeps_what_was_there(store: Store) -> None:
    store.papers.add([PAPER], 1)
    (pages,) = store.database.connection.execute("PRAGMA page_count").fetchone()
    store.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    long = "A very long sentence about sheep. " * 1000
    with pytest.raises(StoreError) as error:
        store.papers.add([Paper(title=f"Sheep {n}", abstract=long) for n in range(20)], 2)
    assert "full" in message(error)
    assert [paper.title for _, paper in store.papers.changed(0)] == [PAPER.title]
    store.database.connection.execute("PRAGMA max_page_count = 100000")
    store.papers.add([Paper(title="There is room again")], 3)
    assert store.papers.count() == 2


def test_a_writer_that_never_ends_is_reported(
    store: Store, open_store: Callable[[], Store]
) -> None:
    other = open_store()
    other.database.connection.execute("PRAGMA busy_timeout = 10")
    with store.database.transaction(), pytest.raises(StoreError) as error:
        other.papers.add([PAPER], 1)
    assert "locked" in message(error)
    other.papers.add([PAPER], 1)
    assert other.papers.count() == 1


def test_what_is_remembered_waits_as_long_as_it_is_said(
    store: Store, open_store: Callable[[], Store]
) -> None:
    with store.database.transaction():
        other = open_store()
        with pytest.raises(StoreError, match="locked"):
            other.memory.save("place", 1, wait_s=0)
    assert other.database.connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_a_link_to_nowhere_is_no_place_for_a_new_library(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").symlink_to(tmp_path / "unmounted.sqlite3")
    with pytest.raises(StoreError, match=r"is a link to .*unmounted"):
        Store(tmp_path / "library.sqlite3")
    assert not (tmp_path / "unmounted.sqlite3").exists()


def test_a_damaged_file_is_reported_when_it_is_read(
    store: Store, file: Path, open_store: Callable[[], Store]
) -> None:
    store.papers.add((Paper(title=f"Paper number {n} of many") for n in range(500)), 1)
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    damaged = open_store()
    with pytest.raises(StoreError) as error:
        damaged.papers.row("2401.00001")
    assert "backup" in message(error)


def test_damage_in_the_middle_of_the_file_is_reported_wherever_the_reading_meets_it(
    store: Store, file: Path, open_store: Callable[[], Store]
) -> None:
    store.papers.add((Paper(title=f"Paper number {n} of many") for n in range(900)), 1)
    store.close()
    whole = bytearray(file.read_bytes())
    page = whole.index(b"number 600 of many") & -4096
    whole[page : page + 4096] = b"\xff" * 4096
    file.write_bytes(whole)
    damaged = open_store()
    titles = damaged.database.connection.execute("SELECT title FROM papers")
    readings: list[Callable[[], object]] = [
        lambda: [titles.fetchmany(300) for _ in range(3)],
        lambda: list(damaged.papers.changed(0)),
        lambda: Columns(damaged.database),
        lambda: headlines(damaged.database, range(1, 901)),
        lambda: statistics(damaged.database, date(2026, 11, 1)),
    ]
    assert damaged.papers.paper(1)
    for read in readings:
        with pytest.raises(StoreError) as error:
            read()
        assert "backup" in message(error)


def test_text_that_is_no_longer_text_is_read_as_far_as_it_is(
    store: Store, file: Path, open_store: Callable[[], Store]
) -> None:
    store.papers.add([Paper(title="A paper", keywords=("counting sheep", "at night"))], 1)
    store.close()
    file.write_bytes(file.read_bytes().replace(b"counting sheep", b"counting \xffheep"))
    found = statistics(open_store().database, date(2026, 11, 1))
    assert set(found.keywords) == {"counting \ufffdheep", "at night"}


def test_only_the_library_that_was_read_is_written(store: Store, file: Path) -> None:
    store.database.expect(store.identity)
    store.papers.add([PAPER], 1)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE memory SET value = 'another' WHERE key = 'library'")
    connection.close()
    with pytest.raises(StoreError) as error:
        store.papers.remove([1])
    assert "restart Broadsheet" in message(error)
    assert store.papers.count() == 1


@pytest.mark.parametrize("is_there", [False, True])
def test_nothing_is_written_into_a_file_that_was_moved_away(
    store: Store, file: Path, tmp_path: Path, is_there: bool
) -> None:
    store.database.expect(store.identity)
    store.papers.add([PAPER], 1)
    copy = tmp_path / "copy"
    copy.write_bytes(file.read_bytes())
    file.unlink()
    if is_there:
        copy.rename(file)  # as programs do that sync folders
    with pytest.raises(StoreError, match="restart Broadsheet"):
        store.papers.remove([1])
    assert store.papers.count() == 1


def test_a_failure_inside_a_transaction_leaves_nothing_of_it(store: Store) -> None:
    def broken() -> list[Paper]:
        yield PAPER
        raise ValueError("the source broke off")

    with pytest.raises(ValueError, match="broke off"):
        store.papers.add(broken(), 1)
    assert store.papers.count() == 0


def test_closing_lets_the_file_go(file: Path) -> None:
    database = Database(file)
    connection = database.connection
    database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_text_that_is_no_utf8_ends_in_a_line(store: Store) -> None:
    with pytest.raises(StoreError, match="not UTF-8"):
        store.memory["\udcff"]
