"""The tables of a library file, and those of the newest schema."""

import contextlib
import sqlite3

from search.store import migrations


def tables() -> dict[str, tuple[str, ...]]:
    """The tables of the newest schema, with their columns."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for migrate in migrations.ALL:
            migrate(connection)
        return tables_of(connection)


def tables_of(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The tables of an open file, with their columns."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    columns = "SELECT name FROM pragma_table_info(?)"
    return {name: tuple(c for (c,) in connection.execute(columns, (name,))) for (name,) in names}
