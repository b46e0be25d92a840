"""The command line as its parser knows it: every command, its usage and its arguments.

argparse's own words for them differ between versions of Python, so they are put together here.
"""

import argparse
import textwrap
from collections.abc import Iterator, Sequence

from tui.cli.parser import parser

_WIDTH = 76  # of usage lines
_REPEATED = {"+": "{0}...", "*": "[{0}...]", "?": "[{0}]", "A...": "{0} ..."}


def parsers() -> Iterator[argparse.ArgumentParser]:
    """The parser of the program, then one for each command and each of its actions."""
    return within(parser())


def within(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser, then all below it."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {each.dest: each.help for each in action._choices_actions}
            for name, inner in action.choices.items():
                inner.description = inner.description or helps[name]
                yield from within(inner)


def usage(command: argparse.ArgumentParser) -> str:
    """The usage of a command, in lines."""
    groups = {
        id(action): group
        for group in command._mutually_exclusive_groups
        for action in group._group_actions
    }
    parts: dict[int, str] = {}
    for action in _shown(command):
        group = groups.get(id(action))
        members = group._group_actions if group else [action]
        written = " | ".join(_written(member, member.option_strings[-1:]) for member in members)
        optional = action.option_strings and not action.required
        parts[id(group or action)] = f"[{written}]" if optional else written
    # A space within a part is kept from wrapping.
    line = " ".join(part.replace(" ", "\0") for part in parts.values())
    prog = f"{command.prog} "
    lines = textwrap.wrap(
        line,
        _WIDTH,
        initial_indent=prog,
        subsequent_indent=" " * len(prog),
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines or [prog]).replace("\0", " ").rstrip()


def arguments(command: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """Each argument and option of a command as it is written, with its help."""
    return [
        (_written(action, action.option_strings), _help(action))
        for action in _shown(command)
        if not isinstance(action, argparse._SubParsersAction)
    ]


def _shown(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments but for --help, options first."""
    shown = [each for each in command._actions if not isinstance(each, argparse._HelpAction)]
    return sorted(shown, key=lambda action: not action.option_strings)


def _written(action: argparse.Action, options: Sequence[str]) -> str:
    if options and action.nargs == 0:
        return ", ".join(options)
    value = _REPEATED.get(str(action.nargs), "{0}").format(action.metavar or action.dest.upper())
    return f"{', '.join(options)} {value}".strip()


def _help(action: argparse.Action) -> str:
    choices = ", ".join(map(str, action.choices or ()))
    return (action.help or "") % {**vars(action), "choices": choices}
