"""Restoring a backup: all of it or nothing, and the replaced library is kept."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from search.errors import DamagedError, LibraryError
from search.files.atomic_file import atomic_write_private
from search.model.outcomes.commands import Restored
from search.paths import Paths
from search.store.backups import automatic, sqlite_copy
from search.store.backups.backup import Unpacked, unpacked


def restore(paths: Paths, name: str) -> Restored:
    """Replace the library of `paths` by that in the backup `name`.

    Programs that have the library open continue with what was restored. The index is built by the
    next search. Raises LibraryError where `name` is not a backup or cannot be restored; nothing is
    changed then.
    """
    started = time.perf_counter()
    with unpacked(name, paths.data) as backup:
        from search.index import discard  # a third of a second to import, not needed for an error

        _, papers = sqlite_copy.counted(backup.store)
        exchange = _Exchange(paths, backup)
        try:
            exchange.run()
        except Exception:  # not KeyboardInterrupt, which may come when all is done
            exchange.revert()
            raise
    # An updated index would still count the words of the papers that were replaced.
    with suppress(OSError):
        discard(paths.index)
    took_s = time.perf_counter() - started
    return Restored(papers, exchange.kept, exchange.settings, took_s)


class _Exchange:
    """The exchange of a library for that of a backup; see Restored."""

    def __init__(self, paths: Paths, backup: Unpacked) -> None:
        self.kept: Path | None = None
        self.settings: str | None = None
        self._paths = paths
        self._backup = backup
        self._created: list[Path] = []

    def run(self) -> None:
        """Restore. Raises LibraryError, OSError; call `revert` then."""
        store = self._paths.store
        try:
            sqlite_copy.restore_into(store, self._backup.store, self._prepare)
        except DamagedError:
            self.revert()
            self._prepare(held_something=False)
            self.kept = automatic.reserve(self._paths.data, "damaged", store.suffix)
            self._created.append(self.kept)
            for side in ("", "-wal"):  # and the changes that SQLite had not written into it yet
                file = store.with_name(f"{store.name}{side}")
                if file.exists():
                    copy = self.kept.with_name(f"{self.kept.name}{side}")
                    self._created.append(copy)
                    shutil.copy(file, copy)
            sqlite_copy.overwrite(store, self._backup.store)

    def revert(self) -> None:
        """Remove every file that was created so far."""
        for file in self._created:
            file.unlink(missing_ok=True)
        self._created.clear()
        with suppress(OSError):  # it is not empty, or not there
            self._paths.backups.rmdir()

    def _prepare(self, held_something: bool) -> None:
        """Before the library changes: back up what it holds, and restore the settings."""
        if held_something:
            self.kept = automatic.before_restore(self._paths, self._created.append)
        self.settings = _restore_settings(self._paths.settings, self._backup.settings)
        if self.settings == "restored":
            self._created.append(self._paths.settings)


def _restore_settings(settings: Path, backed_up: bytes | None) -> str | None:
    """Write the settings of a backup, unless there are others; see Restored.settings."""
    if backed_up is None:
        return None
    if os.path.lexists(settings):  # also a broken link
        return None if settings.is_file() and settings.read_bytes() == backed_up else "left"
    try:
        settings.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise LibraryError(f"{settings} cannot be written: {error.strerror}") from error
    with atomic_write_private(str(settings)) as stream:
        stream.write(backed_up)
    return "restored"
