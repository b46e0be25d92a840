"""The files that paths name: files, folders with all that is in them, and standard input."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from search.errors import SourceError

Opener = Callable[[], BinaryIO]


def files(paths: Iterable[str]) -> Iterator[tuple[str, Opener]]:
    """Each file's name with what opens it; "-" is standard input.

    Folders are walked in the order of their names, hidden files left out. The opener raises
    SourceError where the file cannot be read, so that one of them does not stop the others.
    """
    for path in paths:
        if path == "-":
            yield "standard input", _standard_input
        elif Path(path).is_dir():
            yield from _inside(path)
        else:
            yield path, _opener(path)


def _inside(folder: str) -> Iterator[tuple[str, Opener]]:
    unread: list[OSError] = []
    empty = True
    for here, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(here, name) for name in sorted(names) if not name.startswith(".")):
            if path.is_file() or path.is_symlink():  # no pipes and devices: they may never end
                empty = False
                yield str(path), _opener(str(path))
    for error in unread:
        yield str(error.filename), _opener(str(error.filename))
    if empty and not unread:
        yield folder, _refusal(f"no files in {folder}; choose a file or another folder")


def _opener(path: str) -> Opener:
    def opener() -> BinaryIO:
        try:
            return Path(path).open("rb")
        except FileNotFoundError:
            raise SourceError(f"no such file: {path}; check the name") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise SourceError(f"{path} cannot be opened ({why}); check its permissions") from error

    return opener


def _refusal(message: str) -> Opener:
    def opener() -> BinaryIO:
        raise SourceError(message)

    return opener


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer
