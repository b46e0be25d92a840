"""The commands about the set-up: the keys in force, and what is wrong with it."""

import argparse
import os

import search
from search import Paths, load_config
from tui.cli import console, doctor
from tui.cli.json_output import setup as json_output
from tui.cli.text_output import setup as text_output
from tui.keys.keymap import keymap
from tui.keys.problems import problems


def keys(args: argparse.Namespace) -> int:
    """Print the keys in force, and what is wrong with the settings."""
    config = load_config(Paths.of_user().settings)
    keys = keymap(config)
    if args.json:
        console.print_json(json_output.keys(keys.commands))
    else:
        print(text_output.keys(keys.commands))
    for problem in problems(config, keys):
        console.complain(problem)
    return 0


def check(args: argparse.Namespace) -> int:
    """Check the installation and report problems."""
    paths = Paths.of_user()
    checks = [*search.checks(paths), *doctor.checks(paths, load_config(paths.settings), os.environ)]
    if args.json:
        console.print_json(json_output.checks(checks))
    else:
        print(text_output.checks(checks))
    return 0 if all(check.ok for check in checks) else 1
