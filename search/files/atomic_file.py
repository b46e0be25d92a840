"""Atomic writes: a file is replaced by a complete new one, or stays as it was."""

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from search.errors import LibraryError
from search.files import scratch


@contextmanager
def atomic_write(name: str) -> Iterator[TextIO]:
    """Open a file for text in UTF-8, which replaces `name` when all of it is written.

    Where anything fails before, the old file stays. Raises LibraryError where the folder is
    missing, where `name` is not a plain file, or where it cannot be written.
    """
    with _part_of(name) as part:
        with part.open("w", encoding="utf-8", newline="\n") as stream, scratch.in_use(part):
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if Path(name).exists():
            shutil.copymode(name, part)


@contextmanager
def atomic_write_private(name: str) -> Iterator[BinaryIO]:
    """Open a file for bytes in the same way, readable only by its owner."""
    with (
        _part_of(name) as part,
        os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream,
        scratch.in_use(part),
    ):
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def check_writable(name: str) -> None:
    """Raise LibraryError where `atomic_write` could not write `name`, before there is anything."""
    path = _target(name)
    probe = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        probe.open("wb").close()
    except OSError as error:
        raise _unwritable(name, error) from error
    finally:
        probe.unlink(missing_ok=True)


@contextmanager
def _part_of(name: str) -> Iterator[Path]:
    """A temporary file beside `name`, which it replaces at the end."""
    path = _target(name)
    scratch.remove_left(path.parent.glob(f".{glob.escape(path.name)}.*.part"))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _unwritable(name, error) from error
    finally:
        part.unlink(missing_ok=True)


def _target(name: str) -> Path:
    path = Path(name).resolve()
    if not path.parent.is_dir():
        raise LibraryError(f"no such folder: {path.parent}; create it or choose another file")
    if path.exists() and not path.is_file():
        raise LibraryError(f"{name} is not a regular file; choose another")
    return path


def _unwritable(name: str, error: OSError) -> LibraryError:
    return LibraryError(f"{name} cannot be written: {error.strerror}")
