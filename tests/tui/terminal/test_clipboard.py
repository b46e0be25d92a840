"""Copying: by every route that there is, and said truthfully."""

import base64
import re
import subprocess

import pyperclip
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal import clipboard

TEXT = "https://github.com/lab/paper"
NATIVE = "the system's clipboard"


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What tmux was given; it takes everything."""
    taken: list[bytes] = []

    def run(command, **how):
        assert command[1:] == ["load-buffer", "-w", "-"]
        taken.append(how["input"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(clipboard.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(clipboard.subprocess, "run", run)
    return taken


def test_a_plain_terminal_and_the_system(outside) -> None:
    sent: list[str] = []
    copied = clipboard.copy(TEXT, sent.append, {"TERM": "xterm"})
    assert outside.copied == [TEXT]
    assert len(sent) == 1
    assert copied.text == f"by {NATIVE}"


def test_over_ssh_the_far_machine_is_left_alone(outside) -> None:
    sent: list[str] = []
    copied = clipboard.copy(TEXT, sent.append, {"SSH_TTY": "/dev/pts/1"})
    assert outside.copied == []
    assert len(sent) == 1
    assert "unconfirmed" in copied.text


def test_tmux_takes_it_too(outside, tmux) -> None:
    copied = clipboard.copy(TEXT, [].append, {"TMUX": "/run/tmux/default,1,0"})
    assert tmux == [TEXT.encode()]
    assert copied.text == f"by tmux and {NATIVE}"


def test_tmux_over_ssh(outside, tmux) -> None:
    copied = clipboard.copy(TEXT, [].append, {"TMUX": "x", "SSH_CLIENT": "y"})
    assert (outside.copied, copied.text) == ([], "by tmux")


def test_a_tmux_that_fails_or_hangs_is_not_named(outside, tmux, monkeypatch) -> None:
    outside.has_tool = False
    for outcome in (1, subprocess.TimeoutExpired("tmux", 2)):

        def run(command, *, outcome=outcome, **_):
            if isinstance(outcome, int):
                return subprocess.CompletedProcess(command, outcome)
            raise outcome

        monkeypatch.setattr(clipboard.subprocess, "run", run)
        assert clipboard.copy(TEXT, [].append, {"TMUX": "x"}).by == ()


def test_without_any_tool_it_is_said_that_nobody_knows(outside) -> None:
    outside.has_tool = False
    assert "unconfirmed" in clipboard.copy(TEXT, [].append, {}).text
    assert clipboard.copy(TEXT, None, {}).text.startswith("nowhere")


def test_a_missing_tool_is_no_error(monkeypatch) -> None:
    monkeypatch.undo()  # the stand-in for the system's clipboard

    def missing(_: str) -> None:
        raise pyperclip.PyperclipException("no copy/paste mechanism")

    monkeypatch.setattr(pyperclip, "copy", missing)
    assert clipboard.copy(TEXT, [].append, {}).by == ()


def test_the_exact_sequences() -> None:
    data = base64.b64encode(b"hi").decode()
    assert clipboard.osc52("hi", {"TERM": "xterm"}) == [f"\x1b]52;c;{data}\x07"]
    assert clipboard.osc52("hi", {"TERM": "tmux-256color", "TMUX": "x"}) == [
        f"\x1b]52;c;{data}\x07",
        f"\x1bPtmux;\x1b\x1b]52;c;{data}\x07\x1b\\",
    ]
    assert clipboard.osc52("hi", {"TERM": "screen.xterm"}) == [f"\x1bP\x1b]52;c;{data}\x07\x1b\\"]


def decoded(sequence: str) -> str:
    """What a terminal takes from a sequence that reached it."""
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found
    return base64.b64decode(found[1]).decode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_comes_back_from_every_wrapping(text: str) -> None:
    assert [*map(decoded, clipboard.osc52(text, {}))] == [text]
    plain, wrapped = clipboard.osc52(text, {"TMUX": "x"})
    assert decoded(plain) == text
    inner = wrapped.removeprefix("\x1bPtmux;").removesuffix("\x1b\\")
    assert decoded(inner.replace("\x1b\x1b", "\x1b")) == text
    (pieces,) = clipboard.osc52(text, {"TERM": "screen"})
    assert all(len(piece) <= 76 for piece in re.findall(r"\x1bP(.*?)\x1b\\", pieces, re.DOTALL))
    assert decoded("".join(re.findall(r"\x1bP(.*?)\x1b\\", pieces, re.DOTALL))) == text


async def test_the_key_sends_the_sequence_to_the_terminal(run_reader, library, outside) -> None:
    outside.has_tool = False
    sent: list[str] = []
    async with run_reader(library) as ui:
        ui.app._driver.write = sent.append
        await ui.press("c")
        copies = [one for one in sent if one.startswith("\x1b]52;")]
        assert [*map(decoded, copies)] == ["https://github.com/lab/paper-0"]
        assert "Copied https://github.com/lab/paper-0" in ui.toasts
        assert "unconfirmed" in ui.toasts
