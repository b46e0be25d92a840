"""A library, a backup of it, and ways to spoil the one and the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search import Library, Marking, Paper, Paths, back_up


@pytest.fixture
def filled(paths: Paths, open_library: Callable[..., Library]) -> Library:
    """A library of three papers and a step of its history."""
    library = open_library()
    library.add([Paper(title=title) for title in ("sheep", "goat", "wool")])
    library.mark([1], Marking(read=True))
    return library


@pytest.fixture
def file(filled: Library, paths: Paths, tmp_path: Path) -> str:
    """A backup of it."""
    name = str(tmp_path / "all.zip")
    back_up(paths, name)
    return name


@pytest.fixture
def damage() -> Callable[[Library], bytes]:
    """Fills a page of a library's papers with nonsense; answers what is in its file then."""

    def spoil(library: Library) -> bytes:
        connection = library._store.database.connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'papers'"
        (page,) = connection.execute(asked).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        with library.paths.store.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        return library.paths.store.read_bytes()

    return spoil


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Reads every file in a folder and in those below it."""

    def read(folder: Path) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return read
