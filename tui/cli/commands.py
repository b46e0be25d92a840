"""What each command of the command line does: its exit status is 0, or 1 and it said why."""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from search import (
    FeedState,
    FeedSynced,
    Imported,
    Library,
    Marking,
    Paths,
    Step,
    Synced,
    UnknownPaperError,
    as_json,
    load_config,
)  # fmt: skip
from tui.appearance import statistics_rows
from tui.appearance.glyphs import glyphs
from tui.cli import console, printing


def read(args: argparse.Namespace) -> int:
    """Open the reader."""
    from tui.launch import open_reader

    return open_reader(view=args.view, query=args.query, ascii_only=args.ascii)


def import_(args: argparse.Namespace) -> int:
    """Read files into the library."""
    started = time.perf_counter()
    # Whoever brings papers needs no starter ones.
    with console.library(with_starter=False) as library, console.progress() as progress:
        imported = library.import_files(args.paths, format=args.format, progress=progress.read)
        library.update_index(progress.indexed)
    took_s = time.perf_counter() - started  # until all of it can be found
    if args.json:
        console.print_json({**_outcome(imported), "took_s": round(took_s, 3)})
    elif imported.papers or not imported.unread:  # else what is complained about says it all
        print(printing.imported(imported, took_s))
    for piece in imported.skipped:
        console.complain(printing.skipped(piece))
    return 1 if imported.unread else 0


def sync(args: argparse.Namespace) -> int:
    """Fetch the live feeds, or list them."""
    with console.library(with_starter=False) as library, console.progress() as progress:
        for problem in load_config(library.paths.settings).problems:
            console.complain(problem)
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
        console.print_json({**_outcome(synced), "feeds": rows, "took_s": took_s})
    else:
        print(printing.synced(synced.feeds))
    for piece in synced.skipped:
        console.complain(printing.skipped(piece))
    failed = [feed for feed in synced.feeds if feed.error]
    for feed in failed:
        last = f"; {printing.last_synced(feed.synced)}" if feed.what else ""
        console.complain(f"{feed.name}: {feed.error}{last}")
    return 1 if failed else 0


def _feeds(args: argparse.Namespace, feeds: Sequence[FeedState]) -> int:
    if args.json:
        rows = [{**asdict(feed), "synced": printing.moment(feed.synced)} for feed in feeds]
        console.print_json({"feeds": rows})
    else:
        print(printing.feeds(feeds))
    return 0


def _outcome(done: Imported | Synced | FeedSynced) -> dict[str, object]:
    counts = {name: getattr(done, name) for name in ("added", "updated", "unchanged")}
    return {**counts, "skipped": [asdict(piece) for piece in done.skipped]}


def search(args: argparse.Namespace) -> int:
    """Print what a query finds."""
    query = f"sort:{args.sort} {args.query}" if args.sort else args.query
    return _find(args, query, args.query)


def related(args: argparse.Namespace) -> int:
    """Print the papers like one."""
    with console.indexed() as library:
        library.row(args.id)  # an unknown one is told, where a search would find nothing
    query = f"like:{args.id}"
    return _find(args, query, query)


