"""Where text is written to: a whole new file, or what stands open already."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from search.errors import LibraryError
from search.files.atomic_file import atomic_write, check_writable

_OPEN = re.compile(r"/(?:dev|proc/(?:self|thread-self))/(?:fd/(\d+)|std(out|err))", re.ASCII)


@contextmanager
def output_file(name: str) -> Iterator[TextIO]:
    """Open `name` for text in UTF-8: a file as by `atomic_write`, and a device or a pipe as it is.

    /dev/stdout and its like are the program's own open files: what others wrote there stays.
    Raises LibraryError.
    """
    opened = _opened(name)
    if opened is None:
        with atomic_write(name) as stream:
            yield stream
        return
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise LibraryError(f"{name} cannot be written: {error.strerror}") from error


def check_output_file(name: str) -> None:
    """Raise LibraryError where `output_file` could not write `name`, before there is any text.

    A device or a pipe is left alone: opening it may wait, or change something.
    """
    if not (_OPEN.fullmatch(name) or _is_passed_on(Path(name))):
        check_writable(name)


def is_replaced(name: str) -> bool:
    """Whether `output_file` would replace a file that is there."""
    return not _OPEN.fullmatch(name) and Path(name).is_file()


def _is_passed_on(path: Path) -> bool:
    """Whether what is written there goes on to something else."""
    return path.is_char_device() or path.is_block_device() or path.is_fifo()


def _opened(name: str) -> int | None:
    """A descriptor of what is written into as it is; None for a file."""
    path = Path(name)
    try:
        if found := _OPEN.fullmatch(name):
            return os.dup(int(found[1]) if found[1] else 1 if found[2] == "out" else 2)
        if _is_passed_on(path):
            return os.open(path, os.O_WRONLY)
    except OSError as error:
        raise LibraryError(f"{name} cannot be written: {error.strerror}") from error
    return None
