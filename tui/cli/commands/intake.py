"""The commands that bring papers in and take the starter papers out: import, add, sync,
starter."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from search import FeedState, load_config
from tui.appearance import wording
from tui.cli import console
from tui.cli.json_output import intake as json_output
from tui.cli.text_output import intake as text_output

if TYPE_CHECKING:
    from search import Library


@contextmanager
def _library() -> Iterator[Library]:
    """The user's library, into which papers come: whoever brings some needs no starter ones."""
    with console.library(with_starter=False) as library:
        before = library.starter.left()
        yield library
        left = library.starter.left()
        if left and left != before:
            console.complain(wording.starter_left(*left))


def import_(args: argparse.Namespace) -> int:
    """Read files into the library."""
    with _library() as library, console.progress() as progress:
        imported = library.import_files(
            args.paths, format=args.format, progress=progress.read, indexing=progress.indexed
        )
    if args.json:
        console.print_json(json_output.imported(imported))
    elif imported.papers or not imported.unread:  # else the complaints say it all
        print(text_output.imported(imported))
    for piece in imported.skipped:
        console.complain(text_output.skipped(piece))
    return 1 if imported.unread else 0


def add(args: argparse.Namespace) -> int:
    """Fetch papers by id or address."""
    with _library() as library, console.progress() as progress:
        progress.fetching(", ".join(args.names))
        added = library.add_by_id(args.names, indexing=progress.indexed)
    if args.json:
        console.print_json(json_output.imported(added))
    elif added.papers:
        print(text_output.imported(added))
    for piece in added.skipped:
        console.complain(text_output.skipped(piece))
    return 1 if added.skipped else 0


def sync(args: argparse.Namespace) -> int:
    """Fetch the live feeds, or list them."""
    with _library() as library, console.progress() as progress:
        for problem in load_config(library.paths.settings).problems:
            console.complain(problem)
        if args.list:
            return _feeds(args, library.feeds())
        synced = library.sync(
            args.feeds, since=args.since, progress=progress.synced, indexing=progress.indexed
        )
    if args.json:
        console.print_json(json_output.synced(synced))
    elif table := text_output.synced(synced):  # else the complaints say it all
        print(table)
    for piece in synced.skipped:
        console.complain(text_output.skipped(piece))
    for feed in synced.feeds:
        if feed.gone:
            console.complain(text_output.gone(feed))
    failed = [feed for feed in synced.feeds if feed.error]
    for feed in failed:
        last = f"; {text_output.last_synced(feed.synced)}" if feed.what else ""
        missing = f"; missing {text_output.lists(feed.missing)}" if feed.missing else ""
        console.complain(f"{feed.name}: {feed.error}{last}{missing}")
    return 1 if failed else 0


def _feeds(args: argparse.Namespace, feeds: Sequence[FeedState]) -> int:
    if args.json:
        console.print_json(json_output.feeds(feeds))
    else:
        print(text_output.feeds(feeds))
    return 0


def starter(args: argparse.Namespace) -> int:
    """Remove the starter papers."""
    with console.library(with_starter=False) as library:
        removed, kept = library.starter.remove()
    if args.json:
        console.print_json(json_output.starter(removed, kept))
    else:
        print(text_output.starter_removed(removed, kept))
    return 0