def _find(args: argparse.Namespace, query: str, asked: str) -> int:
    """Print a page of what `query` finds; `asked` is what the person asked for."""
    with console.indexed() as library:
        results = library.search(query)
        found = library.found(results, args.offset, args.limit)
    for ignored in results.ignored:
        console.complain(f"ignored: {ignored}")
    if args.json:
        papers = [
            {**as_json(hit.entry), "score": hit.score, "snippet": hit.snippet} for hit in found
        ]
        took_ms = round(results.took_ms, 3)
        console.print_json(
            {"query": asked, "total": len(results), "took_ms": took_ms, "papers": papers}
        )
        return 0
    print(printing.found(found, len(results), args.offset))
    if results.likeness:
        print(f"Like that paper by: {', '.join(results.likeness)}")
    if results.did_you_mean:
        print(f"Did you mean: {results.did_you_mean}?")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one paper, whole."""
    with console.library() as library:
        entry = library.entry(library.row(args.id))
    if args.json:
        console.print_json(as_json(entry))
    else:
        print(printing.paper(entry))
    return 0


def mark(args: argparse.Namespace) -> int:
    """Mark papers, in one step."""
    marking = Marking(
        read=args.read,
        bookmarked=args.bookmark,
        tag=tuple(args.tag),
        untag=tuple(args.untag),
        note=args.note,
    )
    if marking == Marking():
        console.complain("say what to mark: --read, --bookmark, --tag, --note or their opposites")
        return 2
    with console.indexed() as library:
        rows, failures = _rows(library, args.targets)
        step = library.mark(rows, marking) if rows else None
    changed = len(step.rows) if step else 0
    if args.json:
        console.print_json({"changed": changed})
    else:
        print(f"{step.what}; `broadsheet undo` takes it back" if step else "nothing to change")
    for failure in failures:
        console.complain(failure)
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
            if not target.strip():  # an unset variable of a script is no wish to mark everything
                failures.append("an empty query marks nothing: '*' stands for all papers")
                continue
            results = library.search(target)
            rows.update(dict.fromkeys(results.page(0, len(results))))
    return list(rows), failures


def undo(args: argparse.Namespace) -> int:
    """Take back the last change."""
    with console.library() as library:
        return _turned(args, library.undo(), "undone")


def redo(args: argparse.Namespace) -> int:
    """Make again what was undone last."""
    with console.library() as library:
        return _turned(args, library.redo(), "redone")


def _turned(args: argparse.Namespace, step: Step | None, done: str) -> int:
    if args.json:
        console.print_json({done: step.what if step else None})
    elif step:
        print(f"{done}: {step.what}")
    return 0 if step else console.failed(f"nothing is left to be {done}")


def views(args: argparse.Namespace) -> int:
    """List, add or remove saved searches."""
    step = None
    with console.library() as library:
        if args.do == "add":
            step = library.views.save(args.name, args.query)
        elif args.do == "remove":
            step = library.views.remove(args.name)
        saved = library.views.all()
    if args.json:
        console.print_json([asdict(view) for view in saved])
    elif step:
        print(f"{step.what}; `broadsheet undo` takes it back")
    else:
        print(printing.pairs({view.name: view.query for view in saved}) or "no saved views")
    return 0


def export(args: argparse.Namespace) -> int:
    """Write what a query finds, for other programs."""
    if args.json and not (args.output or "json" in args.format):
        console.complain("--json tells of a file: name it with -o, or ask for --format json")
        return 2
    with console.indexed() as library, console.out(args.output) as stream:
        exported = library.export(args.query, args.format, stream)
    for ignored in exported.ignored:
        console.complain(f"ignored: {ignored}")
    if args.output and args.json:
        console.print_json({"papers": exported.papers, "file": args.output})
    elif args.output:
        print(f"wrote {printing.papers(exported.papers)} to {printing.one_line(args.output)}")
    return 0


def status(args: argparse.Namespace) -> int:
    """Print the library in numbers."""
    with console.indexed() as library:
        status = library.status()
    if args.json:
        console.print_json(asdict(status))
    else:
        print(printing.status(status))
    return 0


def stats(args: argparse.Namespace) -> int:
    """Print the library over time and by kind."""
    with console.library() as library:
        counted = library.statistics()
        config = load_config(library.paths.settings)
    if args.json:
        console.print_json(statistics_rows.record(counted))
    else:
        # The terminal's encoding; there is no stream where it was closed for us.
        encoding = sys.stdout.encoding if sys.stdout else None
        signs = glyphs(ascii_only=config.ascii, encoding=encoding)
        print(statistics_rows.text(counted, signs))
    return 0


def rebuild(args: argparse.Namespace) -> int:
    """Build the index again."""
    with console.library() as library, console.progress() as progress:
        rebuilt = library.rebuild(progress.indexed)
    if args.json:
        console.print_json({"papers": rebuilt.papers, "took_s": round(rebuilt.took_s, 3)})
    else:
        print(f"indexed {printing.papers(rebuilt.papers)} in {rebuilt.took_s:.1f} s")
    return 0


def paths(args: argparse.Namespace) -> int:
    """Print where files are."""
    paths = Paths.of_user()
    named = {
        name: str(getattr(paths, name))
        for name in ("data", "cache", "config", "store", "index", "settings")
    }
    if args.json:
        console.print_json(named)
    else:
        print(printing.pairs(named))
    return 0


def keys(args: argparse.Namespace) -> int:
    """Print the keys in force, and what is wrong with the settings."""
    from tui.keys.keymap import keymap
    from tui.keys.problems import problems

    config = load_config(Paths.of_user().settings)
    keys = keymap(config)
    if args.json:
        console.print_json(
            [
                {"id": one.id, "keys": one.keys.split(",") if one.keys else [], "help": one.help}
                for one in keys.commands
            ]
        )
    else:
        print(printing.keys(keys.commands))
    for problem in problems(config, keys):
        console.complain(problem)
    return 0


def starter(args: argparse.Namespace) -> int:
    """Take the starter papers out."""
    with console.library(with_starter=False) as library:
        removed, kept = library.remove_starter()
        library.update_index()
    if args.json:
        console.print_json({"removed": removed, "kept": kept})
    else:
        print(printing.starter_removed(removed, kept))
    return 0
