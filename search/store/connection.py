"""Connections to a SQLite file: its errors as ours, and its texts safe to show."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from search.errors import DamagedError, StoreError
from search.store import values

if TYPE_CHECKING:
    from sqlite3 import _Parameters

WAIT_S = 30.0
FIRST_WAIT_S = 1.0  # then it is asked whether there are locks at all
_ROWS = 100  # read at once
_BUGS = (sqlite3.ProgrammingError, sqlite3.IntegrityError)  # of this program, not of a file
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class _Cursor(sqlite3.Cursor):
    """A cursor that raises SQLite's errors as StoreError, also in the middle of reading."""

    def execute(self, sql: str, parameters: "_Parameters" = (), /) -> Self:
        with translate_errors():
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: "Iterable[_Parameters]", /) -> Self:
        with translate_errors():
            return super().executemany(sql, parameters)

    def fetchone(self) -> Any:
        with translate_errors():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with translate_errors():
            return super().fetchall()

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        with translate_errors():
            return super().fetchmany(size)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]  # the cursor itself in typeshed
        while rows := self.fetchmany(_ROWS):
            yield from rows


class _Connection(sqlite3.Connection):
    """A connection that reads and writes by such cursors."""

    def execute(self, sql: str, parameters: "_Parameters" = (), /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: "Iterable[_Parameters]", /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).executemany(sql, parameters)


class translate_errors:  # noqa: N801  a context manager; of a class, as it is in every statement
    """Raise SQLite's errors in this block as StoreError, or DamagedError."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnicodeEncodeError):
            raise StoreError("text that is not UTF-8 was given; type it again") from error
        if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, _BUGS):
            return
        reason = str(error).partition("\n")[0]  # the rest may be a whole text
        # The lowest byte is the kind; there is no code where Python itself cannot decode a text.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED:
            raise DamagedError(
                f"the library is damaged ({reason}): `broadsheet recover` saves what can be read; "
                "`broadsheet doctor` names the newest backup"
            ) from error
        raise StoreError(
            f"the library cannot be used ({reason}): check free space and permissions "
            "(`broadsheet paths` shows the file)"
        ) from error


def connect(path: Path, mode: str = "rwc", wait_s: float = WAIT_S) -> sqlite3.Connection:
    """A connection in autocommit that raises StoreError; its texts are safe to show.

    `mode` is SQLite's, "ro" with "&immutable=1" behind it for a file that nobody writes.
    `wait_s` is how long to wait for the locks of others, in seconds.
    """
    with translate_errors():
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=wait_s,
            isolation_level=None,
            check_same_thread=False,  # used by one thread at a time, and closed by another
            factory=_Connection,
        )
    connection.text_factory = values.decoded
    return connection


def readable_mode(path: Path) -> str | None:
    """The mode in which a library can be read that cannot be written; None where there is none."""
    log = path.with_name(f"{path.name}-wal")
    modes = ["ro"]
    with contextlib.suppress(OSError):
        if not log.exists() or not log.stat().st_size:
            modes.append("ro&immutable=1")  # no other program has changed it since it was closed
    for mode in modes:
        with (
            contextlib.suppress(StoreError),
            contextlib.closing(connect(path, mode, FIRST_WAIT_S)) as found,
        ):
            if found.execute("PRAGMA user_version").fetchone()[0]:
                return mode
    return None
