"""Files to import, and the command with a library or run as a program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Run
from samples import PAGE

from search import Library, Paths

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


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the five papers, as the command leaves it; to be copied."""
    folder = tmp_path_factory.mktemp("five")
    (folder / "page.txt").write_text(PAGE)
    (folder / "list.bib").write_text(REFERENCES)
    home = folder / "home"
    paths = Paths(*(home / name / "broadsheet" for name in ("data", "cache", "config")))
    with Library(paths) as library:
        imported = library.import_files([str(folder / "page.txt"), str(folder / "list.bib")])
        assert imported.added == 5
        library.back_up_daily()
    return home


@pytest.fixture
def filled(five: Path, home: Path, broadsheet: Run) -> Run:
    """The command, with a library of the five papers."""
    shutil.copytree(five, home)
    return broadsheet
