"""Libraries that released versions wrote, opened by this one: nothing of them is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from search.store import SCHEMA, Store

Released = Callable[[str], Path]
RELEASED = ["0.1.0"]


def kept(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a person would miss: papers, marks, views and what undo goes back over."""
    queries = {
        "papers": "SELECT row, id, title, abstract, added FROM papers ORDER BY row",
        "names": "SELECT name, row FROM names ORDER BY name",
        "marks": "SELECT mark, row, value FROM marks ORDER BY mark, row",
        "steps": "SELECT step, at, undone FROM steps ORDER BY step",
        "changes": "SELECT step, row, mark, before, after FROM changes ORDER BY step, row, mark",
        "memory": "SELECT key, value FROM memory ORDER BY key",
    }
    with closing(sqlite3.connect(file)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_library_is_kept_whole(
    version: str, released: Released, open_store: Callable[[], Store]
) -> None:
    file = released(version)
    before = kept(file)
    store = open_store()
    (schema,) = store.database.connection.execute("PRAGMA user_version").fetchone()
    assert schema == SCHEMA
    assert kept(file) == before
    assert all(before.values())
