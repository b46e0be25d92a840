"""Automatic backups: one a day of use, and one before each restore and each migration.

They are files of `broadsheet backup`, in the folder `backups` beside the library. Of each kind the
newest seven are kept, and of all together no more than fits in a gigabyte.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from search.errors import LibraryError
from search.files import scratch
from search.paths import Paths

KEPT = 7  # of each kind
LARGEST = 1 << 30  # bytes of a library, and of all its automatic backups
_DAILY, _RESTORE = "daily", "before-restore"


@dataclass(frozen=True, slots=True)
class Automatic:
    """An automatic backup: its file, when it was made (seconds since 1970), and its bytes."""

    file: Path
    created: float
    bytes: int


def daily(paths: Paths, largest: int = LARGEST) -> Path | None:
    """Back up today's library, once a day; None where that is done, or there is nothing to keep.

    A library of more than `largest` bytes is left to other times or tools.
    Raises LibraryError, OSError.
    """
    file = paths.backups / f"{_DAILY}-{date.today()}.zip"
    if file.exists() or not 0 < paths.store.stat().st_size <= largest:
        return None
    _back_up(paths, file)
    _prune(paths.backups, _DAILY)
    return file


def before_restore(paths: Paths, reserved: Callable[[Path], None]) -> Path:
    """Back up a library that is about to be replaced; `reserved` hears of the file before."""
    return _stamped(paths, _RESTORE, reserved)


def before_migration(paths: Paths, schema: int) -> Path | None:
    """Back up a library of another schema that is about to be migrated.

    None where it is too large for an automatic backup.
    """
    if paths.store.stat().st_size > LARGEST:
        return None
    return _stamped(paths, f"before-schema-{schema}", lambda _: None)


def kept(paths: Paths) -> list[Automatic]:
    """The automatic backups that there are, the newest first."""
    found = [
        Automatic(file, file.stat().st_mtime, file.stat().st_size)
        for file in paths.backups.glob("*.zip")
        if file.is_file() and file.stat().st_size
    ]
    return sorted(found, key=lambda each: each.created, reverse=True)


def _stamped(paths: Paths, kind: str, reserved: Callable[[Path], None]) -> Path:
    paths.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = reserve(paths.backups, kind, ".zip")
    reserved(file)
    try:
        _back_up(paths, file)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    _prune(paths.backups, kind)
    return file


def reserve(folder: Path, what: str, suffix: str) -> Path:
    """A new empty file in `folder`, with the date and time in its name. Raises OSError."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        file = folder / f"{what}-{datetime.now():%Y-%m-%d-%H%M%S}{again}{suffix}"
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            return file
    raise AssertionError("there is always another number")


def _back_up(paths: Paths, file: Path) -> None:
    """Write a backup and open it, as a restore would."""
    from search.store.backups import backup  # most runs find that today's is there

    paths.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    _remove_left(paths.backups, file)
    backup.pack(paths, str(file))
    try:
        with backup.unpacked(str(file), paths.backups):
            pass
    except LibraryError:
        file.unlink()
        raise


def _remove_left(folder: Path, file: Path) -> None:
    """Remove what a killed backup left: its part, and the empty file that kept its name."""
    scratch.remove_left(folder.glob(".*.zip.*.part"))
    with suppress(OSError):
        for other in set(folder.glob("*.zip")) - {file}:
            is_written = any(folder.glob(f".{other.name}.*.part"))
            if not other.stat().st_size and not is_written:
                scratch.remove_left(iter((other,)))


def _prune(folder: Path, kind: str) -> None:
    """Remove the oldest of one kind past the seventh, and of all what is too much together."""
    with suppress(OSError):
        of_kind = sorted(folder.glob(f"{kind}-*.zip"), key=lambda file: file.stat().st_mtime)
        for file in of_kind[:-KEPT]:
            file.unlink()
        everything = sorted(folder.glob("*.zip"), key=lambda file: file.stat().st_mtime)
        room = LARGEST
        for place, file in enumerate(reversed(everything)):
            room -= file.stat().st_size
            if room < 0 and place:
                file.unlink()
