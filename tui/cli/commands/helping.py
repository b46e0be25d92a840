"""The commands about the command line itself: help, and completion scripts."""

import argparse
from pathlib import Path

from search import LANGUAGE
from tui.cli import completing, console
from tui.cli.json_output import helping as json_output
from tui.cli.json_output.schema import schemas
from tui.cli.parser import parser
from tui.cli.text_output import lines

_PAGES = Path(__file__).parents[1] / "help"


def completion(args: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    script = (completing.SCRIPTS / completing.SHELLS[args.shell]).read_text("utf-8")
    if args.json:
        console.print_json(json_output.completion(args.shell, script))
    else:
        print(script, end="")
    return 0


def help_(args: argparse.Namespace) -> int:
    """Print the help of a command, or a page; as JSON, the schemas of what commands print."""
    if args.topic == "query":
        return _query(args)
    if args.json:
        console.print_json(schemas(None if args.topic == "scripts" else args.topic))
    elif args.topic == "scripts":
        print((_PAGES / "scripts.md").read_text("utf-8"), end="")
    else:
        parser().parse_args([*([args.topic] if args.topic else []), "--help"])
    return 0


def _query(args: argparse.Namespace) -> int:
    """Print the query language."""
    if args.json:
        console.print_json(json_output.language(LANGUAGE))
    else:
        print(lines.pairs({each.write: f"{each.means}: {each.example}" for each in LANGUAGE}))
    return 0
