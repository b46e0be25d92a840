"""A person's folders, files to import, and the command, called or run as a program."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from promised import assert_as_promised

from tui.cli import main

PAGE = """Counting Sheep in Large Meadows

We count sheep in meadows of every size, and show that the count depends on the fence. Our method
walks along the fence once and asks each sheep for its number. It is fast, it is fair to the sheep,
and it finds more of them than any method before. The code is at https://github.com/meadow/count.

Goats That Climb: A Curriculum

We teach goats to climb by a curriculum of ever steeper rocks. The goats that began with small
stones climb higher than those that began with a cliff, and they fall less often. We measure the
height with a rope, and we discuss what this means for chamois, whose rocks are steeper still.

Wool as a Model of Memory

This paper asks whether wool remembers the sheep that it came from. We knit scarves of two kinds
and wash them often. The scarves shrink, and our model tells by how much. We also show that the
memory of wool fades with each washing, and that a curriculum of cold washes preserves it.
"""
REFERENCES = """@article{lamm,
  title = {Sleep after Counting},
  author = {Lamm, Ada and Schaf, Bo},
  year = {2023},
  eprint = {2401.00001},
  keywords = {sleep, sheep},
  abstract = {Those who count sleep well.}
}

@article{ziege,
  title = {On Chamois},
  author = {Ziege, Cy},
  doi = {10.1234/Chamois},
  year = {2022}
}
"""


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        """The lines of standard error, each of which must be a message of ours."""
        lines = self.err.splitlines()
        assert all(line.startswith("broadsheet: ") for line in lines), self.err
        assert "Traceback" not in self.err
        return lines


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own: nothing outside is read or written."""
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / "home" / name))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def broadsheet(home: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Calls the command as the shell would."""

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        ran = Ran(status, *capfd.readouterr())
        if "--json" in arguments and ran.out:
            assert_as_promised(list(map(str, arguments)), ran.out)
        return ran

    return run


@pytest.fixture
def program(home: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command as a process of its own."""

    def start(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        environment = {**os.environ, **options.pop("env", {})}
        command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
        return subprocess.Popen(command, env=environment, **options)

    return start


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page of three papers."""
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    return file


@pytest.fixture
def references(tmp_path: Path) -> Path:
    """A list of two papers with ids."""
    file = tmp_path / "list.bib"
    file.write_text(REFERENCES)
    return file


@pytest.fixture
def filled(broadsheet: Callable[..., Ran], page: Path, references: Path) -> Callable[..., Ran]:
    """The command, with a library of the five papers."""
    assert broadsheet("import", page, references).status == 0
    return broadsheet
