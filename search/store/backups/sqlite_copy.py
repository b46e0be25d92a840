"""The library file: copied, checked, and restored into or over another."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from search.errors import DamagedError, StoreError
from search.files import scratch
from search.store.connection import (
    FIRST_WAIT_S,
    WAIT_S,
    connect,
    readable_mode,
    translate_errors,
)
from search.store.database import SCHEMA, Database, newer
from search.store.rows.numbers import last_row, latest_version
from search.store.tables import tables, tables_of

_SIDES = ("-wal", "-shm")  # what SQLite keeps beside a file


def take(store: Path, file: Path) -> None:
    """Copy the library in `store`, as it is at this moment, to `file`, which must not be there.

    Others may read and write the library meanwhile. Its schema stays. Raises StoreError.
    """
    wait_s = WAIT_S if scratch.locks_work(store.parent) else FIRST_WAIT_S
    try:
        connection = connect(store, "rw", wait_s)
        connection.execute("PRAGMA user_version").fetchone()
    except StoreError:
        mode = readable_mode(store)
        if mode is None:
            raise
        connection = connect(store, mode, wait_s)
    with closing(connection):
        # As an address, which is text even where the name of a folder is no UTF-8.
        connection.execute("VACUUM INTO ?", (file.absolute().as_uri(),))


def damage(connection: sqlite3.Connection) -> str | None:
    """What is damaged in an open file; None where it is intact. Only reads."""
    try:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == "ok" else " ".join(str(found).split())


def bring_up(file: Path) -> str | None:
    """Migrate an older library to the newest schema.

    Returns what is wrong with `file`, as a verb and more; None where it is a valid library.
    """
    with closing(sqlite3.connect(file)) as connection:
        if found := damage(connection):
            return f"is damaged ({found})"
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema > SCHEMA:
        return newer(schema)
    if schema < 1:
        return "is not a Broadsheet library"
    try:
        Database(file).close()
        with closing(sqlite3.connect(file)) as connection:
            existing = tables_of(connection)
    except (DamagedError, sqlite3.Error) as error:
        return f"is damaged ({error})"
    except StoreError as error:  # as on a full disk
        return f"cannot be read ({error})"
    missing = [name for name, columns in tables().items() if {*columns} - {*existing.get(name, ())}]
    return f"is not a Broadsheet library (missing: {', '.join(missing)})" if missing else None


def counted(file: Path) -> tuple[int, int]:
    """The schema of a library and the number of its papers. Raises StoreError."""
    with translate_errors(), closing(sqlite3.connect(file)) as connection:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        (papers,) = connection.execute("SELECT count(*) FROM papers").fetchone()
        return int(schema), int(papers)


def restore_into(store: Path, file: Path, before: Callable[[bool], None]) -> None:
    """Replace everything in `store` by the contents of the valid library in `file`.

    It is one transaction, like any other change: row numbers and versions go on where those in
    `store` end, so a program that has the library open sees papers removed and added, and no row
    number ever means two papers. `before` is called once no other program can write, with
    whether `store` ever held anything. Raises StoreError, DamagedError where `store` is damaged.
    Whatever is raised, `store` is as it was.
    """
    with closing(Database(store)) as database:
        database.connection.execute("ATTACH ? AS restored", (file.absolute().as_uri(),))
        try:
            with database.transaction() as connection:
                (steps,) = connection.execute("SELECT count(*) FROM steps").fetchone()
                before(bool(steps or latest_version(connection)))
                _replace(connection)
        except sqlite3.IntegrityError as error:  # of tables that were tampered with
            raise StoreError(f"the backup violates a constraint of {store}: {error}") from error


def _replace(connection: sqlite3.Connection) -> None:
    """Replace the rows of all tables by those of the database attached as `restored`."""
    row, version = last_row(connection), latest_version(connection)
    shifted = {"row": f"row + {row} * (row > 0)", "version": f"version + {version}"}
    connection.execute("INSERT INTO removed SELECT row, ? FROM papers", (version + 1,))
    for table, columns in tables().items():
        # It keeps its identity and the list of removed rows.
        other = "WHERE key <> 'library'" if table == "memory" else ""
        if table != "removed":
            connection.execute(f"DELETE FROM main.{table} {other}")
        values = ", ".join(shifted.get(column, column) for column in columns)
        connection.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)})"
            f" SELECT {values} FROM restored.{table} {other}"
        )


def overwrite(store: Path, file: Path) -> None:
    """Replace the damaged library in `store` by the valid one in `file`, under a new identity.

    The rows go through a new library, so that no trigger or view of `file` comes along.
    Raises StoreError.
    """
    new = file.with_name(f"{file.name}.new")
    restore_into(new, file, lambda _: None)
    try:
        # Page by page under SQLite's own locks: another program may have it open.
        with (
            translate_errors(),
            closing(sqlite3.connect(new)) as sound,
            closing(sqlite3.connect(store, timeout=WAIT_S)) as damaged,
        ):
            sound.backup(damaged)
    except DamagedError:  # without even the header of a database, so no program can have it open
        for side in _SIDES:
            store.with_name(f"{store.name}{side}").unlink(missing_ok=True)
        new.replace(store)
