"""What can be typed after `broadsheet`: the one table of commands, arguments and options."""

import argparse
import re
from collections.abc import Sequence

from tui.cli import argument_types, finding_arguments
from tui.cli import shared_arguments as shared
from tui.cli.shared_arguments import Command

_QUERIED = (
    "search",
    "export",
    "mark",
    "view",
    "fetch",
    "references",
    "cache",
)  # commands that take queries
_WHERE = """\
where shells look for it:
  broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet
  broadsheet completion zsh > ~/.zfunc/_broadsheet      with ~/.zfunc in $fpath
  broadsheet completion fish > ~/.config/fish/completions/broadsheet.fish"""


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the command line; where `only` names a command, without all others.

    To set up all of them takes as long as Python takes to start.
    What it parses has `run`: the module in tui.cli.commands and the function that does it, as
    "lookup:search"; None for the reader.
    """
    top = argparse.ArgumentParser(
        prog="broadsheet",
        formatter_class=shared.formatter(argparse.HelpFormatter),
        description="A terminal reader for research papers. Without a command it opens the reader.",
    )
    top.add_argument("--version", action=argument_types.Version, help="print the version and exit")
    top.add_argument(
        "--view",
        metavar="NAME",
        help="open in this view: all, unread, bookmarks, code, new, today, foryou or a saved one "
        "(default: the last one)",
    )
    top.add_argument("--query", metavar="QUERY", help="open with this search (default: none)")
    top.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
    top.set_defaults(run=None)
    chosen = [command for command in _COMMANDS if command[0] == only]
    shared.add_commands(top, chosen or _COMMANDS)
    return top


def with_queries(arguments: Sequence[str]) -> list[str]:
    """The arguments, where argparse takes no query that begins with a minus for an option."""
    if arguments[0] not in _QUERIED and not arguments[0].startswith("--"):
        return [*arguments]
    return [f" {each}" if _excludes(each) else each for each in arguments]


def _excludes(argument: str) -> bool:
    """Whether it is a query such as "-survey", and not "--json", "-h", "-o" or "-orefs.bib"."""
    is_file = re.fullmatch(r"-o\S*[./]\S*", argument)
    return bool(re.match("-[^-]", argument)) and argument not in ("-h", "-o") and not is_file


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help='a file, a folder, or "-" for standard input'
    )
    command.add_argument(
        "--format",
        choices=argument_types.Names("IMPORT_FORMATS"),
        metavar="FORMAT",
        help="format of the files: %(choices)s (default: recognized by content)",
    )


def _sync(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "feeds", nargs="*", metavar="FEED", help="name of a feed (default: all feeds)"
    )
    shared.add_since(command, "fetch papers from DATE on", None, "the last sync")
    command.add_argument(
        "--list", action="store_true", help="list the feeds and when each was last synced"
    )


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "names", nargs="+", metavar="ID-OR-URL", help="an arXiv id, a DOI or the address of either"
    )


def _starter(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--remove", action="store_true", required=True, help="remove them (required)"
    )


def _mark(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets",
        nargs="+",
        metavar="QUERY-OR-ID",
        help="an id, or a query for all papers with its words",
    )
    for on, off, means in (
        ("read", "unread", ("mark as read", "mark as unread")),
        ("bookmark", "unbookmark", ("bookmark", "remove the bookmark")),
        ("hide", "unhide", ("hide from every view and digest", "hide no longer")),
    ):
        either = command.add_mutually_exclusive_group()
        either.add_argument(f"--{on}", action="store_true", default=None, dest=on, help=means[0])
        either.add_argument(f"--{off}", action="store_false", dest=on, help=means[1])
    command.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="add a tag; can be repeated"
    )
    command.add_argument(
        "--untag", action="append", default=[], metavar="TAG", help="remove a tag; can be repeated"
    )
    command.add_argument("--note", metavar="TEXT", help='set the note; "" removes it')


def _remove(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="+", metavar="ID", help="id of a paper")
    command.add_argument(
        "--force", action="store_true", help="remove them (required: nothing undoes it)"
    )


def _join(command: argparse.ArgumentParser) -> None:
    shared.add_id(command)
    command.add_argument("other", metavar="OTHER-ID", help="id of the paper that goes into it")


def _view(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="do", title="actions", metavar="ACTION")
    listing = verbs.add_parser("list", help="list the saved views (default)")
    adding = verbs.add_parser(
        "add", help="save a query as a view, of the papers with all its words"
    )
    renaming = verbs.add_parser("rename", help="rename a saved view")
    leaving = verbs.add_parser("remove", help="remove a saved view")
    for verb in (listing, adding, renaming, leaving):
        shared.add_json(verb, default=argparse.SUPPRESS)  # what the command itself has stays
    adding.add_argument("name", metavar="NAME", help="name of the view; an existing one is updated")
    shared.add_query(adding)
    renaming.add_argument("name", metavar="NAME", help="name of the view")
    renaming.add_argument("new", metavar="NEW", help="its new name")
    leaving.add_argument("name", metavar="NAME", help="name of the view")


def _export(command: argparse.ArgumentParser) -> None:
    shared.add_query(command)
    command.add_argument(
        "--format",
        choices=argument_types.Names("EXPORT_FORMATS"),
        metavar="FORMAT",
        help="format of the file: %(choices)s (default: what the ending of -o FILE says)",
    )
    shared.add_output(command)
    command.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _digest(command: argparse.ArgumentParser) -> None:
    shared.add_since(command, "papers added since DATE", None, "7d; for --mail the last mail")
    command.add_argument(
        "--format",
        choices=argument_types.Names("DIGEST_FORMATS"),
        metavar="FORMAT",
        help="format of the digest: %(choices)s (default: text)",
    )
    command.add_argument(
        "--limit",
        type=argument_types.count,
        metavar="N",
        help="number of papers in each view (default: 20; for --format atom 500)",
    )
    command.add_argument(
        "--url",
        default="",
        metavar="URL",
        help="address of the file for feed readers, for --format atom (default: none)",
    )
    where = command.add_mutually_exclusive_group()
    shared.add_output(where)
    where.add_argument("--mail", action="store_true", help="mail it by [mail] of the settings")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="an existing backup is replaced")


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a file written by `broadsheet backup`")


def _completion(command: argparse.ArgumentParser) -> None:
    command.formatter_class = shared.formatter(argparse.RawDescriptionHelpFormatter)
    command.epilog = _WHERE
    command.add_argument(
        "shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="%(choices)s"
    )


def _help(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "topic",
        nargs="?",
        choices=[*(name for name, *_ in _COMMANDS), "query", "scripts"],
        metavar="TOPIC",
        help="a command, query or scripts (default: all commands); with --json the JSON Schema "
        "of a command",
    )


_nothing = shared.add_nothing
_COMMANDS: tuple[Command, ...] = (
    ("import", "intake:import_", "Import files or folders of papers.", _import),
    ("sync", "intake:sync", "Fetch papers from the feeds of the settings.", _sync),
    ("add", "intake:add", "Fetch papers by id or address and add them.", _add),
    ("starter", "intake:starter", "Remove the starter papers of a new library.", _starter),
    *finding_arguments.COMMANDS,
    ("mark", "changes:mark", "Mark papers as read, bookmark, tag or note them.", _mark),
    ("remove", "changes:remove", "Remove papers for good; no sync brings them back.", _remove),
    ("split", "changes:split", "Take apart works that a title alone joined.", shared.add_id),
    ("join", "changes:join", "Make two papers one; the first keeps its id.", _join),
    ("undo", "changes:undo", "Undo the last change.", _nothing),
    ("redo", "changes:redo", "Redo the last undone change.", _nothing),
    ("view", "changes:views", "List, add, rename or remove saved views.", _view),
    ("export", "output:export", "Export all papers that have all words of a query.", _export),
    ("digest", "output:digest", "Show what is new for each saved view.", _digest),
    ("status", "upkeep:status", "Show the library in numbers.", _nothing),
    ("stats", "upkeep:stats", "Show papers by day, keyword, source and tag.", _nothing),
    ("rebuild", "upkeep:rebuild", "Rebuild the search index.", _nothing),
    ("backup", "upkeep:backup", "Back up the whole library to one file.", _backup),
    ("restore", "upkeep:restore", "Restore a backup; the current library is kept.", _restore),
    ("recover", "upkeep:recover", "Save what can be read of a damaged library.", _nothing),
    ("paths", "upkeep:paths", "Show where Broadsheet keeps its files.", _nothing),
    ("keys", "setup:keys", "Show the reader's key bindings.", _nothing),
    ("doctor", "setup:check", "Check the installation and report problems.", _nothing),
    ("completion", "helping:completion", "Print the completion script of a shell.", _completion),
    ("help", "helping:help_", "Show the help of a command or a topic.", _help),
)
