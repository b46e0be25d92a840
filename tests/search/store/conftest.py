"""A library file that every test of the store begins with."""

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
