"""The command that tells what is wrong with a set-up, and its part of the looking."""

import argparse
import locale
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import search
from search import Check, Config, Paths, load_config
from tui.appearance.glyphs import ASCII, glyphs
from tui.cli import console, printing

_COLOURS = {"truecolor": "16 million colours", "256": "256 colours", "standard": "16 colours"}


def doctor(args: argparse.Namespace) -> int:
    """Print what was looked at, and what is wrong with it."""
    paths = Paths.of_user()
    config = load_config(paths.settings)
    found = [
        *search.checks(paths),
        _settings(config, paths),
        _terminal(config, os.environ),
        _clipboard(os.environ),
    ]
    well = all(check.ok for check in found)
    if args.json:
        console.print_json({"ok": well, "checks": [asdict(check) for check in found]})
    else:
        print(printing.checks(found))
    return 0 if well else 1


def _settings(config: Config, paths: Paths) -> Check:
    from tui.keys.keymap import keymap
    from tui.keys.problems import problems

    wrong = "; ".join(problems(config, keymap(config)))
    there = str(paths.settings) if paths.settings.exists() else "none: the defaults are in force"
    return Check("settings", not wrong, wrong or there)


def _terminal(config: Config, environ: Mapping[str, str]) -> Check:
    wrong = "; ".join(_terminal_faults(config, environ))
    if wrong:
        return Check("terminal", False, wrong)
    from rich.console import Console

    console = Console(force_terminal=True, _environ=environ)
    colours = _COLOURS.get(console.color_system or "", "no colours")
    if console.no_color:
        colours = "no colours (NO_COLOR is set)"
    return Check("terminal", True, f"{environ['TERM']}, {colours}, {_encoding()}")


def _terminal_faults(config: Config, environ: Mapping[str, str]) -> Iterator[str]:
    kind = environ.get("TERM", "")
    if kind in ("", "dumb", "unknown"):
        yield f"TERM is {kind!r}, so the reader cannot draw: set it as your terminal's manual says"
    if not config.ascii and glyphs(ascii_only=False) == ASCII:
        yield (
            f"{_encoding()} lacks the reader's signs, which are plain ASCII then: "
            "choose a locale with UTF-8, as `export LANG=C.UTF-8`, or set `ascii = true`"
        )


def _encoding() -> str:
    return locale.getpreferredencoding(False)


def _clipboard(environ: Mapping[str, str]) -> Check:
    from tui.terminal import clipboard

    routes, advice = clipboard.routes(environ)
    return Check("clipboard", advice is None, advice or f"by {' and '.join(routes)}")
