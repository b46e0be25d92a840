"""Bringing a backup back: all of it or nothing, and what was there before is kept."""

import os
import shutil
import time
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from search.errors import DamagedError, LibraryError
from search.model.outcomes import Restored
from search.paths import Paths
from search.store import sqlite_copy
from search.store.atomic_file import atomic_write_private
from search.store.backup import Unpacked, pack, unpacked


def restore(paths: Paths, name: str) -> Restored:
    """Put what is in the backup `name` in the place of what `paths` hold.

    Programs that have the library open go on with what was restored. The index is left to
    whoever searches next. Raises LibraryError where `name` is no backup, or it cannot be brought
    back; nothing is changed then.
    """
    started = time.perf_counter()
    with unpacked(name, paths.data) as backup:
        from search.index import set_aside  # a third of a second that no refusal need wait for

        papers = sqlite_copy.count(backup.store)
        exchange = _Exchange(paths, backup)
        try:
            exchange.make()
        except Exception:  # but no interrupt, which may come when all is done already
            exchange.take_back()
            raise
    # It would be brought up to date, but go on counting the words of the papers that went.
    with suppress(OSError):
        set_aside(paths.index)
    took_s = time.perf_counter() - started
    return Restored(papers, exchange.kept, exchange.settings, took_s)


class _Exchange:
    """What comes out of a backup for what was there; see Restored."""

    def __init__(self, paths: Paths, backup: Unpacked) -> None:
        self.kept: Path | None = None
        self.settings: str | None = None
        self._paths = paths
        self._backup = backup
        self._made: list[Path] = []

    def make(self) -> None:
        """Do it. Raises LibraryError, OSError; `take_back` is due then."""
        store = self._paths.store
        try:
            sqlite_copy.put_back(store, self._backup.store, self._prepare)
        except DamagedError:
            self.take_back()
            self._prepare(held_something=False)
            self.kept = self._reserved("damaged", store.suffix)
            for side in ("", "-wal"):  # and the changes that SQLite had not written into it yet
                file = store.with_name(f"{store.name}{side}")
                if file.exists():
                    copy = self.kept.with_name(f"{self.kept.name}{side}")
                    self._made.append(copy)
                    shutil.copy(file, copy)
            sqlite_copy.put_over(store, self._backup.store)

    def take_back(self) -> None:
        """Take every file away that was made until now."""
        for file in self._made:
            file.unlink(missing_ok=True)
        self._made.clear()

    def _prepare(self, held_something: bool) -> None:
        """Before the library changes: keep what it holds, and put the settings back."""
        if held_something:
            self.kept = self._reserved("before-restore", ".zip")
            pack(self._paths, str(self.kept))
        self.settings = _put_back(self._paths.settings, self._backup.settings)
        if self.settings == "restored":
            self._made.append(self._paths.settings)

    def _reserved(self, what: str, suffix: str) -> Path:
        """An empty file with the day and the time in its name, which no other file had."""
        for number in count(1):
            again = f"-{number}" if number > 1 else ""
            name = f"{what}-{datetime.now():%Y-%m-%d-%H%M%S}{again}{suffix}"
            file = self._paths.data / name
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                self._made.append(file)
                return file
        raise AssertionError("there is always another number")


def _put_back(settings: Path, backed_up: bytes | None) -> str | None:
    """Write the settings of a backup, unless there are others; what Restored says of it."""
    if backed_up is None:
        return None
    if os.path.lexists(settings):  # a link, too, that leads nowhere today
        return None if settings.is_file() and settings.read_bytes() == backed_up else "left"
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{settings} cannot be written: {error.strerror}") from error
    with atomic_write_private(str(settings)) as stream:
        stream.write(backed_up)
    return "restored"
