"""What the user did to papers, and its one history, which is undone step by step.

A mark stands on a row: "read", "bookmark" and "hidden" (their value is the moment, in milliseconds
since 1970), "note" (its text), "tag:NAME" and "passage:ID" (a passage of the full text, in the
form of search.model.passage); on row 0, the library, "view:NAME" (its place and query) and
"interest:WORDS" ("out" or "pinned", see search.store.interest_words). Every change of these that a
person makes is one step of the history. "finished" is the moment when the full text was read to its
end; that is no step.

"record:NUMBER" is no mark of the user's, but where a record stands: its value is how the record
came to the row, and it is kept in the table of records. So a paper is taken apart, or two are
joined, in a step that undo takes back.
"""

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, cast

from search.model.step import Arguments, Step
from search.store import values
from search.store.database import Database
from search.store.rows import records
from search.store.sql import ROWS, json_rows

READ, BOOKMARK, NOTE, TAG, VIEW = "read", "bookmark", "note", "tag:", "view:"
PASSAGE = "passage:"
INTEREST_WORD = "interest:"
FINISHED = "finished"
LIBRARY = 0  # the row of marks on no paper but on the library
HIDDEN = "hidden"
RECORD = "record:"
Value = int | str

# After two histories became one: the last step that is not undone leads to the current value, and
# each step begins with the value that the one before it set.
_SET_LAST_AFTER = """
UPDATE changes SET after = (SELECT value FROM marks WHERE (mark, row) = (changes.mark, changes.row))
WHERE row = :row AND step = (
    SELECT max(step) FROM changes AS other JOIN steps USING (step)
    WHERE (other.mark, other.row) = (changes.mark, :row) AND NOT undone)
"""
_EARLIER = """
FROM changes AS other
WHERE (other.mark, other.row) = (changes.mark, changes.row) AND other.step < changes.step
"""
_CHAIN_BEFORE = f"""
UPDATE changes SET before = (SELECT after {_EARLIER} ORDER BY other.step DESC LIMIT 1)
WHERE row = :row AND EXISTS (SELECT 1 {_EARLIER})
"""


class Change(NamedTuple):
    """The new value of one mark of one row; None removes the mark."""

    row: int
    mark: str
    value: Value | None


class Marks:
    """The marks of a store and their history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, row: int) -> dict[str, Value]:
        """Every mark on `row`."""
        found = self._database.connection.execute(
            "SELECT mark, value FROM marks WHERE row = ?", (row,)
        )
        return dict(found)

    def tags(self) -> dict[str, int]:
        """Every tag with the number of its papers that are not hidden, the most used first."""
        found = self._database.connection.execute(
            "SELECT substr(mark, 5),"
            " count(*) FILTER (WHERE row NOT IN (SELECT row FROM marks WHERE mark = 'hidden'))"
            " FROM marks WHERE mark GLOB 'tag:*' GROUP BY mark ORDER BY 2 DESC, mark"
        )
        return dict(found)

    def count(self, mark: str) -> int:
        """The number of papers that have `mark`."""
        found = self._database.connection.execute(
            "SELECT count(*) FROM marks WHERE mark = ?", (mark,)
        )
        return int(found.fetchone()[0])

    def of_rows(self, wanted: Iterable[int]) -> dict[int, dict[str, Value]]:
        """Every mark of those of `rows` that have any, in one statement."""
        found: dict[int, dict[str, Value]] = {}
        for row, mark, value in self._database.connection.execute(
            f"SELECT row, mark, value FROM marks WHERE row IN {ROWS}", (json_rows(wanted),)
        ):
            found.setdefault(row, {})[mark] = value
        return found

    def change(
        self, changes: Iterable[Change], kind: str, arguments: Arguments | None = None
    ) -> Step | None:
        """Apply all the changes as one step; None where nothing was different.

        Where two are of the same mark of the same row, the later one holds.
        `kind` and `arguments` are those of search.model.step. What had been undone can no longer
        be redone afterwards.
        """
        last = {(change.row, change.mark): change for change in changes}
        with self._database.transaction() as connection:
            different = [
                (change.row, change.mark, before, change.value)
                for change in last.values()
                if _differs(before := _value(connection, change), change)
            ]
            if not different:
                return None
            connection.execute(
                "DELETE FROM changes WHERE step IN (SELECT step FROM steps WHERE undone)"
            )
            connection.execute("DELETE FROM steps WHERE undone")
            step = connection.execute(
                "INSERT INTO steps (at, kind, arguments) VALUES (?, ?, ?)",
                (int(time.time() * 1000), kind, json.dumps(arguments or {}, ensure_ascii=False)),
            ).lastrowid
            connection.executemany(
                "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
                [(step, *difference) for difference in different],
            )
            _set(connection, ((row, mark, after) for row, mark, _, after in different))
            return _step(connection, step, kind, arguments or {}, (row for row, *_ in different))

    def count_as_read(self, row: int, moment: int) -> bool:
        """Mark `row` read at `moment` (ms since 1970) without a step; False where it is read.

        What no person did is not undone, and what was undone can still be redone.
        """
        with self._database.transaction() as connection:
            new = connection.execute(
                "INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", (READ, row, moment)
            ).rowcount
            if new:
                # Whatever is undone later, the paper was open for long enough; and the last step
                # that is not undone leads to the value of now.
                connection.execute(
                    "UPDATE changes SET before = ? WHERE (mark, row) = (?, ?) AND before IS NULL",
                    (moment, READ, row),
                )
                connection.execute(_SET_LAST_AFTER, {"row": row})
            return bool(new)

    def count_as_finished(self, row: int, moment: int) -> None:
        """Keep that the full text of `row` was read to its end, without a step."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", (FINISHED, row, moment)
            )

    def undo(self) -> Step | None:
        """Undo the last step; None where there is none."""
        return self._turn("SELECT max(step) FROM steps WHERE NOT undone", "before", undone=True)

    def redo(self) -> Step | None:
        """Redo the step that was undone last; None where there is none."""
        return self._turn("SELECT min(step) FROM steps WHERE undone", "after", undone=False)

    def _turn(self, which: str, value: str, *, undone: bool) -> Step | None:
        with self._database.transaction() as connection:
            (step,) = connection.execute(which).fetchone()
            if step is None:
                return None
            connection.execute("UPDATE steps SET undone = ? WHERE step = ?", (undone, step))
            changes = [
                Change(*change)
                for change in connection.execute(
                    f"SELECT row, mark, {value} FROM changes WHERE step = ?", (step,)
                )
            ]
            # The timer may have marked some read meanwhile: those count for nothing.
            changed = [each.row for each in changes if _differs(_value(connection, each), each)]
            _set(connection, ((each.row, each.mark, each.value) for each in changes))
            kind, arguments = connection.execute(
                "SELECT kind, arguments FROM steps WHERE step = ?", (step,)
            ).fetchone()
            touched = changed or [each.row for each in changes]
            found = _step(connection, step, kind, _decoded(arguments), touched)
            return found if changed else replace(found, is_void=True)


