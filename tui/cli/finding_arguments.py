"""What can be typed after the commands that find and read papers."""

import argparse

from tui.cli import argument_types
from tui.cli import shared_arguments as shared
from tui.cli.shared_arguments import Command

_LANGUAGE = """\
examples of queries:
  curriculum learning                 both words, in title, abstract, authors or keywords
  "chain of thought" -survey          a phrase, without a word
  title:diffusion (video OR audio)    a field; either of two
  author:hinton date:2024-01..        by author, from a day on
  is:unread has:code upvotes>50       state, what it has, numbers
  agents sort:stars                   another order
`broadsheet help query` and `?` in the reader show the whole language."""


def _search(command: argparse.ArgumentParser) -> None:
    command.formatter_class = shared.formatter(argparse.RawDescriptionHelpFormatter)
    command.epilog = _LANGUAGE
    shared.add_query(command)
    shared.add_page(command)
    command.add_argument(
        "--sort",
        type=argument_types.order,
        metavar="KEY",
        help="sort key: relevance, date, upvotes, stars, trending, title, added, foryou; "
        "a minus reverses, as in --sort=-date "
        "(default: relevance; date where the query has no words)",
    )
    command.add_argument(
        "--explain", action="store_true", help="show what adds to each score (default: off)"
    )


def _related(command: argparse.ArgumentParser) -> None:
    shared.add_id(command)
    shared.add_page(command)


def _foryou(command: argparse.ArgumentParser) -> None:
    shared.add_page(command)
    command.add_argument(
        "--explain", action="store_true", help="show what was learned instead (default: off)"
    )
    command.add_argument(
        "--without",
        metavar="WORDS",
        action="append",
        help="take one or two words out of it (default: none)",
    )
    command.add_argument(
        "--pin",
        metavar="WORDS",
        action="append",
        help="make one or two words the strongest (default: none)",
    )
    command.add_argument(
        "--reset",
        metavar="WORDS",
        action="append",
        help="leave words to the marks again (default: none)",
    )


def _read(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paper",
        metavar="ID-OR-FILE",
        help='an id, or a saved page of arXiv, Markdown or a PDF; "-" for standard input',
    )
    command.add_argument(
        "--format",
        choices=argument_types.Names("FULLTEXT_FORMATS"),
        default="text",
        metavar="FORMAT",
        help="format: %(choices)s (default: text)",
    )
    command.add_argument(
        "--section", metavar="SECTION", help="id, number or title of a section (default: all)"
    )
    shared.add_output(command)


def _fetch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets",
        nargs="+",
        metavar="QUERY-OR-ID",
        help="an id, or a query for all papers with its words",
    )
    command.add_argument(
        "--refresh", action="store_true", help="ask for newer versions of cached ones"
    )


def _references(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets", nargs="*", metavar="QUERY-OR-ID", default=["is:bookmarked"],
        help="the papers that cite: an id, or a query (default: is:bookmarked)",
    )  # fmt: skip
    command.add_argument(
        "--missing", action="store_true", help="only what the library does not have"
    )
    command.add_argument(
        "--least", type=argument_types.count, default=1, metavar="N",
        help="only what N of them cite at least (default: %(default)s)",
    )  # fmt: skip


def _cache(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--clear",
        metavar="QUERY",
        help="remove the full texts of these papers; '*' for all (default: remove none)",
    )


COMMANDS: tuple[Command, ...] = (
    ("search", "lookup:search", "Search the library.", _search),
    ("related", "lookup:related", "Find papers like a given one.", _related),
    ("show", "lookup:show", "Show one whole paper.", shared.add_id),
    ("tags", "lookup:tags", "List the tags and how many papers have each.", shared.add_nothing),
    ("foryou", "lookup:foryou", "List unread papers like those you marked.", _foryou),
    ("read", "fulltext:read", "Print a whole paper, from the cache or fetched.", _read),
    ("fetch", "fulltext:fetch", "Fetch full texts into the cache.", _fetch),
    ("references", "fulltext:references", "List what papers cite, by full texts.", _references),
    ("cache", "fulltext:cache", "List the full texts in the cache.", _cache),
)
