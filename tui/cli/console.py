"""What every command needs: the library, standard output and error, progress."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from search import Cancelled, LibraryError, StoreError
from tui.cli.progress_line import ProgressLine
from tui.cli.text_output.lines import one_line

if TYPE_CHECKING:
    from search import Library


# Beyond what JSON itself escapes: C1, what turns the direction of writing, halves of characters.
_CONTROL = r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_QUICKLY = 100 * 2**20  # bytes of a library that is backed up in a second or two


@contextmanager
def library(*, with_starter: bool = True) -> Iterator[Library]:
    """The user's library, closed afterwards."""
    from search import Library, Paths  # which not every command needs

    opened = Library(Paths.of_user(), with_starter=with_starter)
    try:
        if opened.read_only:
            complain(opened.read_only)
        yield opened
        if opened.index_fault:
            complain(opened.index_fault)
        opened.back_up_daily(_QUICKLY)
    finally:
        for sentence in opened.repairs():
            complain(sentence)
        opened.close()


@contextmanager
def indexed() -> Iterator[Library]:
    """The user's library, every paper of which can be found."""
    with library() as opened:
        update_index(opened)
        yield opened


def update_index(opened: Library) -> None:
    """Index what the library's index lacks; complain where that cannot be done."""
    try:
        with progress() as line:
            opened.update_index(line.indexed)
    except (Cancelled, StoreError):
        raise
    except LibraryError as error:
        complain(str(error))  # what needs no index works, and so does the index as it was


@contextmanager
def progress() -> Iterator[ProgressLine]:
    """Progress on a terminal, which leaves a clean line."""
    line = ProgressLine(sys.stderr)
    try:
        yield line
    finally:
        line.end()


def check_out(name: str | None) -> None:
    """Raise LibraryError where `out` could not write the file `name`, before any work is done."""
    if name:
        from search import check_output_file

        check_output_file(name)


@contextmanager
def out(name: str | None) -> Iterator[TextIO]:
    """The file `name` as by `output_file`, or standard output where none is named; both in UTF-8.

    Raises LibraryError as that does, and where standard output is closed.
    """
    if name:
        from search import output_file

        with output_file(name) as stream:
            yield stream
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as a file is, whatever a terminal speaks
        yield sys.stdout
    else:
        raise LibraryError("standard output is closed: name a file with -o")


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    print(_harmless(json.dumps(document, ensure_ascii=False, indent=2)))


def _harmless(document: str) -> str:
    """A JSON document with control characters as JSON's escapes; it means the same."""
    return re.sub(_CONTROL, lambda found: f"\\u{ord(found[0]):04x}", document)


def failed(message: str) -> int:
    """Say why a thing could not be done; the exit status that goes with it."""
    complain(message)
    return 1


def misused(message: str) -> int:
    """Say what is wrong with the command; the exit status that goes with it."""
    complain(message)
    return 2


def not_understood(ignored: Iterable[str]) -> int:
    """Say which pieces of a query are invalid; the exit status that goes with it."""
    for piece in ignored:
        complain(f"not understood: {piece}")
    return 2


def complain(message: str) -> None:
    """Say something on standard error, on one line."""
    print(f"broadsheet: {one_line(message)}", file=sys.stderr)