def fold_marks(connection: sqlite3.Connection, row: int, into: int) -> None:
    """Give the marks of `row` and their history to the row `into`, in the caller's transaction.

    The marks of both stay, and two notes become one text. Undo and redo still work.
    """
    note = "SELECT value FROM marks WHERE mark = ? AND row = ?"
    notes = [connection.execute(note, (NOTE, each)).fetchone() for each in (into, row)]
    # What was taken apart is one again, and not by a step of the history.
    connection.execute(
        "DELETE FROM changes WHERE mark GLOB ? AND step IN"
        " (SELECT step FROM changes AS other WHERE other.mark GLOB ? AND other.row IN (?, ?))",
        (f"{RECORD}*", f"{RECORD}*", into, row),
    )
    connection.execute("DELETE FROM steps WHERE step NOT IN (SELECT step FROM changes)")
    for table in ("marks", "changes"):
        connection.execute(f"UPDATE OR IGNORE {table} SET row = ? WHERE row = ?", (into, row))
        connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
    if all(notes) and notes[0] != notes[1]:
        both = "\n\n".join(str(text) for (text,) in notes)
        connection.execute(
            "UPDATE marks SET value = ? WHERE (mark, row) = (?, ?)", (both, NOTE, into)
        )
    connection.execute(_SET_LAST_AFTER, {"row": into})
    connection.execute(_CHAIN_BEFORE, {"row": into})


def _step(
    connection: sqlite3.Connection,
    number: int | None,
    kind: str,
    arguments: Arguments,
    changed: Iterable[int],
) -> Step:
    touched = tuple(dict.fromkeys(changed))
    title = None
    if len(touched) == 1:
        found = connection.execute("SELECT title FROM papers WHERE row = ?", touched).fetchone()
        title = found[0] if found else None
    return Step(str(kind), arguments, touched, title, number or 0)


def _decoded(arguments: object) -> Arguments:
    """The arguments of a step; none where a restored file holds something else."""
    return cast(Arguments, values.parsed_object(arguments))


def _value(connection: sqlite3.Connection, change: Change) -> Value | None:
    if change.mark.startswith(RECORD):
        return records.joined(connection, int(change.mark.removeprefix(RECORD)), change.row)
    found = connection.execute(
        "SELECT value FROM marks WHERE mark = ? AND row = ?", (change.mark, change.row)
    ).fetchone()
    return found[0] if found else None


def _differs(before: Value | None, change: Change) -> bool:
    """Whether `change` makes a difference; a moment is kept, so that a read paper stays read."""
    return before != change.value and not (isinstance(before, int) and change.value is not None)


def _set(connection: sqlite3.Connection, changes: Iterable[tuple[int, str, Value | None]]) -> None:
    removed, set_ = [], []
    moved: dict[int, tuple[int, str]] = {}
    rows_of_records = set()
    for row, mark, value in changes:
        if mark.startswith(RECORD):
            number = mark.removeprefix(RECORD)
            if not (number.isascii() and number.isdigit()):
                continue  # no record has such a number
            rows_of_records.add(row)
            if value is not None:
                moved[int(number)] = (row, str(value))
        elif value is None:
            removed.append((mark, row))
        else:
            set_.append((mark, row, value))
    connection.executemany("DELETE FROM marks WHERE mark = ? AND row = ?", removed)
    connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", set_)
    if rows_of_records:
        from search.store.rows import rows  # few changes move records

        records.move(connection, moved, rows_of_records)
        rows.rebuild(connection, rows_of_records)
