"""What tests of the library below the screen may ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search import Library, Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Three folders of a person who never ran the program."""
    return Paths.under(tmp_path / "home")


@pytest.fixture
def open_library(paths: Paths) -> Iterator[Callable[..., Library]]:
    """Opens the library of `paths`, or of others, without starter papers unless asked for."""
    opened: list[Library] = []

    def open_one(where: Paths = paths, *, with_starter: bool = False) -> Library:
        opened.append(Library(where, with_starter=with_starter))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()
