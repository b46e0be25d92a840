"""The `broadsheet` command. The app, Whoosh and numpy are imported only where they are used."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

from search import (
    EXPORT_FORMATS,
    IMPORT_FORMATS,
    FeedState,
    FeedSynced,
    Imported,
    Library,
    LibraryError,
    Marking,
    Paths,
    Step,
    Synced,
    UnknownPaperError,
    as_json,
    first_day,
    load_config,
)  # fmt: skip
from tui import outfile, printing

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 could not be done, 2 the command was wrong."""
    args = _parser().parse_args(arguments)
    run: Run = args.run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none where it was closed for us
            stream.reconfigure(errors="replace")
    try:
        status = run(args)
        print(end="", flush=True)  # so that what cannot be written is told here
    except LibraryError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        _failed("stopped; what was done until now is kept")
        return 130
    except OSError as error:
        # What is still to be written would fail, and be complained about, at Python's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 1  # whoever read our output has seen enough
        return _failed(f"{error.filename or 'the output'} cannot be written: {error.strerror}")
    return status


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON document")
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        description="A terminal reader for research papers. Without a command it opens the reader.",
    )
    parser.add_argument("--version", action="version", version=printing.version())
    parser.add_argument(
        "--view", help="start there: all, unread, bookmarks, code, new, today or a saved one"
    )
    parser.add_argument("--query", help="start with this search")
    parser.set_defaults(run=_read)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Run, told: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=told, description=told, parents=[common])
        command.set_defaults(run=run)
        return command

    reading = add("import", _import, "Read files or folders of papers into the library.")
    reading.add_argument("paths", nargs="+", metavar="PATH", help='a file, a folder, or "-"')
    reading.add_argument(
        "--format", choices=IMPORT_FORMATS, help="the files' format, where it is not recognised"
    )
    syncing = add("sync", _sync, "Fetch the live feeds of the settings, or those named.")
    syncing.add_argument("feeds", nargs="*", metavar="FEED")
    syncing.add_argument(
        "--since", type=_since, metavar="DATE", help="catch up on what was missed: 2026-09-01, 7d"
    )
    syncing.add_argument("--list", action="store_true", help="the feeds, and their last syncs")
    searching = add("search", _search, "Search the library.")
    searching.add_argument("query", metavar="QUERY")
    searching.add_argument("--limit", type=_count, default=20, help="how many to print (20)")
    searching.add_argument("--offset", type=_count, default=0, help="how many to pass over (0)")
    searching.add_argument(
        "--sort", help="relevance, date, upvotes, stars, trending, title, added; -date turns round"
    )
    showing = add("show", _show, "Show one paper, whole.")
    showing.add_argument("id", metavar="ID")
    alike = add("related", _related, "Find papers like one.")
    alike.add_argument("id", metavar="ID")
    alike.add_argument("--limit", type=_count, default=20, help="how many to print (20)")
    alike.add_argument("--offset", type=_count, default=0, help="how many to pass over (0)")
    marking = add("mark", _mark, "Mark papers, by id or all that a query finds.")
    marking.add_argument("targets", nargs="+", metavar="QUERY-OR-ID")
    for on, off in (("read", "unread"), ("bookmark", "unbookmark")):
        either = marking.add_mutually_exclusive_group()
        either.add_argument(f"--{on}", action="store_true", default=None, dest=on)
        either.add_argument(f"--{off}", action="store_false", dest=on)
    marking.add_argument("--tag", action="append", default=[], metavar="T")
    marking.add_argument("--untag", action="append", default=[], metavar="T")
    marking.add_argument("--note", metavar="TEXT", help="an empty text takes the note off")
    add("undo", _undo, "Take back the last change of marks.")
    add("redo", _redo, "Make again what was undone last.")
    viewing = add("view", _views, "Saved searches: list them, add one, remove one.")
    doing = viewing.add_subparsers(dest="do", metavar="list | add NAME QUERY | remove NAME")
    doing.add_parser("list", parents=[common])
    adding = doing.add_parser("add", parents=[common])
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("query", metavar="QUERY")
    removing = doing.add_parser("remove", parents=[common])
    removing.add_argument("name", metavar="NAME")
    exporting = add("export", _export, "Write all that a query finds, for other programs.")
    exporting.add_argument("query", metavar="QUERY")
    exporting.add_argument("--format", required=True, choices=EXPORT_FORMATS)
    exporting.add_argument("-o", "--output", metavar="FILE", help="standard output without it")
    add("status", _status, "The library in numbers.")
    add("rebuild", _rebuild, "Build the index again from the store.")
    add("paths", _paths, "Where Broadsheet keeps its files.")
    add("keys", _keys, "The keys in force in the reader.")
    starter = add("starter", _starter, "The papers that a new library begins with.")
    starter.add_argument("--remove", action="store_true", required=True, help="take them out")
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


def _since(text: str) -> date:
    day = first_day(text, date.today())
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write 2026-09-01, 7d or 2w")
    return day


# -- the reader ------------------------------------------------------------------------------


