"""`broadsheet doctor`: what is wrong with a set-up is reported, and nothing is touched."""

import json
import locale
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest
from commands import Run
from rich.console import Console

from search import Library, Paths
from search.index.folder import Folder
from search.index.terms.schema import schema
from search.store import Store
from tui.cli import doctor
from tui.terminal import clipboard

NAMES = (
    "versions", "data folder", "cache folder", "config folder", "library", "backups", "index",
    "feeds", "full texts", "settings", "terminal", "clipboard",
)  # fmt: skip


@pytest.fixture(autouse=True)
def well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop on which nothing is wrong, whatever the tests are run on."""
    monkeypatch.setattr(clipboard, "_tool", lambda: "xclip")
    monkeypatch.setattr(locale, "getpreferredencoding", lambda _=True: "UTF-8")
    monkeypatch.setattr(metadata, "requires", lambda _: ["whoosh==2.7.4", "new>=1; extra == 'b'"])


def wrong(run: Run) -> dict[str, str]:
    """What is reported to be wrong, by name."""
    ran = run("doctor", "--json")
    found = json.loads(ran.out)
    assert found.keys() == {"ok", "checks"}
    assert tuple(check["name"] for check in found["checks"]) == NAMES
    assert all(check.keys() == {"name", "ok", "what"} for check in found["checks"])
    faults = {check["name"]: check["what"] for check in found["checks"] if not check["ok"]}
    assert (ran.status, found["ok"], ran.err) == (1 if faults else 0, not faults, "")
    return faults


def check_line(run: Run, name: str) -> str:
    """What the check of that name says in the text, which has a line for each."""
    lines = run("doctor").out.splitlines()
    assert len(lines) == len(NAMES)
    (line,) = [line for line in lines if line[6:].startswith(f"{name} ")]
    return line


def everything(home: Path) -> dict[str, tuple[bytes, int]]:
    """Every file, with its mode."""
    return {
        str(path): (path.read_bytes() if path.is_file() else b"", path.stat().st_mode)
        for path in home.rglob("*")
        if not path.name.endswith("-shm")  # where SQLite notes who reads
    }


def paths() -> Paths:
    return Paths.of_user()


def test_where_all_is_well(filled: Run, home: Path) -> None:
    before = everything(home)
    assert wrong(filled) == {}
    assert check_line(filled, "library").startswith("ok    library        5 papers, intact")
    assert "ready, 5 papers" in check_line(filled, "index")
    assert "daily never synced" in check_line(filled, "feeds")
    assert "Python 3." in check_line(filled, "versions")
    assert "xclip" in check_line(filled, "clipboard")
    assert "256 colours, UTF-8" in check_line(filled, "terminal")
    assert everything(home) == before


def test_nothing_is_made_where_nothing_is(broadsheet: Run, home: Path) -> None:
    assert wrong(broadsheet) == {}
    assert "not created yet" in check_line(broadsheet, "library")
    assert not home.exists()


def test_a_library_that_others_have_open(filled: Run, home: Path) -> None:
    with closing(Library(paths())) as library:
        library._store.memory["feed.huggingface:daily"] = {"synced": 1_700_000_000_000}
        library._store.papers.remove([1])
        before = everything(home)
        assert wrong(filled) == {}
        assert "4 papers" in check_line(filled, "library")
        assert "incomplete: it has 5 papers, the library 4;" in check_line(filled, "index")
        assert "daily last synced 2023-11-1" in check_line(filled, "feeds")
        assert everything(home) == before
        library._store.memory["feed.huggingface:daily"] = {"missing": ["since 2023-11-01"]}
        assert "daily misses papers since 2023-11-01: " in check_line(filled, "feeds")


def _page_of_nonsense(store: Path) -> None:
    with store.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


def _newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (_page_of_nonsense, "`broadsheet restore FILE`"),
        (lambda store: store.write_text("Dear diary " * 999), "`broadsheet restore FILE`"),
        (_newer, "update Broadsheet"),
        (_folder, "not a regular file"),
    ],
)
def test_a_library_that_cannot_be_used(
    filled: Run, home: Path, spoil: Callable[[Path], object], advice: str
) -> None:
    spoil(paths().store)
    before = everything(home)
    faults = wrong(filled)
    assert faults.keys() == {"library", "index", "feeds"}
    assert advice in faults["library"]
    assert str(paths().store) in faults["library"]
    assert check_line(filled, "library").startswith("FAIL  library ")
    assert everything(home) == before


def test_a_library_that_others_may_read(filled: Run) -> None:
    paths().store.chmod(0o644)
    assert f"chmod 600 {paths().store}" in wrong(filled)["library"]
    paths().store.chmod(0o600)
    assert wrong(filled) == {}


def test_a_file_in_the_place_of_a_folder(filled: Run) -> None:
    shutil.rmtree(paths().cache)
    paths().cache.write_text("in the way")
    assert "is not a folder" in wrong(filled)["cache folder"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write to all")
def test_a_folder_that_may_not_be_written(filled: Run) -> None:
    paths().data.chmod(0o500)
    assert "no permission to write" in wrong(filled)["data folder"]
    paths().data.chmod(0o700)


# Whoosh leaves its table of contents open where it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_is_broken(filled: Run, home: Path) -> None:
    for file in paths().index.iterdir():
        file.write_bytes(b"mice were here")
    before = everything(home)
    faults = wrong(filled)
    assert faults.keys() == {"index"}
    assert "run `broadsheet rebuild`" in faults["index"]
    assert everything(home) == before
    assert filled("rebuild").status == 0
    assert wrong(filled) == {}


def test_an_index_that_does_not_fit(filled: Run) -> None:
    """As where somebody copied an older library over the newer one."""
    with closing(Store(paths().store)) as store:
        folder = Folder(paths().index, store.identity, schema())
    folder.write_version(folder.version() + 7)
    assert re.match("outdated: .* `broadsheet rebuild`", wrong(filled)["index"])
    assert filled("rebuild").status == 0
    assert wrong(filled) == {}


def test_an_index_that_is_not_there_is_no_fault(filled: Run) -> None:
    shutil.rmtree(paths().index)
    assert wrong(filled) == {}
    assert "not built yet for 5 papers" in check_line(filled, "index")
    assert not paths().index.exists()


def test_settings_that_are_right(filled: Run) -> None:
    assert "no config.toml: all settings are default" in check_line(filled, "settings")
    paths().config.mkdir(parents=True)
    paths().settings.write_text("theme = 'nord'\n[feeds]\nday = 'huggingface:daily'\n")
    assert f"{paths().settings}: sets theme, feeds" in check_line(filled, "settings")


def test_settings_that_are_wrong(filled: Run) -> None:
    paths().config.mkdir(parents=True)
    paths().settings.write_text("theme = 'nrod'\n[keys]\nundo = 'bogus'\n")
    fault = wrong(filled)["settings"]
    assert re.search(r"line 1: theme: .*; .*line 3: undo: ", fault)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TERM", "dumb", "FAIL "),
        ("TERM", "", "FAIL "),
        ("TERM", "linux", "16 colours"),
        ("COLORTERM", "truecolor", "16 million colours"),
        ("NO_COLOR", "1", "NO_COLOR is set"),
    ],
)
def test_terminals(
    filled: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv(name, value)
    assert said in check_line(filled, "terminal")


@pytest.mark.parametrize("no_color", ["", "1"])
@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "xterm-kitty", "linux-16color"])
def test_the_colours_are_those_of_rich_which_draws(
    term: str, colorterm: str, no_color: str
) -> None:
    environ = {"TERM": term, "COLORTERM": colorterm, "NO_COLOR": no_color}
    console = Console(force_terminal=True, _environ=environ)
    colours = {"truecolor": "16 million", "256": "256", "standard": "16"}
    expected = "no" if console.no_color else colours[console.color_system or ""]
    assert doctor.colours(environ).split(" colours")[0] == expected


def test_an_encoding_without_the_signs(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getpreferredencoding", lambda _=True: "ascii")
    assert "UTF-8" in wrong(filled)["terminal"]
    paths().config.mkdir(parents=True)
    paths().settings.write_text("ascii = true\n")
    assert wrong(filled) == {}


@pytest.mark.parametrize(
    ("environment", "tmux", "said"),
    [
        ({}, None, "by the terminal (OSC 52, unconfirmed)"),
        ({"DISPLAY": ":0"}, None, "FAIL  clipboard      install xclip or xsel"),
        ({"WAYLAND_DISPLAY": "w"}, None, "FAIL  clipboard      install wl-clipboard"),
        ({"DISPLAY": ":0", "SSH_TTY": "t"}, None, "by the terminal (OSC 52, unconfirmed)"),
        ({"TMUX": "t"}, "external\n", "by tmux and the terminal"),
        ({"TMUX": "t"}, "off\n", "`tmux set -s set-clipboard on`"),
        ({"TMUX": "t", "SSH_TTY": "t"}, None, "`tmux set -s set-clipboard on`"),
    ],
)
def test_clipboards_without_a_tool(
    filled: Run,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    tmux: str | None,
    said: str,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clipboard, "_tool", lambda: None)
    monkeypatch.setattr(clipboard, "_asked", lambda *_: tmux)
    assert said in check_line(filled, "clipboard")


@pytest.mark.parametrize(
    ("required", "said"),
    [
        ("whoosh<2.7,>=2", "whoosh 2.7.4 is installed, but whoosh<2.7,>=2 is required"),
        ("whoosh>=2.7.10", "whoosh 2.7.4 is installed"),
        ("no-such-package>=1", "no-such-package is not installed"),
    ],
)
def test_what_is_installed_does_not_fit(
    filled: Run, monkeypatch: pytest.MonkeyPatch, required: str, said: str
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: [required])
    assert said in wrong(filled)["versions"]
