"""Papers in rows: adding and merging them, and reading them back."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum

from search.errors import UnknownPaperError
from search.model.building import built
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.store.database import Database
from search.store.marks import fold_marks
from search.store.sql import ROWS, json_rows, placeholders, split

_LISTS = ("authors", "links", "keywords", "categories", "sources")
_DAYS = ("published", "listed")
# The order of the columns that hold a Paper, which is the order its rows are read in.
_FIELDS = (
    "title", "authors", "published", "listed", "arxiv", "doi", "url", "pdf", "github", "links",
    "upvotes", "stars", "keywords", "categories", "sources", "abstract", "summary",
)  # fmt: skip


class Outcome(Enum):
    """What became of a paper that was added."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a store: `count` papers, by row, and the rows that were removed."""

    version: int
    count: int
    removed: list[int]
    papers: Iterator[tuple[int, Paper]]


class Papers:
    """The papers of a store. Row numbers are given once and never used again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, papers: Iterable[Paper], moment: int, *, fresh: bool = False
    ) -> list[tuple[int, Outcome]]:
        """Add each paper or merge it into the row that it names, in one transaction.

        `moment`, in ms since 1970, is when they arrived, the same for all of one import.
        `fresh`: they tell how things stand now, so their counts are the newest.
        """
        with self._database.transaction() as connection:
            version = latest_version(connection) + 1
            return [_add(connection, paper, version, moment, fresh) for paper in papers]

    def remove(self, rows: Iterable[int]) -> None:
        """Take papers out for good, with their marks and their part in the history."""
        with self._database.transaction() as connection:
            version = latest_version(connection) + 1
            for row in rows:
                connection.execute("DELETE FROM papers WHERE row = ?", (row,))
                for table in ("names", "marks", "changes"):
                    connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
                connection.execute("INSERT INTO removed VALUES (?, ?)", (row, version))
            connection.execute("DELETE FROM steps WHERE step NOT IN (SELECT step FROM changes)")

    def replace(self, row: int, paper: Paper) -> None:
        """Put `paper` in the place of what `row` holds."""
        with self._database.transaction() as connection:
            _update(connection, row, paper, latest_version(connection) + 1)

    def count(self) -> int:
        """How many papers there are."""
        return int(self._one("SELECT count(*) FROM papers"))

    def version(self) -> int:
        """How many changes of papers this store has seen; the index is built up to one of them."""
        return latest_version(self._database.connection)

    def row(self, name: str) -> int:
        """The row of the paper known under an id. Raises UnknownPaperError."""
        found = self._database.connection.execute("SELECT row FROM names WHERE name = ?", (name,))
        for (row,) in found:
            return int(row)
        raise UnknownPaperError(
            f"no paper has the id {name!r}; `broadsheet search` shows the id of each paper"
        )

    def paper(self, row: int) -> Paper:
        """The paper in `row`. Raises UnknownPaperError."""
        for _, paper in self.papers([row]):
            return paper
        raise UnknownPaperError(f"no paper in row {row}; it was removed")

    def papers(self, rows: Iterable[int]) -> Iterator[tuple[int, Paper]]:
        """The papers in `rows`, by row number; rows that are not there are left out."""
        return self._read(f"WHERE row IN {ROWS} ORDER BY row", json_rows(rows))

    def existing(self, rows: Iterable[int]) -> list[int]:
        """Those of `rows` that hold a paper, in their order."""
        wanted = list(rows)
        query = f"SELECT row FROM papers WHERE row IN {ROWS}"
        found = {row for (row,) in self._database.connection.execute(query, (json_rows(wanted),))}
        return [row for row in wanted if row in found]

    @contextmanager
    def changes(self, since: int) -> Iterator["Changes"]:
        """What is new or different since the version `since`, as of one moment, for the block."""
        connection = self._database.connection
        connection.execute("BEGIN")  # until it ends, other writers change nothing for this thread
        try:
            yield Changes(
                version=latest_version(connection),
                count=self.count_changed(since),
                removed=self.removed(since),
                papers=self.changed(since),
            )
        finally:
            connection.execute("ROLLBACK")

    def changed(self, since: int) -> Iterator[tuple[int, Paper]]:
        """The papers that are new or different since the version `since`, in row order."""
        # From the beginning on, reading the table from end to end beats the index on the version.
        version = "version" if since else "+version"
        return self._read(f"WHERE {version} > ? ORDER BY row", since)

    def count_changed(self, since: int) -> int:
        """How many papers are new or different since the version `since`."""
        return self._one("SELECT count(*) FROM papers WHERE version > ?", since)

    def removed(self, since: int) -> list[int]:
        """The rows that went away since the version `since`."""
        found = self._database.connection.execute(
            "SELECT row FROM removed WHERE version > ?", (since,)
        )
        return [row for (row,) in found]

    def from_source(self, source: str) -> list[int]:
        """The rows that a source has told of."""
        found = self._database.connection.execute(
            "SELECT row FROM papers WHERE instr(char(10) || sources || char(10), ?)",
            (f"\n{source}\n",),
        )
        return [row for (row,) in found]

    def all_from(self, source: str) -> bool:
        """Whether there are papers, and `source` alone has told of each."""
        others = "SELECT EXISTS (SELECT 1 FROM papers WHERE sources IS NOT ?)"
        (found,) = self._database.connection.execute(others, (source,)).fetchone()
        return not found and self.count() > 0

    def sources(self) -> dict[str, int]:
        """How many papers each source has told of, most first."""
        counts: dict[str, int] = {}
        rows = self._database.connection.execute(
            "SELECT sources, count(*) FROM papers GROUP BY sources"
        )
        for sources, count in rows:
            for source in split(sources):
                counts[source] = counts.get(source, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def added(self, rows: Iterable[int]) -> dict[int, int]:
        """When the library first saw each paper, by row, in milliseconds since 1970."""
        query = f"SELECT row, added FROM papers WHERE row IN {ROWS}"
        return dict(self._database.connection.execute(query, (json_rows(rows),)))

    def _read(self, where: str, value: str | int) -> Iterator[tuple[int, Paper]]:
        query = f"SELECT row, {', '.join(_FIELDS)} FROM papers {where}"
        for row, *fields in self._database.connection.execute(query, (value,)):
            yield row, _paper(fields)

    def _one(self, query: str, *values: int) -> int:
        found: tuple[int] = self._database.connection.execute(query, values).fetchone()
        return found[0]


def latest_version(connection: sqlite3.Connection) -> int:
    """How many changes of papers there were; 0 where there never was a paper."""
    return _highest(connection, "version")


def last_row(connection: sqlite3.Connection) -> int:
    """The highest row number that was ever given to a paper; 0 where none was."""
    return _highest(connection, "row")


def _highest(connection: sqlite3.Connection, column: str) -> int:
    """The highest value among the papers that are there and the rows that went."""
    query = f"""
    SELECT max(ifnull((SELECT max({column}) FROM papers), 0),
        ifnull((SELECT max({column}) FROM removed), 0))
    """
    return int(connection.execute(query).fetchone()[0])


def _add(
    connection: sqlite3.Connection, paper: Paper, version: int, moment: int, fresh: bool
) -> tuple[int, Outcome]:
    rows = _rows_of(connection, paper)
    if not rows:
        row = last_row(connection) + 1
        _insert(connection, row, paper, version, moment)
        return row, Outcome.ADDED
    row, *others = rows
    query = f"SELECT {', '.join(_FIELDS)} FROM papers WHERE row = ?"
    old = _paper(connection.execute(query, (row,)).fetchone())
    both = old
    for other in others:
        told = _paper(connection.execute(query, (other,)).fetchone())
        both = built([Record(both), Record(told)])
        _fold(connection, other, row, version)
    both = built([Record(both), Record(paper, live=fresh)])
    _name(connection, row, paper)  # its title too, where another one is kept
    if both == old:
        return row, Outcome.UNCHANGED
    _update(connection, row, both, version)
    return row, Outcome.UPDATED


def _rows_of(connection: sqlite3.Connection, paper: Paper) -> list[int]:
    """The rows that the paper's identities name, the strongest first.

    Papers of which each has an arXiv id, or else each a DOI, are told apart by it,
    whatever their titles; a row that bore the paper's own DOI once is the paper all the same.
    """
    rows: dict[int, None] = {}
    own_arxiv, own_doi = paper.arxiv, paper.doi
    for name in paper.identities:
        found = connection.execute(
            "SELECT names.row, arxiv, doi FROM names JOIN papers USING (row) WHERE name = ?",
            (name,),
        )
        for row, arxiv, doi in found:
            if arxiv and own_arxiv:
                same = arxiv == own_arxiv
            else:
                same = not (doi and own_doi) or doi == own_doi or name == f"doi:{own_doi}"
            if same:
                rows[row] = None
                own_arxiv, own_doi = own_arxiv or arxiv, own_doi or doi
    return list(rows)


def _fold(connection: sqlite3.Connection, row: int, into: int, version: int) -> None:
    """Give all that the user did to `row`, and its names, to the row that turned out the same."""
    fold_marks(connection, row, into)
    connection.execute("UPDATE names SET row = ? WHERE row = ?", (into, row))
    connection.execute("DELETE FROM papers WHERE row = ?", (row,))
    connection.execute("INSERT INTO removed VALUES (?, ?)", (row, version))


def _insert(
    connection: sqlite3.Connection, row: int, paper: Paper, version: int, added: int
) -> None:
    columns = ("row", "id", "version", "added", *_FIELDS)
    values = (row, paper.id, version, added, *_values(paper))
    connection.execute(
        f"INSERT INTO papers ({', '.join(columns)}) VALUES ({placeholders(values)})", values
    )
    _name(connection, row, paper)


def _update(connection: sqlite3.Connection, row: int, paper: Paper, version: int) -> None:
    columns = ("id", "version", *_FIELDS)
    connection.execute(
        f"UPDATE papers SET {', '.join(f'{name} = ?' for name in columns)} WHERE row = ?",
        (paper.id, version, *_values(paper), row),
    )
    _name(connection, row, paper)


def _name(connection: sqlite3.Connection, row: int, paper: Paper) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO names VALUES (?, ?)", [(name, row) for name in paper.identities]
    )


def _values(paper: Paper) -> list[str | int | None]:
    """The values of `_FIELDS`, as the tables hold them."""
    values = []
    for name in _FIELDS:
        value = getattr(paper, name)
        if name in _LISTS:
            value = "\n".join(value) or None
        elif name in _DAYS and value is not None:
            value = value.first.toordinal()
        values.append(value)
    return values


def _paper(fields: Sequence[object]) -> Paper:
    values = dict(zip(_FIELDS, fields, strict=True))
    for name in _LISTS:
        values[name] = split(values[name])
    values["names"] = tuple(Name(full=name) for name in split(fields[_FIELDS.index("authors")]))
    for name in _DAYS:
        day = values[name]
        values[name] = PartialDate.of(date.fromordinal(day)) if isinstance(day, int) else None
    return Paper.as_stored(**values)
