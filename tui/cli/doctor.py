"""What `broadsheet doctor` checks of the terminal's side: settings, terminal, clipboard."""

import locale
from collections.abc import Iterator, Mapping

from search import Check, Config, Paths
from tui.appearance.glyphs import ASCII, glyphs
from tui.keys.keymap import keymap
from tui.keys.problems import problems

_TRUE_COLOUR = ("truecolor", "24bit")  # values of COLORTERM
_COLOURS = {"kitty": 256, "256color": 256}  # by the end of TERM; other terminals have 16


def checks(paths: Paths, config: Config, environ: Mapping[str, str]) -> Iterator[Check]:
    """Check what the reader will meet. Nothing is changed."""
    yield _settings(config, paths)
    yield _terminal(config, environ)
    yield _clipboard(environ)


def colours(environ: Mapping[str, str]) -> str:
    """How many colours the terminal says it has: the rules of rich, which draws the reader."""
    if environ.get("NO_COLOR"):
        return "no colours (NO_COLOR is set)"
    if environ.get("COLORTERM", "").strip().lower() in _TRUE_COLOUR:
        return "16 million colours"
    ending = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return f"{_COLOURS.get(ending, 16)} colours"


def _settings(config: Config, paths: Paths) -> Check:
    wrong = "; ".join(problems(config, keymap(config)))
    given = f"sets {', '.join(config.given)}" if config.given else "all settings are default"
    file = str(paths.settings) if paths.settings.exists() else "no config.toml"
    return Check("settings", not wrong, wrong or f"{file}: {given}")


def _terminal(config: Config, environ: Mapping[str, str]) -> Check:
    wrong = "; ".join(_terminal_faults(config, environ))
    fine = f"{environ.get('TERM')}, {colours(environ)}, {_encoding()}"
    return Check("terminal", not wrong, wrong or fine)


def _terminal_faults(config: Config, environ: Mapping[str, str]) -> Iterator[str]:
    kind = environ.get("TERM", "")
    if kind in ("", "dumb", "unknown"):
        yield f"TERM is {kind!r}: the reader cannot draw; set TERM as your terminal's manual says"
    if not config.ascii and glyphs(ascii_only=False, term="any") == ASCII:
        yield (
            f"the encoding {_encoding()} lacks the reader's signs, so it draws in ASCII: "
            "choose a locale with UTF-8, such as `export LANG=C.UTF-8`, or set `ascii = true`"
        )


def _encoding() -> str:
    return locale.getpreferredencoding(False)


def _clipboard(environ: Mapping[str, str]) -> Check:
    from tui.terminal import clipboard

    routes, advice = clipboard.routes(environ)
    return Check("clipboard", advice is None, advice or f"by {' and '.join(routes)}")
