"""The settings as the command line tells of them and takes them up."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Paths
from tui.app import Broadsheet


@pytest.fixture
def settings(home: Path) -> Callable[[str], Path]:
    """Writes the settings file."""

    def write(text: str) -> Path:
        file = Paths.of_user().settings
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write


def test_keys_prints_those_in_force_and_reports_what_cannot_be(broadsheet, settings) -> None:
    file = settings("[keys]\npreset = 'newsboat'\nundo = 'ctrl+y'\nmark.raed = 'x'\nredo = 'bogus'")
    ran = broadsheet("keys")
    assert ran.status == 0
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert lines["sync"].split()[1:3] == ["r", "R"]
    assert lines["undo"].split()[1] == "Ctrl-Y"
    assert ran.messages == [
        f"broadsheet: {file}, line 4: mark.raed: unknown command; did you mean mark.read?",
        f"broadsheet: {file}, line 5: redo: unknown key 'bogus'",
    ]


def test_keys_reports_all_that_the_start_of_the_reader_reports(broadsheet, settings) -> None:
    file = settings("theme = 'nrod'\ndensity = 'thin'")
    errors = broadsheet("keys").err
    assert f"{file.name}, line 1: theme: unknown theme 'nrod'" in errors
    assert "line 2: density" in errors


def test_a_command_without_keys_has_none_in_json(broadsheet, settings) -> None:
    settings("[keys]\nundo = ''")
    keys = {one["id"]: one["keys"] for one in json.loads(broadsheet("keys", "--json").out)}
    assert keys["undo"] == []
    assert keys["redo"] == ["ctrl+r"]


@pytest.mark.parametrize("arguments", [[], ["--ascii"]])
def test_ascii_signs_may_be_asked_for(broadsheet, monkeypatch, arguments) -> None:
    shown: list[str] = []
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("os._exit", sys.exit)  # by which the reader ends its process
    monkeypatch.setattr(
        Broadsheet,
        "run",
        lambda app: shown.append(app.get_default_screen().control.looks.glyphs.unread),
    )
    assert broadsheet(*arguments).status == 0
    assert shown == ["*" if arguments else "●"]
