"""Files that commands write: whole, or not at all."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from search import LibraryError


@contextmanager
def whole(name: str) -> Iterator[TextIO]:
    """A file for text in UTF-8, which takes the place of `name` once all of it is written.

    Where anything fails before, what was there stays. Raises LibraryError where the folder is
    missing, where no plain file is there, or where it cannot be written.
    """
    path = Path(name).resolve()
    if not path.parent.is_dir():
        raise LibraryError(f"there is no folder {path.parent}: make it, or name another file")
    if path.exists() and not path.is_file():
        raise LibraryError(f"{name} is not a file: name another")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        raise LibraryError(f"{name} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened(name: str | None) -> Iterator[TextIO]:
    """The file `name` as by `whole`, or standard output where none is named; both in UTF-8.

    Raises LibraryError as `whole` does, and where standard output is closed.
    """
    if name:
        with whole(name) as stream:
            yield stream
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as a file is, whatever a terminal speaks
        yield sys.stdout
    else:
        raise LibraryError("standard output is closed: name a file with -o")
