"""What each source said of a paper, with the row that it makes."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from search.model.record import Record
from search.store.rows import payload
from search.store.sql import ROWS
from search.store.values import text

# How a record came to its row: by an id or first, by its title alone, or by hand; or that somebody
# took it apart from others of its title.
ID, TITLE, HAND, APART = "id", "title", "hand", "apart"


class Kept(NamedTuple):
    """A record in the store: its number, its row, and how it came there."""

    number: int
    row: int
    joined: str
    record: Record


_KEPT = f"""
SELECT record, row, joined, format, name, live, records.fields, records.paper,
    {", ".join(f"papers.{name}" for name in payload.COLUMNS)}
FROM records LEFT JOIN papers USING (row)
"""


def of_rows(connection: sqlite3.Connection, rows: str) -> dict[int, list[Kept]]:
    """The records of rows, given as `json_rows`, by row and in order of arrival."""
    found: dict[int, list[Kept]] = {}
    query = f"{_KEPT} WHERE row IN {ROWS} ORDER BY row, records.version, record"
    for values in connection.execute(query, (rows,)):
        kept = _kept(*values)
        found.setdefault(kept.row, []).append(kept)
    return found


def of_row(connection: sqlite3.Connection, row: int) -> list[Kept]:
    """The records of one row, in order of arrival."""
    query = f"{_KEPT} WHERE row = ? ORDER BY records.version, record"
    return [_kept(*values) for values in connection.execute(query, (row,))]


def named(connection: sqlite3.Connection, record: Record) -> list[int]:
    """The rows that have a record of the same format and name."""
    if not record.name:
        return []
    query = "SELECT DISTINCT row FROM records WHERE name = ? AND format = ?"
    return [row for (row,) in connection.execute(query, (record.name, record.format))]


_INSERT = """
INSERT INTO records (row, version, format, name, live, joined, paper, fields)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def insert(
    connection: sqlite3.Connection, row: int, record: Record, joined: str, version: int
) -> None:
    """Put a record into a row that has others."""
    paper = payload.packed(record.paper)
    connection.execute(_INSERT, _values(row, record, joined, version, paper))


def insert_alone(
    connection: sqlite3.Connection, records: Iterable[tuple[int, Record]], version: int
) -> None:
    """Put records each into a row of its own, which holds what it says."""
    connection.executemany(
        _INSERT, (_values(row, record, ID, version, None) for row, record in records)
    )


def replace(connection: sqlite3.Connection, number: int, record: Record, version: int) -> None:
    """Put a record into the place of another."""
    connection.execute(
        "UPDATE records SET version = ?, format = ?, name = ?, live = ?, paper = ?, fields = ?"
        " WHERE record = ?",
        (
            version, record.format, record.name, record.live,
            payload.packed(record.paper),
            payload.packed_fields(record.fields), number,
        ),
    )  # fmt: skip


def joined(connection: sqlite3.Connection, number: int, row: int) -> str | None:
    """How a record came to `row`; None where it stands elsewhere."""
    query = "SELECT joined FROM records WHERE record = ? AND row = ?"
    found = connection.execute(query, (number, row)).fetchone()
    return found and str(found[0])


def move(
    connection: sqlite3.Connection, moved: Mapping[int, tuple[int, str]], rows: Iterable[int]
) -> None:
    """Put records into rows, given by number with how they came there; `rows` are all concerned."""
    for row in rows:
        write_out(connection, of_row(connection, row))
    connection.executemany(
        "UPDATE records SET row = ?, joined = ? WHERE record = ?",
        [(row, how, number) for number, (row, how) in moved.items()],
    )


def write_out(connection: sqlite3.Connection, kept: Iterable[Kept]) -> None:
    """Let records stand for themselves, before their row holds something else."""
    connection.executemany(
        "UPDATE records SET paper = ? WHERE record = ? AND paper IS NULL",
        [(payload.packed(each.record.paper), each.number) for each in kept],
    )


def leave_to_row(connection: sqlite3.Connection, number: int) -> None:
    """Let the row stand for a record that is alone in it."""
    connection.execute("UPDATE records SET paper = NULL WHERE record = ?", (number,))


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Take a record out for good."""
    connection.execute("DELETE FROM records WHERE record = ?", (number,))


def _values(
    row: int, record: Record, joined: str, version: int, paper: str | None
) -> tuple[str | int | None, ...]:
    return (
        row, version, record.format, record.name, record.live, joined, paper,
        payload.packed_fields(record.fields),
    )  # fmt: skip


def _kept(
    number: int,
    row: int,
    joined: str,
    format_: str,
    name: str,
    live: int,
    fields: str | None,
    paper: str | None,
    *columns: object,
) -> Kept:
    paper_read = payload.unpacked(paper) if paper else payload.paper(columns).known_as(None)
    record = Record(
        paper_read, format_, text(name) or "", payload.unpacked_fields(fields), bool(live)
    )
    return Kept(number, row, joined, record)
