"""Files that commands write: whole, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from search.errors import LibraryError


@contextmanager
def whole(name: str) -> Iterator[TextIO]:
    """A file for text in UTF-8, which takes the place of `name` once all of it is written.

    Where anything fails before, what was there stays. Raises LibraryError where the folder is
    missing, where no plain file is there, or where it cannot be written.
    """
    with _part_of(name) as part:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if Path(name).exists():
            shutil.copymode(name, part)


@contextmanager
def whole_private(name: str) -> Iterator[BinaryIO]:
    """The same for bytes that nobody but the user may read, whoever could read what was there."""
    with (
        _part_of(name) as part,
        os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream,
    ):
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _part_of(name: str) -> Iterator[Path]:
    """A file to write beside `name`, whose place it takes at the end."""
    path = Path(name).resolve()
    if not path.parent.is_dir():
        raise LibraryError(f"there is no folder {path.parent}: make it, or name another file")
    if path.exists() and not path.is_file():
        raise LibraryError(f"{name} is not a file: name another")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise LibraryError(f"{name} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
