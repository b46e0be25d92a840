"""Recovering a damaged library: it is kept, and what can be read of it goes into a new one."""

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from search.errors import LibraryError
from search.files import scratch
from search.model.outcomes.commands import Recovered
from search.paths import Paths
from search.store.backups import automatic, recovery, sqlite_copy

_SIDES = ("", "-wal")  # with the changes that SQLite had not written into the file yet


def recover(paths: Paths) -> Recovered:
    """Replace the damaged library of `paths` by what can be read of it.

    The damaged file is kept beside it. Raises LibraryError where the library is intact, or nothing
    of it can be read; nothing is changed then.
    """
    started = time.perf_counter()
    store = paths.store
    if not store.is_file():
        raise LibraryError(f"no library at {store}: nothing to recover")
    with scratch.folder(paths.data, ".recover-") as folder:
        copy, new = folder / "damaged.sqlite3", folder / "new.sqlite3"
        _copy(store, copy)
        if not _is_damaged(copy):
            raise LibraryError("the library is intact: nothing to recover")
        _copy(store, copy)  # what looked for the damage may have changed it
        try:
            recovery.recover(copy, new)
        except LibraryError as error:
            raise LibraryError(f"{error}{_advice(paths)}") from error
        _, papers = sqlite_copy.counted(new)
        kept = automatic.reserve(paths.data, "damaged", store.suffix)
        _copy(store, kept)
        sqlite_copy.overwrite(store, new)
    from search.index import discard  # a third of a second to import, not needed for an error

    with suppress(OSError):
        discard(paths.index)
    newest = next(iter(automatic.kept(paths)), None)
    took_s = time.perf_counter() - started
    return Recovered(papers, kept, newest.file if newest else None, took_s)


def _copy(store: Path, target: Path) -> None:
    for side in _SIDES:
        file = store.with_name(f"{store.name}{side}")
        if file.exists():
            copy = target.with_name(f"{target.name}{side}")
            shutil.copyfile(file, copy)
            copy.chmod(0o600)


def _is_damaged(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return sqlite_copy.damage(connection) is not None


def _advice(paths: Paths) -> str:
    """How to restore the newest automatic backup, if there is one."""
    newest = next(iter(automatic.kept(paths)), None)
    return f"; `broadsheet restore {newest.file}` restores the newest backup" if newest else ""
