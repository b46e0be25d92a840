"""The commands about whole papers: read, fetch, references, cache."""

import argparse
from pathlib import Path

import search
from search import Cached, Document, Library, LibraryError, UnknownPaperError
from tui.cli import console, targets
from tui.cli.json_output import fulltext as json_output
from tui.cli.progress_line import ProgressLine
from tui.cli.text_output import fulltext as text_output
from tui.cli.text_output import lines


def read(args: argparse.Namespace) -> int:
    """Print a whole paper or one section of it."""
    console.check_out(args.output)
    with console.library() as library, console.progress() as progress:
        document = _document(library, args.paper, progress)
    form = "json" if args.json else args.format
    with console.out(args.output) as stream:
        search.write_fulltext(document, form, stream, section=args.section)
    return 0


def _document(library: Library, name: str, progress: ProgressLine) -> Document:
    """The paper with an id, or in a file; a name that can be both is an id that is known."""
    try:
        row = library.row(name)
    except UnknownPaperError:
        if name == "-" or Path(name).exists():
            return library.fulltexts.read_file(name)
        if search.is_id(name):
            raise
        raise LibraryError(
            f"{name!r} is neither an id nor a file; `broadsheet search` finds ids"
        ) from None
    progress.fetching(name)
    return library.fulltexts.get(row)


def fetch(args: argparse.Namespace) -> int:
    """Fetch full texts into the cache."""
    with console.indexed() as library, console.progress() as progress:
        rows, failures, ignored = targets.rows(library, args.targets)
        if ignored:
            return console.not_understood(ignored)
        done = library.fulltexts.fetch(rows, refresh=args.refresh, progress=progress.fetched)
    if args.json:
        console.print_json(json_output.fetched(done, failures))
    else:
        print(text_output.fetched(done))
    for failure in failures:
        console.complain(failure)
    for missing in done.missing:
        console.complain(f"{missing.id}: {missing.reason}")
    return 1 if failures or done.missing else 0


def references(args: argparse.Namespace) -> int:
    """List what papers cite."""
    with console.indexed() as library:
        rows, failures, ignored = targets.rows(library, args.targets)
        if ignored:
            return console.not_understood(ignored)
        found = library.fulltexts.references(rows)
    works = [
        work
        for work in found.works
        if len(work.by) >= args.least and not (args.missing and work.paper)
    ]
    if args.json:
        console.print_json(json_output.references(found, works))
    elif works or not failures:  # else the complaints say it all
        print(text_output.references(found, works))
    for failure in failures:
        console.complain(failure)
    if found.without:
        console.complain(
            f"{lines.papers(found.without)} without a cached full text; "
            "`broadsheet fetch` fetches them"
        )
    return 1 if failures else 0


def cache(args: argparse.Namespace) -> int:
    """List the full texts in the cache, or remove some."""
    if args.clear is not None:
        return _clear(args)
    with console.library() as library:
        cached: list[Cached] = library.fulltexts.all()
    if args.json:
        console.print_json(json_output.cached(cached))
    else:
        print(text_output.cached(cached))
    return 0


def _clear(args: argparse.Namespace) -> int:
    if args.clear.strip() == "*":  # also what papers left that are no longer in the library
        with console.library() as library:
            removed = library.fulltexts.clear()
    else:
        with console.indexed() as library:
            rows, failures, ignored = targets.rows(library, [args.clear])
            if ignored:
                return console.not_understood(ignored)
            if failures:
                return console.failed(failures[0])
            removed = library.fulltexts.clear(rows)
    if args.json:
        console.print_json(json_output.cleared(removed))
    else:
        print(f"removed {lines.fulltexts(removed)} from the cache")
    return 0
