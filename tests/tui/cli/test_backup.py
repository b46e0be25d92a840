"""`broadsheet backup` and `broadsheet restore`: all that a person has, in one file."""

import json
import shutil
from pathlib import Path

import pytest
from commands import Run


@pytest.fixture
def file(filled: Run, tmp_path: Path) -> Path:
    """A backup of five papers, one of them marked."""
    filled("mark", "2401.00001", "--bookmark", "--tag", "wool", "--note", "look again")
    made = tmp_path / "all.zip"
    assert filled("backup", made).status == 0
    return made


def test_a_new_machine_gets_all_of_it(filled: Run, file: Path, home: Path) -> None:
    shutil.rmtree(home)
    ran = filled("restore", file)
    assert (ran.status, ran.out, ran.err) == (0, f"restored 5 papers from {file}\n", "")
    paper = json.loads(filled("show", "2401.00001", "--json").out)
    assert (paper["bookmarked"], paper["tags"], paper["note"]) == (True, ["wool"], "look again")
    found = json.loads(filled("search", "sheep", "--json").out)
    assert found["total"] == 3  # and no starter papers among them
    assert filled("undo").status == 0


def test_what_was_there_is_reported_and_comes_back(filled: Run, file: Path) -> None:
    filled("mark", "goats", "--read")
    ran = filled("restore", file)
    first, second = ran.out.splitlines()
    assert first == f"restored 5 papers from {file}"
    kept = second.removeprefix("the previous library is kept in ")
    assert json.loads(filled("search", "is:read", "--json").out)["total"] == 0
    assert filled("restore", kept).status == 0
    assert json.loads(filled("search", "is:read", "--json").out)["total"] == 1


def test_settings_are_reported(filled: Run, home: Path, tmp_path: Path) -> None:
    settings = home / "config" / "broadsheet" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("density = 'compact'\n")
    file = tmp_path / "all.zip"
    filled("backup", file)
    settings.write_text("density = 'normal'\n")
    assert f"{settings} is unchanged" in filled("restore", file).out
    settings.unlink()
    assert f"settings restored to {settings}" in filled("restore", file).out
    assert settings.read_text() == "density = 'compact'\n"


def test_what_cannot_be_is_reported_in_one_line(
    broadsheet: Run, home: Path, tmp_path: Path
) -> None:
    ran = broadsheet("backup", tmp_path / "all.zip")
    assert (ran.status, ran.out, len(ran.messages)) == (1, "", 1)
    page = tmp_path / "page\x1b[2J.zip"
    page.write_text("Dear diary")
    for command in ("restore", "backup"):
        ran = broadsheet(command, page, "--json")
        assert (ran.status, ran.out, len(ran.messages)) == (1, "", 1)
        assert "\x1b" not in ran.err
    assert page.read_text() == "Dear diary"
    assert not list(home.rglob("*.sqlite3"))


def test_a_damaged_library_names_the_way_out(filled: Run, file: Path, home: Path) -> None:
    store = home / "data" / "broadsheet" / "library.sqlite3"
    store.write_bytes(b"\xff" * 9999)
    (line,) = filled("status").messages
    assert "`broadsheet recover`" in line
    assert "`broadsheet doctor` names the newest backup" in line
    assert filled("restore", file).status == 0
    assert json.loads(filled("status", "--json").out)["papers"] == 5
