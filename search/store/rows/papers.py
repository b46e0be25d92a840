"""Papers in rows: adding and merging them, and reading them back."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from search.errors import UnknownPaperError
from search.model.paper import Paper
from search.model.record import Record
from search.model.searchable import Searchable
from search.store import starter, values
from search.store.database import Database
from search.store.rows import payload, records
from search.store.rows.numbers import latest_version
from search.store.sql import ROWS, json_rows, split

if TYPE_CHECKING:
    from search.store.rows.adding import Outcome


class Changes(NamedTuple):
    """What changed in a store: `total` papers, by row, and the rows that were removed."""

    version: int
    total: int
    removed: list[int]
    papers: Iterator[tuple[int, Searchable]]


class Papers:
    """The papers of a store. Row numbers are given once and never used again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, records: Iterable[Record | Paper], moment: int) -> list[tuple[int, "Outcome"]]:
        """Add each record to the row of its paper, or a new one, in one transaction.

        `moment`, in ms since 1970, is when they arrived, the same for all of one import.
        A Paper stands for a record that has no name.
        """
        from search.store.rows.adding import Adding  # half of the room, which only this needs

        with self._database.transaction() as connection:
            version = latest_version(connection) + 1
            adding = Adding(connection, version, moment)
            return adding.add(
                each if isinstance(each, Record) else Record(each) for each in records
            )

    def remove(self, rows: Iterable[int]) -> None:
        """Take papers out for good, with their marks and their part in the history."""
        with self._database.transaction() as connection:
            version = latest_version(connection) + 1
            for row in rows:
                connection.execute("DELETE FROM papers WHERE row = ?", (row,))
                for table in ("names", "marks", "changes", "records", "citation_keys"):
                    connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
                connection.execute("INSERT INTO removed VALUES (?, ?)", (row, version))
            connection.execute("DELETE FROM steps WHERE step NOT IN (SELECT step FROM changes)")

    def remove_source(self, row: int, source: str) -> None:
        """Forget what a source said of the paper in `row`, of which others tell too."""
        from search.store.rows.adding import Adding  # as above

        with self._database.transaction() as connection:
            Adding(connection, latest_version(connection) + 1, 0).remove_source(row, source)

    def records(self, rows: Iterable[int]) -> dict[int, tuple[Record, ...]]:
        """What each source said of the papers in `rows`, in order of arrival."""
        found = records.of_rows(self._database.connection, json_rows(rows))
        return {row: tuple(each.record for each in kept) for row, kept in found.items()}

    def joined_by_title(self, since: int) -> tuple[str, ...]:
        """The ids of papers that took up a record because of its title alone after a version.

        Starter papers have nothing but their titles, and are left out.
        """
        rows = self._database.connection.execute(
            "SELECT DISTINCT row FROM records WHERE joined = ? AND version > ?",
            (records.TITLE, since),
        ).fetchall()
        by_row = self.records(row for (row,) in rows)
        wanted = [
            row
            for row, each in by_row.items()
            if sum(record.paper.sources != (starter.SOURCE,) for record in each) > 1
        ]
        return tuple(paper.id for _, paper in self.papers(wanted))

    def count(self) -> int:
        """How many papers there are."""
        return int(self._number("SELECT count(*) FROM papers"))

    def version(self) -> int:
        """How many changes of papers this store has seen; the index is built up to one of them."""
        return latest_version(self._database.connection)

    def row(self, name: str) -> int:
        """The row of the paper known under an id, or whose page it is. Raises UnknownPaperError."""
        if (row := self._named(name)) is not None:
            return row
        from search.text import links  # most ids are known as written

        arxiv, doi = links.arxiv_id(name), links.doi(name)
        known = arxiv or (f"doi:{doi}" if doi else None)
        if known and (row := self._named(known)) is not None:
            return row
        remedy = f"add {name}` fetches it" if known else "search` shows the ids"
        raise UnknownPaperError(f"no paper has the id {name!r}; `broadsheet {remedy}")

    def _named(self, name: str) -> int | None:
        found = self._database.connection.execute(
            "SELECT row FROM names JOIN papers USING (row) WHERE name = ?"
            " ORDER BY papers.id = name DESC, row",
            (name,),
        )
        return next((int(row) for (row,) in found), None)

    def named(self, names: Iterable[str]) -> dict[str, int]:
        """The rows of the papers known under these ids, by id; others are left out."""
        query = """
        SELECT name, row FROM names JOIN papers USING (row)
        WHERE name IN (SELECT value FROM json_each(?))
        """
        return dict(self._database.connection.execute(query, (json.dumps(list(names)),)))

    def paper(self, row: int) -> Paper:
        """The paper in `row`. Raises UnknownPaperError."""
        for _, paper in self.papers([row]):
            return paper
        raise UnknownPaperError(f"no paper in row {row}; it was removed")

    def papers(self, rows: Iterable[int]) -> Iterator[tuple[int, Paper]]:
        """The papers in `rows`, by row number; rows that are not there are left out."""
        return self._read(f"WHERE row IN {ROWS} ORDER BY row", json_rows(rows))

    def texts(self, rows: Iterable[int]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The abstract, or else the summary, and the authors in `rows`; "" where there is none.

        In a quarter of the time that whole papers take: every key in the search bar asks for some.
        """
        query = f"SELECT row, abstract, summary, authors FROM papers WHERE row IN {ROWS}"
        for row, abstract, summary, authors in self._database.connection.execute(
            query, (json_rows(rows),)
        ):
            yield row, values.text(abstract) or values.text(summary) or "", split(authors)

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
                total=self.count_changed(since),
                removed=self.removed(since),
                papers=self.changed(since),
            )
        finally:
            connection.execute("ROLLBACK")

    def changed(self, since: int) -> Iterator[tuple[int, Searchable]]:
        """The papers that are new or different since the version `since`, in row order.

        In a quarter of the time that whole papers take, which counts when all are indexed.
        """
        # From the beginning on, reading the table from end to end beats the index on the version.
        version = "version" if since else "+version"
        query = f"""
        SELECT row, {", ".join(Searchable._fields)} FROM papers WHERE {version} > ? ORDER BY row
        """
        for row, *fields in self._database.connection.execute(query, (since,)):
            yield row, payload.searchable(fields)

    def count_changed(self, since: int) -> int:
        """How many papers are new or different since the version `since`."""
        return self._number("SELECT count(*) FROM papers WHERE version > ?", since)

    def removed(self, since: int) -> list[int]:
        """The rows that went away since the version `since`."""
        found = self._database.connection.execute(
            "SELECT row FROM removed WHERE version > ?", (since,)
        )
        return [row for (row,) in found]

    def from_source(self, source: str) -> list[int]:
        """The rows that have a record of a source."""
        found = self._database.connection.execute(
            "SELECT row FROM papers WHERE instr(char(10) || sources || char(10), ?)",
            (f"\n{source}\n",),
        )
        return [row for (row,) in found]

    def all_from(self, source: str) -> bool:
        """Whether there are papers, and each has records of `source` alone."""
        others = "SELECT EXISTS (SELECT 1 FROM papers WHERE sources IS NOT ?)"
        (found,) = self._database.connection.execute(others, (source,)).fetchone()
        return not found and self.count() > 0

    def sources(self) -> dict[str, int]:
        """How many papers have a record of each source, most first."""
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
        query = f"""
        SELECT row, {values.in_range("added", values.MOMENTS, "0")} FROM papers WHERE row IN {ROWS}
        """
        return dict(self._database.connection.execute(query, (json_rows(rows),)))

    def _read(self, where: str, value: str | int) -> Iterator[tuple[int, Paper]]:
        query = f"SELECT row, {', '.join(payload.COLUMNS)} FROM papers {where}"
        for row, *fields in self._database.connection.execute(query, (value,)):
            yield row, payload.paper(fields)

    def _number(self, query: str, *values: int) -> int:
        found: tuple[int] = self._database.connection.execute(query, values).fetchone()
        return found[0]
