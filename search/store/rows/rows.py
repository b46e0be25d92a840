"""Rows of papers: written, named, and built anew from their records."""

import hashlib
import itertools
import sqlite3
from collections.abc import Iterable

from search.model.building import built
from search.model.paper import Paper
from search.store.rows import payload, records
from search.store.rows.numbers import latest_version
from search.store.sql import placeholders
from search.text.clean import title_key


def paper_in(connection: sqlite3.Connection, row: int) -> Paper | None:
    """The paper in `row`, if there is one."""
    query = f"SELECT {', '.join(payload.COLUMNS)} FROM papers WHERE row = ?"
    values = connection.execute(query, (row,)).fetchone()
    return values and payload.paper(values)


def insert(
    connection: sqlite3.Connection,
    row: int,
    paper: Paper,
    version: int,
    added: int,
) -> None:
    """Write a paper into a new row, which is found under its identities.

    The id that it claims as its own is given if it is free.
    """
    claimed = paper.own_id and _is_free(connection, row, paper.own_id)
    paper = paper if claimed else _identified(connection, row, paper, None)
    insert_all(connection, [(row, paper)], version, added)
    name(connection, row, paper.identities)


def insert_all(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    version: int,
    added: int,
) -> None:
    """Write papers whose ids no other paper has into new rows, under no name yet."""
    columns = ("row", "id", "version", "added", *payload.COLUMNS)
    connection.executemany(
        f"INSERT INTO papers ({', '.join(columns)}) VALUES ({placeholders(columns)})",
        ((row, paper.id, version, added, *payload.columns(paper)) for row, paper in papers),
    )


def update(connection: sqlite3.Connection, row: int, paper: Paper, version: int) -> bool:
    """Write a paper into its row; whether that changes anything."""
    old = paper_in(connection, row)
    new = _identified(connection, row, paper, old.own_id if old else None)
    if new == old:
        return False
    columns = ("id", "version", *payload.COLUMNS)
    connection.execute(
        f"UPDATE papers SET {', '.join(f'{column} = ?' for column in columns)} WHERE row = ?",
        (new.id, version, *payload.columns(new), row),
    )
    name(connection, row, new.identities)
    return True


def name(connection: sqlite3.Connection, row: int, names: Iterable[str]) -> None:
    """Let `row` be found under names."""
    name_all(connection, ((each, row) for each in names))


def name_all(connection: sqlite3.Connection, named: Iterable[tuple[str, int]]) -> None:
    """Let each row be found under its name."""
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", named)


def drop(connection: sqlite3.Connection, row: int, version: int) -> None:
    """Take the paper in `row` away; whoever knows the row hears of it."""
    for table in ("papers", "names"):
        connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
    connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (row, version))


def rebuild(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Make the papers in `rows` of the records that stand there now.

    A row without records goes, and one that had none comes back, as old as the oldest of `rows`.
    """
    wanted, version = sorted(set(rows)), latest_version(connection) + 1
    (added,) = connection.execute(
        f"SELECT min(added) FROM papers WHERE row IN ({placeholders(wanted)})", wanted
    ).fetchone()
    found = {row: records.of_row(connection, row) for row in wanted}
    for row in (row for row in wanted if not found[row]):
        drop(connection, row, version)
    for row, kept in found.items():
        if not kept:
            continue
        _forget_names(connection, row, (each for other in wanted for each in found[other]))
        for each in kept:
            name(connection, row, each.record.paper.identities)
        paper = built([each.record for each in kept])
        if paper_in(connection, row):
            update(connection, row, paper, version)
        else:
            connection.execute("DELETE FROM removed WHERE row = ?", (row,))
            insert(connection, row, paper, version, added or 0)


def _forget_names(connection: sqlite3.Connection, row: int, kept: Iterable[records.Kept]) -> None:
    """Take from `row` the names of records that stand elsewhere."""
    gone = {each for other in kept if other.row != row for each in other.record.paper.identities}
    connection.executemany(
        "DELETE FROM names WHERE name = ? AND row = ?", [(each, row) for each in gone]
    )


def _identified(
    connection: sqlite3.Connection, row: int, paper: Paper, own_id: str | None
) -> Paper:
    """The paper with the id that is due to it, or with one of its own where another row has that.

    One that was given because of a title stays, as somebody may have noted it down.
    """
    plain = paper.known_as(None)
    if own_id and not (plain.arxiv or plain.doi) and _is_free(connection, row, own_id):
        return plain.known_as(own_id)
    if _is_free(connection, row, plain.id):
        return plain
    key = title_key(plain.title) or plain.title
    for number in itertools.count(2):
        new_id = f"t-{hashlib.sha256(f'{key} {number}'.encode()).hexdigest()[:12]}"
        if _is_free(connection, row, new_id):
            return plain.known_as(new_id)
    raise AssertionError("there is always another number")


def _is_free(connection: sqlite3.Connection, row: int, id_: str) -> bool:
    query = "SELECT EXISTS (SELECT 1 FROM papers WHERE id = ? AND row <> ?)"
    (taken,) = connection.execute(query, (id_, row)).fetchone()
    return not taken
