"""A library file that every test of the store begins with."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the library file of a test lies; nothing is there yet."""
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def open_store(file: Path) -> Iterator[Callable[[], Store]]:
    """Opens the file once more, as another program would."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store(file))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def released(file: Path) -> Callable[[str], Path]:
    """Puts a library as a released version wrote it in the place of the file."""

    def put(version: str) -> Path:
        dump = Path(__file__).with_name("released") / f"{version}.sql"
        file.parent.mkdir()
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.executescript(dump.read_text(encoding="utf-8"))
        return file

    return put
