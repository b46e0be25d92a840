"""Numbers that are given once: of rows, and of the versions of the papers."""

import sqlite3


def latest_version(connection: sqlite3.Connection) -> int:
    """How many changes of papers there were; 0 where there never was a paper."""
    return _highest(connection, "version")


def last_row(connection: sqlite3.Connection) -> int:
    """The highest row number that was ever given to a paper; 0 where none was."""
    return _highest(connection, "row")


def reserve(connection: sqlite3.Connection, count: int) -> range:
    """Numbers of rows that nobody else will be given; see rows.rebuild."""
    first, version = last_row(connection) + 1, latest_version(connection) + 1
    reserved = range(first, first + count)
    connection.executemany(
        "INSERT INTO removed VALUES (?, ?)", [(row, version) for row in reserved]
    )
    return reserved


def _highest(connection: sqlite3.Connection, column: str) -> int:
    """The highest value among the papers that are there and the rows that went."""
    query = f"""
    SELECT max(ifnull((SELECT max({column}) FROM papers), 0),
        ifnull((SELECT max({column}) FROM removed), 0))
    """
    return int(connection.execute(query).fetchone()[0])
