"""What can still be read of a damaged library, row by row, in a new one."""

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from search.errors import LibraryError
from search.store import values
from search.store.database import Database
from search.store.rows import numbers, payload, records, rows
from search.store.tables import tables, tables_of

_Row = Sequence[object]
_FARTHEST = 2**40  # row numbers that are skipped at once behind a damaged page


def recover(damaged: Path, file: Path) -> None:
    """Write what can be read of `damaged` into the new library `file`, and make it whole.

    A row that cannot be read is left out. A paper whose own row is lost is made again from what
    its sources said. Raises LibraryError where not even the list of tables can be read.
    """
    with closing(Database(file)) as database, closing(_opened(damaged)) as source:
        try:
            existing = tables_of(source)
        except sqlite3.Error as error:
            raise LibraryError(f"nothing of {damaged} can be read ({error})") from error
        with database.transaction() as target:
            for table, columns in tables().items():
                shared = [name for name in columns if name in existing.get(table, ())]
                if shared:
                    _copy(source, target, table, shared)
            _complete(target)


def _opened(damaged: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(damaged, isolation_level=None)
    connection.text_factory = values.decoded
    return connection


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, columns: list[str]
) -> None:
    places = ", ".join("?" * len(columns))
    # The identity stays the new file's: what was derived from the damaged one may be damaged too.
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"
    for row in _rows(source, table, columns):
        with suppress(sqlite3.Error, OverflowError):
            target.execute(insert, tuple(row))


def _rows(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[_Row]:
    """Every row that can be read; some come twice."""
    names = ", ".join(columns)
    has_number = _has_number(source, table)
    order = "rowid" if has_number else ", ".join(_key(source, table) or columns)
    for direction in ("", " DESC"):
        by = ", ".join(f"{name}{direction}" for name in order.split(", "))
        if (yield from _until_damage(source, f"SELECT {names} FROM {table} ORDER BY {by}")):
            return
    if has_number:
        yield from _beyond(source, table, names)


def _until_damage(source: sqlite3.Connection, query: str) -> Generator[_Row, None, bool]:
    """The rows of a query up to the first damage; whether there was none."""
    try:
        yield from source.execute(query)
    except sqlite3.Error:
        return False
    return True


def _beyond(source: sqlite3.Connection, table: str, names: str) -> Iterator[_Row]:
    """The rows between damaged pages, by their number."""
    last, step = 0, 1
    while step <= _FARTHEST:
        query = f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid"
        try:
            for number, *row in source.execute(query, (last + step - 1,)):
                last, step = number, 1
                yield row
            step = 2 * _FARTHEST
        except sqlite3.Error:
            step *= 2


def _has_number(source: sqlite3.Connection, table: str) -> bool:
    (sql,) = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return "WITHOUT ROWID" not in str(sql).upper()


def _key(source: sqlite3.Connection, table: str) -> list[str]:
    query = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
    return [name for (name,) in source.execute(query, (table,))]


def _complete(target: sqlite3.Connection) -> None:
    """Make lost papers again from their records, and lost names again from papers.

    A row without a paper is never given to another, so that its marks go to nobody else.
    """
    orphans = "SELECT DISTINCT row FROM {} WHERE row > 0 AND row NOT IN (SELECT row FROM papers)"
    lost = [
        row
        for (row,) in target.execute(
            f"{orphans.format('records')} AND paper IS NOT NULL"
        ).fetchall()
    ]
    for row in lost:
        with suppress(LibraryError, sqlite3.Error):
            rows.rebuild(target, [row])
    version = numbers.latest_version(target) + 1
    for table in ("marks", "changes", "records", "names"):
        target.execute(
            f"INSERT OR IGNORE INTO removed SELECT row, {version} FROM ({orphans.format(table)})"
        )
    columns = ", ".join(payload.COLUMNS)
    for row, *found in target.execute(f"SELECT row, {columns} FROM papers").fetchall():
        rows.name(target, row, payload.paper(found).identities)
    target.execute(
        "INSERT INTO records (row, version, format, name, live, joined)"
        " SELECT row, version, '', '', 0, ? FROM papers"
        " WHERE row NOT IN (SELECT row FROM records)",
        (records.ID,),
    )
