"""Tab in bash, zsh and fish, each in a real shell where it is installed."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import Run

from tui.cli.completing import SCRIPTS

# What is typed before Tab, and what it becomes.
TYPED = (
    ("broadsheet fetc", "broadsheet fetch "),
    ("broadsheet search --sort tren", "broadsheet search --sort trending "),
    ("broadsheet search --sort=-tren", "broadsheet search --sort=-trending "),
    ("broadsheet export wool --format bibt", "broadsheet export wool --format bibtex "),
    ("broadsheet mark wool --tag=flo", "broadsheet mark wool --tag=flock "),
    ("broadsheet export wool --output=gras", "broadsheet export wool --output=grass.txt "),
    ("broadsheet view remove She", "broadsheet view remove Sheep "),
    ("broadsheet --query=is:unr", "broadsheet --query=is:unread "),
    ("broadsheet --view She", "broadsheet --view Sheep "),
    ("broadsheet view add Wool is:unr", "broadsheet view add Wool is:unread "),
    ("broadsheet search --so", "broadsheet search --sort"),
    ("broadsheet search is:unr", "broadsheet search is:unread "),
    ("broadsheet search 'count is:bookm", "broadsheet search 'count is:bookmarked"),
    ("broadsheet search tag:flo", "broadsheet search tag:flock "),
    ("broadsheet search keyw", "broadsheet search keyword:"),
    ("broadsheet sync dai", "broadsheet sync daily "),
    ("broadsheet completion zs", "broadsheet completion zsh "),
    ("broadsheet import gras", "broadsheet import grass.txt "),
)


@pytest.fixture
def folder(filled: Run, tmp_path: Path) -> Path:
    """A folder with a file to import and the command, for a library with a view and a tag."""
    assert filled("view", "add", "Sheep", "sheep").status == 0
    assert filled("mark", "sheep", "--tag", "flock").status == 0
    command = tmp_path / "bin" / "broadsheet"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
    command.chmod(0o755)
    (tmp_path / "grass.txt").touch()
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    root = str(Path(__file__).parents[3])
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": root, "TERM": "dumb", "PS1": "> "}


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, folder: Path, *command: str) -> None:
        self.terminal, other = pty.openpty()
        self.process = subprocess.Popen(
            command,
            stdin=other, stdout=other, stderr=other,
            cwd=folder, env=environment(folder), start_new_session=True,
        )  # fmt: skip
        os.close(other)

    def type(self, text: str, expected: str) -> str:
        """What the shell shows after `text`, up to `expected`, or after 30 seconds."""
        os.write(self.terminal, text.encode())
        shown = ""
        end = time.monotonic() + 30
        while expected not in shown and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.1)[0]:
                shown += os.read(self.terminal, 4096).decode("utf-8", "replace")
        return shown

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


def completed(shell: Shell) -> list[str]:
    """What each of TYPED becomes."""
    found = []
    for typed, becomes in TYPED:
        shown = shell.type(f"{typed}\t", becomes)
        found.append(becomes if becomes in shown else shown)
        shell.type("\x15echo do''ne\n", "done")  # Ctrl-U takes the line away
    return found


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash(folder: Path) -> None:
    shell = Shell(folder, "bash", "--norc", "-i")
    shell.type(f"source '{SCRIPTS}/broadsheet.bash'; echo rea''dy\n", "ready")
    found = completed(shell)
    shell.close()
    assert found == [becomes for _, becomes in TYPED]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"), [("", r"\$\(touch\ owned\)"), ("'", "$(touch owned)"), ('"', "")]
)
def test_no_name_is_offered_so_that_bash_would_run_it(
    folder: Path, filled: Run, typed: str, offered: str
) -> None:
    assert filled("mark", "sheep", "--tag", "$(touch owned)", "--untag", "flock").status == 0
    ran = subprocess.run(
        ["bash", "-c", f'source "{SCRIPTS}/broadsheet.bash"; _broadsheet_ask tags "$0"', typed],
        cwd=folder, env=environment(folder), capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.stdout.strip(), ran.stderr) == (offered, "")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh(folder: Path) -> None:
    shell = Shell(folder, "zsh", "-f", "-i")
    start = f"fpath=('{SCRIPTS}' $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\n"
    shell.type(start, "ready\r\n")
    found = completed(shell)
    shell.close()
    assert found == [becomes for _, becomes in TYPED]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(folder: Path) -> None:
    lines = "\n".join(f'echo "[$(complete -C {quoted(typed)} | head -n 1)]"' for typed, _ in TYPED)
    ran = subprocess.run(
        ["fish", "--no-config", "-c", f"source '{SCRIPTS}/broadsheet.fish'\n{lines}"],
        cwd=folder, env=environment(folder), capture_output=True, text=True,
    )  # fmt: skip
    found = [line.strip("[]").partition("\t")[0] for line in ran.stdout.splitlines()]
    words = [becomes.rstrip().split(" ")[-1] for _, becomes in TYPED]
    words[12] = "count is:bookmarked"  # the whole word in quotes
    assert (found, ran.stderr) == (words, "")


def quoted(text: str) -> str:
    """A text in fish's quotes."""
    return "'" + text.replace("'", "\\'") + "'"


def test_tab_makes_no_library(broadsheet: Run, home: Path) -> None:
    ran = broadsheet("--complete", "query", "is:unr")
    assert (ran.status, ran.out, ran.err) == (0, "is:unread\n", "")
    assert broadsheet("--complete", "tags", "").out == ""
    assert not home.exists()
