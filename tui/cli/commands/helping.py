"""The commands about the command line itself: completion scripts."""

import argparse

from tui.cli import completing, console, json_output


def completion(args: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    script = (completing.SCRIPTS / completing.SHELLS[args.shell]).read_text("utf-8")
    if args.json:
        console.print_json(json_output.completion(args.shell, script))
    else:
        print(script, end="")
    return 0
