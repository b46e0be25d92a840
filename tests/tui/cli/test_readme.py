"""The commands that the README, the messages and the help name are there, and do what they say."""

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tui.cli.parser import parser

Run = Callable[..., Any]

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.compile(r"`(?:\.venv/bin/)?broadsheet ([a-z][^`]*)`")


def commands(text: str) -> list[list[str]]:
    """The commands on lines of their own, as a shell takes them apart; cron lines, too."""
    lines = re.findall(
        r"^    (?:[\d*]+ [\d* ]+ )?((?:\.venv/bin/)?broadsheet .+)$", text, re.MULTILINE
    )
    pieces = [piece for line in lines for piece in line.split(";")]
    words = [shlex.split(piece.split(" >")[0], comments=True) for piece in pieces]
    return [found[1:] for found in words]


def messages(file: Path) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_the_commands_from_scripts_do_what_they_say(
    broadsheet: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    section = README.partition("## From scripts")[2].partition("\n## ")[0]
    found = commands(section)
    assert len(found) >= 5
    assert broadsheet("mark", "memory", "--bookmark").status == 0
    for command in found:
        ran = broadsheet(*command)
        assert (ran.status, ran.err) == (0, ""), command
        assert ran.out, command
    assert (tmp_path / "refs.bib").read_text().startswith("@")


def test_every_command_line_of_the_readme_is_valid() -> None:
    found = commands(README)
    assert ["digest", "--mail"] in found
    for command in found:
        parser().parse_args(command)


@pytest.mark.parametrize("file", ["README.md", "tui", "search"])
def test_every_command_that_is_named_is_there(file: str) -> None:
    if file.endswith(".md"):
        texts = [(ROOT / file).read_text("utf-8")]
    else:
        texts = [text for each in (ROOT / file).rglob("*.py") for text in messages(each)]
    usage = parser().format_help()
    known = set(re.findall(r"^    ([a-z]+) ", usage, re.MULTILINE))
    named = {name.split()[0] for text in texts for name in SHOWN.findall(text)}
    assert named
    assert named - known == set()
