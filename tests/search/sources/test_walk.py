"""The files that paths name."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from search.errors import SourceError
from search.sources import files
from search.sources.walk import Opener


def content(opener: Opener) -> str:
    with opener() as stream:
        return stream.read().decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden", ".git/d.txt", "empty/.keep"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_folder_gives_its_files_in_order_and_no_hidden_ones(folder: Path) -> None:
    named = [(name, content(opener)) for name, opener in files([str(folder)])]
    assert named == [(str(folder / name), name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_files_come_in_the_order_they_are_named(folder: Path) -> None:
    paths = [str(folder / "b.txt"), str(folder / "sub" / ".hidden"), str(folder / "a.txt")]
    assert [name for name, _ in files(paths)] == paths


def test_a_file_that_cannot_be_opened_stops_no_other(folder: Path) -> None:
    missing, there = str(folder / "no.txt"), str(folder / "a.txt")
    (_, refused), (_, opener) = files([missing, there])
    with pytest.raises(SourceError, match=r"no such file: .*no\.txt"):
        refused()
    assert content(opener) == "a.txt"


def test_a_folder_without_files_says_so(folder: Path) -> None:
    ((_, refused),) = files([str(folder / "empty")])
    with pytest.raises(SourceError, match="no files in"):
        refused()


def test_a_broken_link_is_reported_and_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "sub" / "lost").symlink_to(folder / "nowhere")
    (folder / "sub" / "loop").symlink_to(folder)
    os.mkfifo(folder / "sub" / "pipe")
    named = dict(files([str(folder / "sub")]))
    assert [Path(name).name for name in named] == ["c.txt", "lost"]
    with pytest.raises(SourceError, match=r"no such file: .*lost"):
        named[str(folder / "sub" / "lost")]()


def test_what_may_not_be_read_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_allowed(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", not_allowed)  # root may open every file
    ((_, refused),) = files([str(folder / "a.txt")])
    with pytest.raises(SourceError, match="check its permissions"):
        refused()


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ink")))
    ((name, opener),) = files(["-"])
    assert name == "standard input"
    assert content(opener) == "ink"
