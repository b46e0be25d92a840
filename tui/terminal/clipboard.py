"""Text onto the clipboard by every route there is, and a word on which one took it.

A native tool (through pyperclip) and tmux say whether they took it. OSC 52, the escape
sequence by which a terminal is asked, never answers: it is sent besides, and trusted where
nothing else is there, as over SSH, where a native tool would fill the far machine's clipboard.
"""

import base64
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_WAIT_S = 2.0


@dataclass(frozen=True, slots=True)
class Copied:
    """How a copy went. `by` are the routes known to have taken it; `asked`: OSC 52 was sent."""

    by: tuple[str, ...]
    asked: bool

    @property
    def text(self) -> str:
        """How it went, in words for the end of a sentence."""
        if self.by:
            return f"by {' and '.join(self.by)}"
        if self.asked:
            return "by the terminal (OSC 52, unconfirmed)"
        return "nowhere: no clipboard available"


def copy(text: str, write: Callable[[str], None] | None, environ: Mapping[str, str]) -> Copied:
    """Copy `text` by every route; over SSH the terminal is asked first, and no native tool.

    `write` sends characters to the terminal; None where there is no terminal.
    May wait `_WAIT_S` for a tool, so call it off the UI thread.
    """
    if write is not None:
        for sequence in osc52(text, environ):
            write(sequence)
    routes = [("tmux", _tmux)] if "TMUX" in environ else []
    if not is_remote(environ):
        routes.append(("the system's clipboard", _native))
    return Copied(tuple(name for name, route in routes if route(text)), asked=write is not None)


def routes(environ: Mapping[str, str]) -> tuple[list[str], str | None]:
    """The routes that a copy would take, and what to do where none of them is sure to take it.

    Nothing is copied. May wait `_WAIT_S` for tmux.
    """
    sure, advice = [], []
    if "TMUX" in environ:
        if (_asked("show-options", "-sv", "set-clipboard") or "off").strip() != "off":
            sure.append("tmux")
        else:
            advice.append("let tmux pass on what is copied: `tmux set -s set-clipboard on`")
    if not is_remote(environ):
        tool = _tool()
        if tool:
            sure.append(f"the system's clipboard ({tool})")
        elif environ.get("WAYLAND_DISPLAY"):
            advice.append("install wl-clipboard")
        elif environ.get("DISPLAY"):
            advice.append("install xclip or xsel")
    terminal = "the terminal (OSC 52, unconfirmed)"
    return [*sure, terminal], None if sure else "; ".join(advice) or None


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the program runs on another machine than the person's."""
    return any(name in environ for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def osc52(text: str, environ: Mapping[str, str]) -> list[str]:
    """The sequences that ask the terminal, wrapped to get through tmux or screen.

    https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Manipulate Selection Data";
    tmux passes on what stands in its own envelope with every ESC doubled, screen what stands
    in a device control string, in pieces, since it cuts long ones.
    """
    data = base64.b64encode(text.encode()).decode("ascii")
    plain = f"\x1b]52;c;{data}\x07"
    if "TMUX" in environ:
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return [plain, f"\x1bPtmux;{doubled}\x1b\\"]
    if environ.get("TERM", "").startswith("screen"):
        pieces = [plain[start : start + 76] for start in range(0, len(plain), 76)]
        return ["".join(f"\x1bP{piece}\x1b\\" for piece in pieces)]
    return [plain]


def _native(text: str) -> bool:
    import pyperclip  # 30 ms that only a copy needs

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, subprocess.SubprocessError):
        return False
    return True


def _tool() -> str | None:
    """The native tool that a copy would use; None where there is none."""
    import pyperclip

    copy, _ = pyperclip.determine_clipboard()
    return copy.__name__.removeprefix("copy_") if copy else None


def _tmux(text: str) -> bool:
    # -w: tmux hands it on to the terminal's own clipboard (tmux 3.2 and later).
    return _asked("load-buffer", "-w", "-", given=text) is not None


def _asked(*command: str, given: str = "") -> str | None:
    """What tmux answers to a command; None where it does not do it."""
    program = shutil.which("tmux")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command],
            input=given.encode(),
            capture_output=True,
            timeout=_WAIT_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return (done.stdout or b"").decode(errors="replace") if done.returncode == 0 else None
