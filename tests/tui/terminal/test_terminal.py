"""The reader in a terminal of its own: how it leaves it to others, and how it leaves it at last."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from search import Library, Paths, remembered

ENTERED, LEFT = "\x1b[?1049h", "\x1b[?1049l"
PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")


class Terminal:
    """A terminal of 80 columns and 24 lines in which the reader runs, and what it has printed."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.near, far = pty.openpty()
        self.text = ""
        size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli"],
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
            env={
                **{name: os.environ[name] for name in os.environ if name != "TMUX"},
                **{f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CACHE", "CONFIG")},
                **size,
                **environment,
            },
        )
        os.close(far)

    def wait_for(self, text: str) -> None:
        """Read until the reader has printed `text`."""
        late = time.monotonic() + PATIENCE_S
        while text not in self.text:
            assert time.monotonic() < late, f"waited in vain for {text!r}: {self.text[-2000:]!r}"
            self._read(1.0)

    def press(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def end(self) -> int:
        """Read until the reader has ended; its status."""
        late = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < late, "the reader did not end"
            self._read(0.1)
        while self._read(0.1):
            pass
        return self.process.returncode

    def _read(self, patience: float) -> bool:
        with suppress(OSError):  # the other side is closed
            if select.select([self.near], [], [], patience)[0]:
                piece = os.read(self.near, 1 << 16)
                self.text += piece.decode(errors="replace")
                return bool(piece)
        return False

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with suppress(OSError):
            os.close(self.near)


@pytest.fixture
def paths(thirty: Path, tmp_path: Path) -> Paths:
    """The folders of a library of thirty papers, as the program looks for them."""
    home = tmp_path / "home"
    paths = Paths.under(thirty)
    data = home / "DATA" / "broadsheet"
    data.mkdir(parents=True)
    (data / paths.store.name).write_bytes(paths.store.read_bytes())
    return Paths(data, home / "CACHE" / "broadsheet", home / "CONFIG" / "broadsheet")


@pytest.fixture
def terminals(paths: Paths, tmp_path: Path) -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(paths, terminals, tmp_path, sent) -> None:
    terminals.append(terminal := Terminal(tmp_path / "home"))
    terminal.wait_for(ENTERED)
    terminal.wait_for("1 of 30")
    terminal.press("jj")
    terminal.wait_for("3 of 30")
    terminal.process.send_signal(sent)
    assert terminal.end() == 0
    modes = dict(re.findall(r"\x1b\[\?(1049|25|1000|1002|1003|1006|2004)([hl])", terminal.text))
    assert modes.pop("25") == "h", "the cursor is seen again"
    assert set(modes.values()) == {"l"}, "no other screen, no mouse, no marked pastes"
    assert "Traceback" not in terminal.text
    assert place(paths) == 3


# As tmux does, after which Textual writes on; and where nobody sends a signal.
@pytest.mark.parametrize("signals", [(signal.SIGCONT, signal.SIGHUP), ()])
def test_a_terminal_that_is_closed_keeps_the_place(paths, terminals, tmp_path, signals) -> None:
    terminals.append(terminal := Terminal(tmp_path / "home"))
    terminal.wait_for("1 of 30")
    terminal.press("j")
    terminal.wait_for("2 of 30")
    os.close(terminal.near)
    for sent in signals:
        os.killpg(terminal.process.pid, sent)
    terminal.process.wait(PATIENCE_S)
    assert place(paths) == 2


def test_a_text_browser_has_the_terminal_for_itself(paths, terminals, tmp_path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\nprintf "%s\\n" "asked for $1"; read key; exit 0\n')
    browser.chmod(0o755)
    terminals.append(terminal := Terminal(tmp_path / "home", BROWSER=str(browser)))
    terminal.wait_for("1 of 30")
    terminal.text = ""
    terminal.press("o")
    terminal.wait_for("asked for https://arxiv.org/abs/2406.10999")
    assert LEFT in terminal.text.partition("asked for")[0]
    assert ENTERED not in terminal.text.rpartition("asked for")[2]
    terminal.press("\r")
    terminal.wait_for("Opened")
    assert ENTERED in terminal.text.rpartition("asked for")[2]
    terminal.press("q")
    assert terminal.end() == 0
    assert place(paths) == 1


def place(paths: Paths) -> int | None:
    """The position, counted from 1, where the reader was left."""
    kept = remembered(paths.store)["place"]
    library = Library(paths)
    try:
        at = library.search("").position(kept["row"])
    finally:
        library.close()
    return None if at is None else at + 1
