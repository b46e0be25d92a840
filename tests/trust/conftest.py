"""A person's home, the command in it, and whether an output can act on a terminal."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from search import Library, Paper, Paths
from tui.cli import main

# What acts on a terminal, or reorders what stands around it.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard error, each of which must be a message of ours."""
        lines = self.err.splitlines()
        assert all(line.startswith("broadsheet: ") for line in lines), self.err
        return lines


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The folders of a home of its own."""
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / "home" / name))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Paths.of_user()


@pytest.fixture
def run(home: Paths, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Calls the command; its output never acts on a terminal."""

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        ran = Ran(status, *capfd.readouterr())
        assert not ACTING.search(ran.out + ran.err), ascii(ran)
        assert status in (0, 1, 2)
        assert ran.lines is not None
        return ran

    return call


@pytest.fixture
def filled(home: Paths) -> Paths:
    """A library of three papers with marks of each kind, closed."""
    from contextlib import closing

    from search import Marking

    with closing(Library(home)) as library:
        library.add(
            [
                Paper(
                    title=title,
                    abstract=f"We count {title} in meadows.",
                    authors=("Ada Lamm", "Bo Schaf"),
                    arxiv=f"2401.0000{number}",
                    keywords=("counting",),
                    upvotes=number,
                )
                for number, title in enumerate(("sheep", "goats", "wool"))
            ]
        )
        library.mark([1], Marking(read=True, tag=("night",), note="mine"))
        library.views.save("Meadow", "meadows")
    return home
