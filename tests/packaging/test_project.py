"""What the project says about itself, and what it must not tell."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from search import VERSION

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_version_is_one() -> None:
    assert version("broadsheet") == VERSION
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert VERSION in heads


def test_every_python_that_is_named_is_allowed() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=")
    named = re.findall(r":: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert oldest in named
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" in named


def test_the_packages_say_that_they_are_typed() -> None:
    assert "Typing :: Typed" in PROJECT["classifiers"]
    assert (ROOT / "search" / "py.typed").exists()
    assert (ROOT / "tui" / "py.typed").exists()


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_place_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"`((?:tui|search|tests|screenshots|\.ci)/[\w./]*)`", text)
    for package, rooms in re.findall(r"^    (search|tui)/\n((?:      .*\n)+)", text, re.MULTILINE):
        named += [f"{package}/{line.split()[0]}" for line in rooms.splitlines()]
    assert named
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for package in ("search", "tui"):
        rooms = [place for place in (ROOT / package).iterdir() if (place / "__init__.py").exists()]
        assert [room.name for room in rooms if f"      {room.name}/ " not in text] == []


def test_the_source_package_holds_what_it_names() -> None:
    included = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
    assert all((ROOT / name).exists() for name in included["build"]["targets"]["sdist"]["include"])


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text that is part of the project, by its name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("this is no checkout")
    files = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return {
        str(file.relative_to(ROOT)): file.read_text("utf-8", "replace")
        for file in files
        if file.is_file()
    }


def test_no_file_says_where_it_was_written(texts: dict[str, str]) -> None:
    places = {str(ROOT), str(Path.home()), sys.prefix, sys.base_prefix} - {"/", "/usr"}
    place = re.compile("|".join(rf"(?<![\w.]){re.escape(each)}(?![\w.-])" for each in places))
    assert [name for name, text in texts.items() if place.search(text)] == []


def test_no_file_names_a_registry(texts: dict[str, str]) -> None:
    host = re.compile(r"\bpypi\.(?:org|python)|\bpython" r"hosted\b|--(?:extra-)?index-" r"url")
    assert [name for name, text in texts.items() if host.search(text)] == []
