"""The SQLite file: how it is opened, migrated and closed."""

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from search.errors import DamagedError, ReplacedError, StoreError
from search.files import scratch
from search.store import migrations
from search.store.connection import FIRST_WAIT_S, WAIT_S, connect, readable_mode
from search.store.rows import renumbering

IDENTITY = "SELECT value FROM memory WHERE key = 'library'"
SCHEMA = len(migrations.ALL)
SYNCHRONOUS = "FULL"  # a power cut takes back nothing


def newer(schema: int) -> str:
    """The error of a library whose schema is newer than this program, as a verb and more."""
    return (
        f"was written by a newer Broadsheet (schema {schema}, supported: {SCHEMA}); "
        "update Broadsheet"
    )


def _ensure_file(path: Path) -> None:
    """Create the file where there is none. Raises OSError, StoreError where it cannot be written.

    Created before SQLite opens it, so that others can never read it; SQLite gives its -wal and
    -shm files the same mode. One that is there is not opened: closing it would drop the locks
    that other connections of this process hold, and the next program to close the library would
    take their log away (SQLite, "How To Corrupt", 2.2).
    """
    if not path.exists():
        if path.is_symlink():  # as to a disk that is not mounted: no empty library in its place
            raise StoreError(f"{path} is a link to {path.readlink()}, where there is no file")
        with contextlib.suppress(FileExistsError):  # another program has just created it
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    elif not path.is_file():  # opening a pipe would wait for ever
        raise StoreError(f"{path} is not a regular file; move it away")
    elif not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))


class Database:
    """One SQLite file, with a connection for each thread that asks.

    Where it can be read and not written, as on a full disk, `read_only` says why, and
    `transaction` raises StoreError. `before_migration` is called with the schema of an older
    library before that is migrated.
    Raises StoreError where the file cannot be opened, is not a library, or is newer than this
    program. Its connections raise it where the disk is full or the file is damaged.
    """

    def __init__(
        self, path: Path, *, before_migration: Callable[[int], object] = lambda _: None
    ) -> None:
        self.path = path
        self.read_only: str | None = None
        self._mode, self._wait_s = "rwc", FIRST_WAIT_S
        self._before_migration = before_migration
        self._threads = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._expected: tuple[str, tuple[int, int]] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _ensure_file(path)
        except OSError as error:
            self._read_only(
                error.strerror or str(error),
                StoreError(
                    f"cannot open the library {path}: {error}; check the folder's permissions"
                ),
            )
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit; use `transaction` to write."""
        found: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self.connect()
            (version,) = found.execute("PRAGMA user_version").fetchone()
            if not self.read_only and version <= SCHEMA:  # a newer file stays as it is
                found.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
                found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA cache_size = -16000")
            self._threads.connection = found
        return found

    def connect(self) -> sqlite3.Connection:
        """A connection of one's own, in autocommit; `close` closes it, if nobody did before."""
        connection = connect(self.path, self._mode, self._wait_s)
        self._opened.append(connection)
        return connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Takes the write lock at once: a wait is possible, a deadlock is not."""
        if self.read_only:
            raise StoreError(self.read_only)
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._ensure_expected()
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite itself rolls back where a disk is full
                connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def unsynced(self, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
        """The connection, for what a power cut may take back: no slow disk is waited for.

        `wait_s` is how long to wait for another program that writes, in seconds. Inside of a
        transaction it is synced with that.
        """
        connection = self.connection
        alone = not (connection.in_transaction or self.read_only)
        if alone:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA busy_timeout = {wait_s * 1000:.0f}")
        try:
            yield connection
        finally:
            if alone:
                connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
                connection.execute(f"PRAGMA busy_timeout = {self._wait_s * 1000:.0f}")

    @property
    def identity(self) -> str:
        """A random name of this library; everything derived from the store bears it."""
        (found,) = self.connection.execute(IDENTITY).fetchone()
        return str(found)

    def expect(self, identity: str) -> None:
        """Make `transaction` raise ReplacedError where the file no longer holds this library.

        For callers that stay: in another library their row numbers mean other papers, and what is
        written into a file that was moved away is lost. Raises ReplacedError.
        """
        self._expected = (identity, self._file())

    def close(self) -> None:
        """Close every connection. No thread may be at work."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._threads = threading.local()

    def ensure_in_place(self) -> None:
        """Raise ReplacedError where the file of the expected library was moved away."""
        if self._expected is not None and self._expected[1] != self._file():
            raise ReplacedError

    def _ensure_expected(self) -> None:
        self.ensure_in_place()
        if self._expected is not None and self._expected[0] != self.identity:
            raise ReplacedError

    def _file(self) -> tuple[int, int]:
        try:
            state = self.path.stat()
        except OSError as error:
            raise ReplacedError from error
        return state.st_dev, state.st_ino

    def _open(self) -> None:
        """Make the file the newest schema, or find out how it can be read at least."""
        try:
            self._migrate_when_free()
        except DamagedError:
            raise
        except StoreError as error:
            if self.read_only or self._is_newer():
                raise
            self._read_only(str(error.__cause__ or error), error)
            self._migrate()
        if not self.read_only:
            with contextlib.suppress(DamagedError):  # what can be read still is
                self._renumber()

    def _migrate_when_free(self) -> None:
        """Migrate; where others hold the file for long, wait for them, if it is locks that do."""
        try:
            self._migrate()
        except StoreError as error:
            code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
            if code != sqlite3.SQLITE_BUSY or not scratch.locks_work(self.path.parent):
                raise
            self.close()
            self._wait_s = WAIT_S
            self._migrate()
        self._wait_s = WAIT_S
        for connection in self._opened:
            connection.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000:.0f}")

    def _read_only(self, reason: str, failure: StoreError) -> None:
        """Read the file without writing to it or beside it. Raises `failure` where that fails."""
        self.close()
        mode = readable_mode(self.path)
        if mode is None:
            raise failure
        self._mode = mode
        self.read_only = (
            f"the library is read-only ({reason}): nothing can be changed; check free space and "
            "permissions (`broadsheet paths` shows the file)"
        )

    def _is_newer(self) -> bool:
        with contextlib.suppress(StoreError):
            return self._version() > SCHEMA
        return False

    def _migrate(self) -> None:
        version = self._version()
        if version == SCHEMA:
            return
        if 0 < version < SCHEMA and not self.read_only:
            self._before_migration(version)
        with self.transaction() as connection:
            version = self._version()  # another program may have migrated it meanwhile
            if version > SCHEMA:
                raise StoreError(f"the library {self.path} {newer(version)}")
            for migrate in migrations.ALL[version:]:
                migrate(connection)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def _renumber(self) -> None:
        if renumbering.needed(self.connection):
            with self.transaction() as connection:
                if renumbering.needed(connection):  # another program may have done it meanwhile
                    renumbering.renumber(connection)

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])
