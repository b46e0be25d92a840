"""What every command needs: the library, what it prints, how far it has come."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from search import Library, Paths
from tui import printing


@contextmanager
def library(*, with_starter: bool = True) -> Iterator[Library]:
    """The user's library, closed afterwards."""
    opened = Library(Paths.of_user(), with_starter=with_starter)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def indexed() -> Iterator[Library]:
    """The user's library, every paper of which can be found."""
    with library() as opened:
        with progress() as told:
            opened.update_index(told.indexed)
        yield opened


@contextmanager
def progress() -> Iterator[printing.Progress]:
    """Tells on a terminal how far a long thing has come, and leaves a clean line."""
    told = printing.Progress(sys.stderr)
    try:
        yield told
    finally:
        told.end()


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    print(printing.harmless(json.dumps(document, ensure_ascii=False, indent=2)))


def failed(message: str) -> int:
    """Say why a thing could not be done; the exit status that goes with it."""
    complain(message)
    return 1


def complain(message: str) -> None:
    """Say something on standard error, on one line."""
    print(f"broadsheet: {printing.one_line(message)}", file=sys.stderr)
