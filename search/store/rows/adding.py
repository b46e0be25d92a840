"""Records into rows: which row is that of a record's paper, and what becomes of both."""

import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from enum import Enum

from search.model import dates, works
from search.model.building import built
from search.model.paper import Paper
from search.model.record import Record
from search.store import starter
from search.store.history.marks import fold_marks
from search.store.rows import numbers, records, rows
from search.store.sql import placeholders

# Of each of these, a library of 0.1.0 kept one record without a name in each row.
_OWN = "json"
_FILES = frozenset(["bibtex", "ris", "csl-json"])


class Outcome(Enum):
    """What became of a paper that was added."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Adding:
    """Adds records in the caller's transaction, all of one version and moment."""

    def __init__(self, connection: sqlite3.Connection, version: int, moment: int) -> None:
        self._connection = connection
        self._version = version
        self._moment = moment
        self._last_row: int | None = None
        self._names: set[str] = set()  # all of which a record may have a row, and maybe more
        self._records: set[str] = set()  # likewise, the names of records
        # Papers that are surely new, until they are written: many at once take less time.
        self._new: list[tuple[int, Record, tuple[str, ...]]] = []

    def add(self, records: Iterable[Record]) -> list[tuple[int, Outcome]]:
        """Put each record into the row of its paper, in place of an older one of its name."""
        new = list(records)
        names = [each.paper.known_as(None).identities for each in new]
        self._names = self._existing("names", itertools.chain.from_iterable(names))
        self._records = self._existing("records", (each.name for each in new))
        added = [self._add(*each) for each in zip(new, names, strict=True)]
        self._write_new()
        return added

    def _add(self, record: Record, names: tuple[str, ...]) -> tuple[int, Outcome]:
        if self._is_new(record, names):
            row, outcome = self._next_row(), Outcome.ADDED
            self._new.append((row, record, names))
        else:
            self._write_new()
            row, outcome = self._merge(record, names)
        self._names.update(names)
        self._records.add(record.name)
        return row, outcome

    def _is_new(self, record: Record, names: tuple[str, ...]) -> bool:
        """Whether nothing in the store has to be looked at, as no name of the record is known."""
        if record.format == _OWN or record.paper.own_id:
            return False
        is_known = bool(record.name) and record.name in self._records
        return not is_known and self._names.isdisjoint(names)

    def _write_new(self) -> None:
        if not self._new:
            return
        new = self._new
        papers = ((row, record.paper) for row, record, _ in new)
        rows.insert_all(self._connection, papers, self._version, self._moment)
        # In their order, as those that are close together are written at once.
        rows.name_all(
            self._connection, sorted((name, row) for row, _, names in new for name in names)
        )
        alone = ((row, record) for row, record, _ in new)
        records.insert_alone(self._connection, alone, self._version)
        self._new = []

    def _merge(self, record: Record, names: tuple[str, ...]) -> tuple[int, Outcome]:
        claimed = record.paper.own_id
        record = replace(record, paper=record.paper.known_as(None)) if claimed else record
        known = self._known(names)
        exact = self._row_with_id(claimed or names[0], record) if record.format == "json" else None
        found, joined = ([exact], records.ID) if exact else self._rows_of(record, names, known)
        if not found:
            row = self._next_row()
            paper = record.paper.known_as(claimed)
            rows.insert(self._connection, row, paper, self._version, self._moment)
            records.insert_alone(self._connection, [(row, record)], self._version)
            return row, Outcome.ADDED
        row, *others = found
        for other in others:
            self._fold(other, row)
        was_starter = self._is_starter(row)
        changed = self._put(row, record, joined) or bool(others)
        if not changed:
            return row, Outcome.UNCHANGED
        rows.name(self._connection, row, names)  # its title too, where another one is kept
        kept = records.of_row(self._connection, row)
        paper = built([each.record for each in kept])
        written = rows.update(self._connection, row, paper, self._version)
        if len(kept) == 1:
            records.leave_to_row(self._connection, kept[0].number)
        if was_starter and not self._is_starter(row):
            update = "UPDATE papers SET added = ? WHERE row = ?"
            self._connection.execute(update, (self._moment, row))
            return row, Outcome.ADDED  # to the person's own papers
        return row, Outcome.UPDATED if written else Outcome.UNCHANGED

    def _is_starter(self, row: int) -> bool:
        """Whether nobody but this program has a record of the paper in `row`."""
        query = "SELECT EXISTS (SELECT 1 FROM papers WHERE (row, sources) = (?, ?))"
        return bool(self._connection.execute(query, (row, starter.SOURCE)).fetchone()[0])

    def remove_source(self, row: int, source: str) -> None:
        """Forget what `source` alone said of the paper in `row`."""
        kept = records.of_row(self._connection, row)
        records.write_out(self._connection, kept)
        for each in kept:
            sources = tuple(name for name in each.record.paper.sources if name != source)
            if not sources:
                records.delete(self._connection, each.number)
            elif sources != each.record.paper.sources:
                paper = replace(each.record.paper, sources=sources)
                without = replace(each.record, paper=paper)
                records.replace(self._connection, each.number, without, self._version)
        left = [each.record for each in records.of_row(self._connection, row)]
        rows.update(self._connection, row, built(left), self._version)

    def _put(self, row: int, record: Record, joined: str) -> bool:
        """Put a record among those of its row; whether that changes what they say."""
        kept = records.of_row(self._connection, row)
        old = next((each for each in kept if _is_successor(record, each.record)), None)
        if old is None:
            records.write_out(self._connection, kept)
            records.insert(self._connection, row, record, joined, self._version)
            return True
        new = _succession(old.record, record)
        if new == old.record:
            return False
        records.replace(self._connection, old.number, new, self._version)
        return True

    def _row_with_id(self, id_: str, record: Record) -> int | None:
        """The row of the paper with an id that its title gives: several papers may share one."""
        query = "SELECT row FROM papers WHERE id = ?"
        found = self._connection.execute(query, (id_,)).fetchone()
        paper = rows.paper_in(self._connection, found[0]) if found else None
        if not paper or paper.arxiv or paper.doi or record.paper.arxiv or record.paper.doi:
            return None
        return int(found[0]) if works.same_by_title(record.paper, paper) else None

    def _rows_of(
        self, record: Record, names: Sequence[str], known: dict[str, list[int]]
    ) -> tuple[list[int], str]:
        """The rows of the record's paper, the surest first, and how the first was found.

        `known` are the rows of each of its names.
        """
        paper = record.paper
        known_record = record.name in self._records
        named = self._held(records.named(self._connection, record) if known_record else ())
        same = next((each for each in named if works.is_repetition(paper, each[1])), None)
        if not known and not same:
            return [], records.ID
        found: dict[int, Paper] = dict([same] if same else [])
        *ids, title = names
        for name in ids:
            for row, other in self._held(known.get(name, [])):
                if all(works.same_by_id(each, other) for each in (paper, *found.values())):
                    found[row] = other
        if same:  # what was taken apart stays apart
            return list(found), records.ID
        titled = list(self._held(self._not_apart(known.get(title, []))))
        for row, other in sorted(titled, key=lambda each: -works.likeness(paper, each[1])):
            apart = self._is_listed_apart(record, row)
            if apart and record.format == _OWN:  # an export has each paper once
                continue
            if all(
                works.same_by_title(each, other, listed_apart=apart)
                for each in (paper, *found.values())
            ):
                by_title = not found
                found.setdefault(row, other)
                return list(found), records.TITLE if by_title else records.ID
        return list(found) or self._rows_saying(paper, known), records.ID

    def _is_listed_apart(self, record: Record, row: int) -> bool:
        """Whether the record's file has another one, under another key, in `row`."""
        key, file = record.paper.citation_key, record.name.partition("/")[0]
        if not file or not (key or record.format == _OWN):
            return False
        others = (
            each.record
            for each in records.of_row(self._connection, row)
            if each.record.format == record.format and each.record.name.startswith(f"{file}/")
        )
        if record.format == _OWN:
            return any(others)
        return any(other.paper.citation_key not in (None, key) for other in others)

    def _rows_saying(self, paper: Paper, known: dict[str, list[int]]) -> list[int]:
        """The row of which a record says the very same, if there is one: a copy of its file."""
        for row in dict.fromkeys(itertools.chain.from_iterable(known.values())):
            if any(each.record.paper == paper for each in records.of_row(self._connection, row)):
                return [row]
        return []

    def _held(self, numbers: Iterable[int]) -> Iterator[tuple[int, Paper]]:
        for row in numbers:
            if paper := rows.paper_in(self._connection, row):
                yield row, paper

    def _known(self, names: Sequence[str]) -> dict[str, list[int]]:
        """The rows of each of `names` that is known."""
        found: dict[str, list[int]] = {}
        if self._names.isdisjoint(names):
            return found
        query = f"SELECT name, row FROM names WHERE name IN ({placeholders(names)}) ORDER BY row"
        for name, row in self._connection.execute(query, names):
            found.setdefault(name, []).append(row)
        return found

    def _existing(self, table: str, names: Iterable[str]) -> set[str]:
        """Those of `names` that a table has."""
        query = f"SELECT name FROM {table} WHERE name IN (SELECT value FROM json_each(?))"
        return {name for (name,) in self._connection.execute(query, (json.dumps([*names]),))}

    def _not_apart(self, numbers: list[int]) -> Iterator[int]:
        """Those rows that nobody took apart from others of their title."""
        query = "SELECT EXISTS (SELECT 1 FROM records WHERE row = ? AND joined = ?)"
        for row in numbers:
            (apart,) = self._connection.execute(query, (row, records.APART)).fetchone()
            if not apart:
                yield row

    def _next_row(self) -> int:
        if self._last_row is None:
            self._last_row = numbers.last_row(self._connection)
        self._last_row += 1
        return self._last_row

    def _fold(self, row: int, into: int) -> None:
        """Give all that there is of `row` to the row that turned out to be the same."""
        for each in (row, into):
            records.write_out(self._connection, records.of_row(self._connection, each))
        fold_marks(self._connection, row, into)
        for table in ("names", "citation_keys"):
            self._connection.execute(
                f"UPDATE OR IGNORE {table} SET row = ? WHERE row = ?", (into, row)
            )
        self._connection.execute("UPDATE records SET row = ? WHERE row = ?", (into, row))
        rows.drop(self._connection, row, self._version)


def _is_successor(new: Record, old: Record) -> bool:
    """Whether `new` takes the place of `old` in a row."""
    if new.name or old.name:
        same = (new.format, new.name) == (old.format, old.name)
        released = not old.name and new.format in _FILES and old.paper.sources == (new.format,)
        return same or released
    return new.paper == old.paper


def _succession(old: Record, new: Record) -> Record:
    """What stands in the place of `old` when its source says `new`.

    A live feed may tell less today than yesterday, and a file may hold an older version.
    """
    if _version(new.paper) < _version(old.paper):
        return old
    if not new.live:
        return new
    values = {
        field.name: getattr(new.paper, field.name) or getattr(old.paper, field.name)
        for field in fields(Paper)
    }
    values["listed"] = dates.best((old.paper.listed, new.paper.listed))
    values["withdrawn"] = new.paper.withdrawn
    for name in ("upvotes", "stars"):
        if getattr(new.paper, name) is not None:
            values[name] = getattr(new.paper, name)
    return replace(new, paper=Paper.as_stored(**values))


def _version(paper: Paper) -> int:
    version = paper.version or ""
    return int(version) if version.isascii() and version.isdigit() else 0
