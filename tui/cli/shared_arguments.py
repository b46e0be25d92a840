"""How commands are added to the parser, and the arguments that several of them take."""

import argparse
import os
from collections.abc import Callable, Iterable
from functools import partial

from tui.cli import argument_types

# Its name; what runs, as in `parser`; its help; and what adds its arguments.
Command = tuple[str, str, str, Callable[[argparse.ArgumentParser], None]]

_PAGE = 20  # papers that `search` prints


def formatter(kind: type[argparse.HelpFormatter]) -> partial[argparse.HelpFormatter]:
    """A formatter as wide as the terminal, which is asked once: argparse asks for each option."""
    try:
        columns = int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return partial(kind, width=columns - 2)


def add_json(command: argparse.ArgumentParser, default: object = False) -> None:
    """Take --json."""
    command.add_argument(
        "--json", action="store_true", default=default, help="print one JSON document"
    )


def add_commands(top: argparse.ArgumentParser, commands: Iterable[Command]) -> None:
    """Add commands to a parser; each takes --json."""
    parsers = top.add_subparsers(title="commands", metavar="COMMAND")
    for name, run, text, fill in commands:
        command = parsers.add_parser(
            name, help=text, description=text, formatter_class=top.formatter_class
        )
        add_json(command)
        command.set_defaults(run=run)
        fill(command)


def add_nothing(command: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def add_query(command: argparse.ArgumentParser) -> None:
    """Take a query."""
    command.add_argument(
        "query", metavar="QUERY", type=str.strip, help='what to find; "" finds all papers'
    )


def add_id(command: argparse.ArgumentParser) -> None:
    """Take the id of a paper."""
    command.add_argument("id", metavar="ID", help="id of the paper, as 2406.01234 or doi:10.1/2")


def add_page(command: argparse.ArgumentParser) -> None:
    """Take --limit and --offset."""
    command.add_argument(
        "--limit", type=argument_types.count, default=_PAGE, metavar="N",
        help="number of results to print (default: %(default)s)",
    )  # fmt: skip
    command.add_argument(
        "--offset", type=argument_types.count, default=0, metavar="N",
        help="number of results to skip (default: %(default)s)",
    )  # fmt: skip


def add_since(command: argparse.ArgumentParser, text: str, default: str | None, shown: str) -> None:
    """Take --since; `shown` says the default in the help."""
    command.add_argument(
        "--since",
        type=argument_types.since,
        default=default,
        metavar="DATE",
        help=f"{text}, as 2026-09-01, 7d or 2w (default: {shown})",
    )


def add_output(command: argparse._ActionsContainer) -> None:
    """Take -o."""
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=argument_types.output,
        help='file to write; "-" is standard output (default: -)',
    )
