"""What can be typed after `broadsheet`."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date

from search import DIGEST_FORMATS, EXPORT_FORMATS, IMPORT_FORMATS, ORDERS, first_day
from tui.cli import backup, commands, digest, doctor, printing

Run = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; what it parses has the command's function as `run`."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON document")
    top = argparse.ArgumentParser(
        prog="broadsheet",
        description="A terminal reader for research papers. Without a command it opens the reader.",
    )
    top.add_argument("--version", action=_Version, help="print the version")
    top.add_argument(
        "--view", help="start there: all, unread, bookmarks, code, new, today or a saved one"
    )
    top.add_argument("--query", help="start with this search")
    top.add_argument("--ascii", action="store_true", help="draw with plain ASCII signs")
    top.set_defaults(run=commands.read)
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Run, told: str) -> argparse.ArgumentParser:
        command = subparsers.add_parser(name, help=told, description=told, parents=[common])
        command.set_defaults(run=run)
        return command

    reading = add("import", commands.import_, "Read files or folders of papers into the library.")
    reading.add_argument("paths", nargs="+", metavar="PATH", help='a file, a folder, or "-"')
    reading.add_argument(
        "--format", choices=IMPORT_FORMATS, help="the files' format, where it is not recognised"
    )
    syncing = add("sync", commands.sync, "Fetch the live feeds of the settings, or those named.")
    syncing.add_argument("feeds", nargs="*", metavar="FEED")
    syncing.add_argument(
        "--since", type=_since, metavar="DATE", help="catch up on what was missed: 2026-09-01, 7d"
    )
    syncing.add_argument("--list", action="store_true", help="the feeds, and their last syncs")
    searching = add("search", commands.search, "Search the library.")
    searching.add_argument("query", metavar="QUERY")
    searching.add_argument("--limit", type=_count, default=20, help="how many to print (20)")
    searching.add_argument("--offset", type=_count, default=0, help="how many to pass over (0)")
    searching.add_argument(
        "--sort", type=_order, metavar="KEY", help=f"{', '.join(ORDERS)}; --sort=-date turns round"
    )
    showing = add("show", commands.show, "Show one paper, whole.")
    showing.add_argument("id", metavar="ID")
    alike = add("related", commands.related, "Find papers like one.")
    alike.add_argument("id", metavar="ID")
    alike.add_argument("--limit", type=_count, default=20, help="how many to print (20)")
    alike.add_argument("--offset", type=_count, default=0, help="how many to pass over (0)")
    marking = add("mark", commands.mark, "Mark papers, by id or all that a query finds.")
    marking.add_argument("targets", nargs="+", metavar="QUERY-OR-ID")
    for on, off in (("read", "unread"), ("bookmark", "unbookmark")):
        either = marking.add_mutually_exclusive_group()
        either.add_argument(f"--{on}", action="store_true", default=None, dest=on)
        either.add_argument(f"--{off}", action="store_false", dest=on)
    marking.add_argument("--tag", action="append", default=[], metavar="T")
    marking.add_argument("--untag", action="append", default=[], metavar="T")
    marking.add_argument("--note", metavar="TEXT", help="an empty text takes the note off")
    add("undo", commands.undo, "Take back the last change of marks.")
    add("redo", commands.redo, "Make again what was undone last.")
    viewing = add("view", commands.views, "Saved searches: list them, add one, remove one.")
    verbs = viewing.add_subparsers(dest="do", metavar="list | add NAME QUERY | remove NAME")
    verbs.add_parser("list", parents=[common])
    adding = verbs.add_parser("add", parents=[common])
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("query", metavar="QUERY")
    removing = verbs.add_parser("remove", parents=[common])
    removing.add_argument("name", metavar="NAME")
    exporting = add("export", commands.export, "Write all that a query finds, for other programs.")
    exporting.add_argument("query", metavar="QUERY")
    exporting.add_argument("--format", required=True, choices=EXPORT_FORMATS)
    exporting.add_argument("-o", "--output", metavar="FILE", help="standard output without it")
    digesting = add("digest", digest.digest, "What is new in the library, for each saved view.")
    digesting.add_argument(
        "--since", type=_since, default="7d", metavar="DATE", help="2026-09-01, 2w; 7d without it"
    )
    digesting.add_argument("--format", choices=DIGEST_FORMATS, help="text without it")
    digesting.add_argument(
        "--limit", type=_count, metavar="N", help="papers of each view (20; 500 in a feed)"
    )
    where = digesting.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="FILE", help="standard output without it")
    where.add_argument("--mail", action="store_true", help="send it as [mail] in the settings says")
    add("status", commands.status, "The library in numbers.")
    add("stats", commands.stats, "Papers by day, keyword, source and tag; what was read when.")
    add("rebuild", commands.rebuild, "Build the index again from the store.")
    backing = add("backup", backup.backup, "Write all that you have to one file.")
    backing.add_argument("file", metavar="FILE", help="a backup that is there is replaced")
    restoring = add("restore", backup.restore, "Bring a backup back; what was there is kept.")
    restoring.add_argument("file", metavar="FILE", help="what `broadsheet backup` wrote")
    add("paths", commands.paths, "Where Broadsheet keeps its files.")
    add("keys", commands.keys, "The keys in force in the reader.")
    add("doctor", doctor.doctor, "What is wrong with this set-up, and what to do.")
    starter = add("starter", commands.starter, "The papers that a new library begins with.")
    starter.add_argument("--remove", action="store_true", required=True, help="take them out")
    return top


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


def _order(text: str) -> str:
    if text.removeprefix("-") not in ORDERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no order: {', '.join(ORDERS)}")
    return text


def _since(text: str) -> date:
    day = first_day(text, date.today())
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write 2026-09-01, 7d or 2w")
    return day


class _Version(argparse.Action):
    """Prints the version; finding it out costs more than a start, so only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(printing.version())
        parser.exit()
