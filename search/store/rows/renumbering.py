"""Row numbers and versions that another program put out of range, put right at the opening.

Arrays and the index have an item for each row number up to the highest, so one that is far out
would take all memory; and the next change has the highest version and one.
"""

import sqlite3

from search.store.tables import tables_of

NEW_IDENTITY = "UPDATE memory SET value = lower(hex(randomblob(16))) WHERE key = 'library'"
_ALWAYS = 1 << 22  # row numbers up to this are in range, whatever the number of papers
_SPARSE = 4  # of so many row numbers one at least has or had a paper
_LAST_VERSION = 1 << 53
_EDGES = """
SELECT (SELECT min(row) FROM papers), (SELECT max(row) FROM papers), (SELECT min(row) FROM removed),
    (SELECT max(row) FROM removed), (SELECT min(version) FROM papers),
    (SELECT max(version) FROM papers), (SELECT min(version) FROM removed),
    (SELECT max(version) FROM removed),
    (SELECT count(*) FROM memory WHERE key = 'library')
"""


def needed(connection: sqlite3.Connection) -> bool:
    """Whether row numbers or versions are out of range, or the library has no identity."""
    edges = connection.execute(_EDGES).fetchone()
    *rows, oldest, newest, oldest_gone, newest_gone, identities = edges
    versions = [value for value in (oldest, newest, oldest_gone, newest_gone) if value is not None]
    return not (
        identities
        and all(isinstance(value, int) and 0 <= value <= _LAST_VERSION for value in versions)
        and all(_fits(connection, row) for row in rows if row is not None)
    )


def renumber(connection: sqlite3.Connection) -> None:
    """Give papers that are out of range the next row numbers, and all papers one version.

    In the caller's transaction. The library gets a new identity, as what was derived from it
    knows the old numbers.
    """
    last = _last_in_range(connection)
    connection.execute("DELETE FROM removed WHERE row NOT BETWEEN 1 AND ?", (last,))
    far = connection.execute(
        "SELECT row FROM papers WHERE row NOT BETWEEN 1 AND ? ORDER BY row", (last,)
    ).fetchall()
    start = max(
        connection.execute(
            f"SELECT ifnull(max(row), 0) FROM {table} WHERE row <= ?", (last,)
        ).fetchone()[0]
        for table in ("papers", "removed")
    )
    tables = [name for name, columns in tables_of(connection).items() if "row" in columns]
    for new, (old,) in enumerate(far, max(start, 0) + 1):
        for table in tables:
            connection.execute(f"UPDATE OR REPLACE {table} SET row = ? WHERE row = ?", (new, old))
    for table in ("papers", "removed"):
        connection.execute(f"UPDATE {table} SET version = 1")
    connection.execute("INSERT OR IGNORE INTO memory VALUES ('library', '')")
    connection.execute(NEW_IDENTITY)


def _fits(connection: sqlite3.Connection, row: int) -> bool:
    return 1 <= row <= (_ALWAYS if row <= _ALWAYS else _last_in_range(connection))


def _last_in_range(connection: sqlite3.Connection) -> int:
    """The highest row number that is in range."""
    (count,) = connection.execute(
        "SELECT (SELECT count(*) FROM papers) + (SELECT count(*) FROM removed)"
    ).fetchone()
    return max(_ALWAYS, _SPARSE * int(count))
