"""Backups: one zip file with the library as of one moment and the settings.

backup.json beside them describes the file. It holds only the three names below, each once,
compressed by deflate.
"""

import errno
import json
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from search.errors import DamagedError, LibraryError, StoreError
from search.files import scratch
from search.files.atomic_file import atomic_write_private
from search.model.outcomes.commands import BackedUp
from search.paths import Paths
from search.store.backups import sqlite_copy

_ABOUT, _STORE, _SETTINGS = "backup.json", "library.sqlite3", "config.toml"
_CONTENTS = ([_ABOUT, _STORE], [_ABOUT, _SETTINGS, _STORE])  # in the order of the alphabet
_SCRATCH = ".backup-"  # the beginning of the names of temporary folders
_FORMAT = 1
_ABOUT_BYTES = 10_000  # at most
# Text shrinks to a fifth; what shrinks to less than a hundredth is meant to fill a disk.
_DENSEST, _SMALL = 100, 1 << 26
_LEVEL = 1  # a fifth larger than the usual level makes it, in a quarter of the time
_PACKING = zipfile.ZIP_DEFLATED
# What reading any bytes as a zip of JSON and more may raise; a RuntimeError where it is encrypted.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError,
    ValueError, TypeError, LookupError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The contents of a backup: a valid library in a file of its own, and the settings if any."""

    store: Path
    settings: bytes | None


def back_up(paths: Paths, name: str) -> BackedUp:
    """Write a backup to the file `name`, atomically.

    Others may change the library meanwhile. Raises LibraryError where there is no library, where
    `name` is a file that is not a backup, or cannot be written.
    """
    started = time.perf_counter()
    if not paths.store.exists():
        raise LibraryError(f"no library at {paths.store}: nothing to back up")
    file = Path(name)
    if file.is_file() and file.stat().st_size:
        try:
            with _opened(name):
                pass
        except LibraryError as error:
            raise LibraryError(f"{error}; it was not overwritten: choose another file") from error
    papers = pack(paths, name)
    return BackedUp(papers, file.stat().st_size, time.perf_counter() - started)


def pack(paths: Paths, name: str) -> int:
    """Write a backup to the file `name`, also over another file; the number of its papers."""
    settings = None
    if paths.settings.is_file():
        with _readable(str(paths.settings)):
            settings = paths.settings.read_bytes()
    with _copied(paths.store, Path(name)) as store:
        schema, papers = sqlite_copy.counted(store)
        made = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        about = {"broadsheet": _FORMAT, "schema": schema, "made": made, "papers": papers}
        with (
            atomic_write_private(name) as stream,
            # A ZIP has no date before 1980 or after 2107, and a clock may be wrong.
            zipfile.ZipFile(
                stream, "w", _PACKING, compresslevel=_LEVEL, strict_timestamps=False
            ) as packed,
        ):
            packed.writestr(zipfile.ZipInfo(_ABOUT), json.dumps(about, indent=2), _PACKING)
            packed.write(store, _STORE)
            if settings is not None:
                packed.writestr(zipfile.ZipInfo(_SETTINGS), settings, _PACKING)
    return papers


@contextmanager
def unpacked(name: str, beside: Path) -> Iterator[Unpacked]:
    """Unpack the backup `name` into a temporary folder in `beside`, for the block.

    The library is valid and of the newest schema. Raises LibraryError for any other file.
    """
    with _opened(name) as packed, scratch.folder(beside, _SCRATCH) as folder:
        store = folder / _STORE
        with _readable(name):
            _extract(packed, store)
            settings = packed.read(_SETTINGS) if _SETTINGS in packed.namelist() else None
        store.chmod(0o600)
        fault = sqlite_copy.bring_up(store)
        if fault:
            raise LibraryError(f"the library in {name} {fault}")
        yield Unpacked(store, settings)


@contextmanager
def _opened(name: str) -> Iterator[zipfile.ZipFile]:
    """The zip of what looks like a backup. Raises LibraryError for any other file."""
    with _readable(name):
        if not stat.S_ISREG(Path(name).stat().st_mode):  # a pipe or a device may have no end
            raise LibraryError(
                f"{name} is not a regular file; choose a file of `broadsheet backup`"
            )
        packed = zipfile.ZipFile(name)
    with packed:
        with _readable(name):
            _check(packed)
        yield packed


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Raise what reading any file as a backup may raise as LibraryError."""
    try:
        yield
    except (OSError, *_UNREADABLE) as error:
        # EINVAL: an offset in the zip that lies before the file's beginning.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise LibraryError(f"{name} cannot be read: {error.strerror}") from error
        raise LibraryError(f"{name} is not a Broadsheet backup, or is truncated") from error


def _check(packed: zipfile.ZipFile) -> None:
    """Raise one of _UNREADABLE where a zip holds something else than a backup does."""
    members = packed.infolist()
    if any(member.compress_type != _PACKING for member in members):
        raise ValueError("unexpected compression")
    with packed.open(_ABOUT) as stream:
        about = json.loads(stream.read(_ABOUT_BYTES))
    if about["broadsheet"] > _FORMAT:
        raise LibraryError(
            f"{packed.filename} was written by a newer Broadsheet; update Broadsheet"
        )
    if sorted(member.filename for member in members) not in _CONTENTS:
        raise ValueError("unexpected contents")
    if any(member.file_size > max(_SMALL, _DENSEST * member.compress_size) for member in members):
        raise ValueError("suspicious compression ratio")


@contextmanager
def _copied(store: Path, target: Path) -> Iterator[Path]:
    """A copy of the library, beside it or, where there is no room, beside the backup."""
    with ExitStack() as stack:
        try:
            copy = stack.enter_context(scratch.folder(store.parent, _SCRATCH)) / _STORE
            sqlite_copy.take(store, copy)
        except DamagedError:
            raise
        except (StoreError, OSError):
            if not target.parent.is_dir():
                raise
            stack.close()
            copy = stack.enter_context(scratch.folder(target.parent, _SCRATCH)) / _STORE
            sqlite_copy.take(store, copy)
        yield copy


def _extract(packed: zipfile.ZipFile, store: Path) -> None:
    """Write the library of a zip to a file. Raises one of _UNREADABLE where its size is false."""
    left = packed.getinfo(_STORE).file_size
    with packed.open(_STORE) as read, store.open("wb") as written:
        while piece := read.read(1 << 20):
            left -= len(piece)
            if left < 0:
                break
            written.write(piece)
    if left:
        raise ValueError("another size than the directory says")
