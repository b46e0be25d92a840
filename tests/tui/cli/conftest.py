"""Files to import, and the command with a library or run as a program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Run
from samples import PAGE

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
def filled(broadsheet: Run, page: Path, references: Path) -> Run:
    """The command, with a library of the five papers."""
    assert broadsheet("import", page, references).status == 0
    return broadsheet