def _read(args: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _failed("the reader needs a terminal; `broadsheet --help` lists what goes without")
    from tui.app import Broadsheet  # a quarter of a second that no other command needs

    with _library() as library:
        view = _view(library, args.view)
        config = load_config(library.paths.settings)
        library.open_reader()
        Broadsheet(library, config, view=view, query=args.query).run()
        library.close_reader()
    return 0


def _view(library: Library, name: str | None) -> str | None:
    """The name by which the reader knows a view. Raises LibraryError where there is none."""
    from tui.screens.views import views

    for view in views(library.views.all()) if name else ():
        if name in (view.name, view.label):
            return view.name
    if name:
        raise LibraryError(f"there is no view {name!r}; `broadsheet view list` shows them")
    return None


# -- the library -----------------------------------------------------------------------------


def _import(args: argparse.Namespace) -> int:
    # Whoever brings papers needs no starter ones.
    with _library(with_starter=False) as library, _progress() as progress:
        imported = library.import_files(args.paths, format=args.format, progress=progress.read)
        library.update_index(progress.indexed)
    if args.json:
        _print_json({**_outcome(imported), "took_s": round(imported.took_s, 3)})
    else:
        print(printing.imported(imported))
    for piece in imported.skipped:
        _complain(printing.skipped(piece))
    return 1 if imported.unread else 0


def _sync(args: argparse.Namespace) -> int:
    with _library(with_starter=False) as library, _progress() as progress:
        for problem in load_config(library.paths.settings).problems:
            _complain(problem)
        if args.list:
            return _feeds(args, library.feeds())
        synced = library.sync(args.feeds, since=args.since, progress=progress.synced)
        library.update_index(progress.indexed)
    if args.json:
        rows = [
            {"name": feed.name, "what": feed.what, **_outcome(feed), "error": feed.error}
            | {"synced": printing.moment(feed.synced)}
            for feed in synced.feeds
        ]
        took_s = round(synced.took_s, 3)
        _print_json({**_outcome(synced), "feeds": rows, "took_s": took_s})
    else:
        print(printing.synced(synced.feeds))
    for piece in synced.skipped:
        _complain(printing.skipped(piece))
    failed = [feed for feed in synced.feeds if feed.error]
    for feed in failed:
        last = f"; {printing.last_synced(feed.synced)}" if feed.what else ""
        _complain(f"{feed.name}: {feed.error}{last}")
    return 1 if failed else 0


def _feeds(args: argparse.Namespace, feeds: Sequence[FeedState]) -> int:
    if args.json:
        rows = [{**asdict(feed), "synced": printing.moment(feed.synced)} for feed in feeds]
        _print_json({"feeds": rows})
    else:
        print(printing.feeds(feeds))
    return 0


def _outcome(done: Imported | Synced | FeedSynced) -> dict[str, object]:
    counts = {name: getattr(done, name) for name in ("added", "updated", "unchanged")}
    return {**counts, "skipped": [asdict(piece) for piece in done.skipped]}


def _search(args: argparse.Namespace) -> int:
    query = f"sort:{args.sort} {args.query}" if args.sort else args.query
    return _find(args, query, args.query)


def _related(args: argparse.Namespace) -> int:
    with _indexed() as library:
        library.row(args.id)  # an unknown one is told, where a search would find nothing
    query = f"like:{args.id}"
    return _find(args, query, query)


def _find(args: argparse.Namespace, query: str, asked: str) -> int:
    """Print a page of what `query` finds; `asked` is what the person asked for."""
    with _indexed() as library:
        results = library.search(query)
        found = library.found(results, args.offset, args.limit)
    for ignored in results.ignored:
        _complain(f"ignored: {ignored}")
    if args.json:
        papers = [
            {**as_json(hit.entry), "score": hit.score, "snippet": hit.snippet} for hit in found
        ]
        took_ms = round(results.took_ms, 3)
        _print_json({"query": asked, "total": len(results), "took_ms": took_ms, "papers": papers})
        return 0
    print(printing.found(found, len(results), args.offset))
    if results.likeness:
        print(f"Like that paper by: {', '.join(results.likeness)}")
    if results.did_you_mean:
        print(f"Did you mean: {results.did_you_mean}?")
    return 0


def _show(args: argparse.Namespace) -> int:
    with _library() as library:
        entry = library.entry(library.row(args.id))
    if args.json:
        _print_json(as_json(entry))
    else:
        print(printing.paper(entry))
    return 0


def _mark(args: argparse.Namespace) -> int:
    marking = Marking(
        read=args.read,
        bookmarked=args.bookmark,
        tag=tuple(args.tag),
        untag=tuple(args.untag),
        note=args.note,
    )
    if marking == Marking():
        _complain("say what to mark: --read, --bookmark, --tag, --note or their opposites")
        return 2
    with _indexed() as library:
        rows, failures = _rows(library, args.targets)
        step = library.mark(rows, marking) if rows else None
    changed = len(step.rows) if step else 0
    if args.json:
        _print_json({"changed": changed})
    else:
        print(f"{step.what}; `broadsheet undo` takes it back" if step else "nothing to change")
    for failure in failures:
        _complain(failure)
    return 1 if failures else 0


def _rows(library: Library, targets: Iterable[str]) -> tuple[list[int], list[str]]:
    """The rows of ids, and of all that queries find; what no paper has, in words."""
    rows: dict[int, None] = {}
    failures = []
    for target in targets:
        try:
            rows[library.row(target)] = None
        except UnknownPaperError as error:
            if library.is_id(target):
                failures.append(str(error))
                continue
            results = library.search(target)
            rows.update(dict.fromkeys(results.page(0, len(results))))
    return list(rows), failures


def _undo(args: argparse.Namespace) -> int:
    with _library() as library:
        return _turned(args, library.undo(), "undone")


def _redo(args: argparse.Namespace) -> int:
    with _library() as library:
        return _turned(args, library.redo(), "redone")


def _turned(args: argparse.Namespace, step: Step | None, done: str) -> int:
    if args.json:
        _print_json({done: step.what if step else None})
    elif step:
        print(f"{done}: {step.what}")
    return 0 if step else _failed(f"nothing is left to be {done}")


def _views(args: argparse.Namespace) -> int:
    step = None
    with _library() as library:
        if args.do == "add":
            step = library.views.save(args.name, args.query)
        elif args.do == "remove":
            step = library.views.remove(args.name)
        saved = library.views.all()
    if args.json:
        _print_json([asdict(view) for view in saved])
    elif step:
        print(f"{step.what}; `broadsheet undo` takes it back")
    else:
        print(printing.pairs({view.name: view.query for view in saved}) or "no saved views")
    return 0


def _export(args: argparse.Namespace) -> int:
    if args.json and not (args.output or "json" in args.format):
        _complain("--json tells of a file: name it with -o, or ask for --format json")
        return 2
    with _indexed() as library:
        if args.output:
            with outfile.whole(args.output) as stream:
                exported = library.export(args.query, args.format, stream)
        elif isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as a file is, whatever a terminal speaks
            exported = library.export(args.query, args.format, sys.stdout)
        else:
            return _failed("standard output is closed: name a file with -o")
    for ignored in exported.ignored:
        _complain(f"ignored: {ignored}")
    if args.output and args.json:
        _print_json({"papers": exported.papers, "file": args.output})
    elif args.output:
        print(f"wrote {printing.papers(exported.papers)} to {printing.one_line(args.output)}")
    return 0


def _status(args: argparse.Namespace) -> int:
    with _indexed() as library:
        status = library.status()
    if args.json:
        _print_json(asdict(status))
    else:
        print(printing.status(status))
    return 0


def _rebuild(args: argparse.Namespace) -> int:
    with _library() as library, _progress() as progress:
        rebuilt = library.rebuild(progress.indexed)
    if args.json:
        _print_json({"papers": rebuilt.papers, "took_s": round(rebuilt.took_s, 3)})
    else:
        print(f"indexed {printing.papers(rebuilt.papers)} in {rebuilt.took_s:.1f} s")
    return 0


def _paths(args: argparse.Namespace) -> int:
    paths = Paths.of_user()
    named = {
        name: str(getattr(paths, name))
        for name in ("data", "cache", "config", "store", "index", "settings")
    }
    if args.json:
        _print_json(named)
    else:
        print(printing.pairs(named))
    return 0


def _keys(args: argparse.Namespace) -> int:
    from tui.commands import with_keys

    config = load_config(Paths.of_user().settings)
    commands = with_keys(config.keys)
    if args.json:
        _print_json([{"id": c.id, "keys": c.keys.split(","), "help": c.help} for c in commands])
    else:
        print(printing.keys(commands))
    for problem in config.problems:
        _complain(problem)
    return 0


def _starter(args: argparse.Namespace) -> int:
    with _library(with_starter=False) as library:
        removed, kept = library.remove_starter()
        library.update_index()
    if args.json:
        _print_json({"removed": removed, "kept": kept})
    else:
        print(printing.starter_removed(removed, kept))
    return 0


@contextmanager
def _library(*, with_starter: bool = True) -> Iterator[Library]:
    """The user's library, closed afterwards."""
    library = Library(Paths.of_user(), with_starter=with_starter)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _indexed() -> Iterator[Library]:
    """The user's library, every paper of which can be found."""
    with _library() as library:
        with _progress() as progress:
            library.update_index(progress.indexed)
        yield library


@contextmanager
def _progress() -> Iterator[printing.Progress]:
    """Tells on a terminal how far a long thing has come, and leaves a clean line."""
    progress = printing.Progress(sys.stderr)
    try:
        yield progress
    finally:
        progress.end()


def _print_json(document: object) -> None:
    print(printing.harmless(json.dumps(document, ensure_ascii=False, indent=2)))


def _failed(message: str) -> int:
    _complain(message)
    return 1


def _complain(message: str) -> None:
    print(f"broadsheet: {printing.one_line(message)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
