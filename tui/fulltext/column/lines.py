"""Lines of the column: runs of words in one style each, and how they are wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import width, wrapped

_SHORT = 24  # signs of what no end of a line parts
_NO_BREAK = "\xa0"
_OPENING, _CLOSING = frozenset("([{⟨⌈⌊"), frozenset(")]}⟩⌉⌋")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: `kind` is "reference", "anchor", "note", "web" or "paper"."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line in one style, one of the keys of painting.STYLES; "" is plain.

    `is_ours`: they are none of the paper's own words, such as a number beside a formula.
    """

    text: str
    style: str = ""
    target: Target | None = None
    is_ours: bool = False

    def part(self, text: str) -> Run:
        """The same with other words."""
        return Run(text, self.style, self.target, self.is_ours)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the column. `place` is the number of its block; references follow the blocks."""

    runs: tuple[Run, ...]
    place: int

    @property
    def text(self) -> str:
        """All that it shows."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> str:
        """The paper's own words in it."""
        return "".join(run.text for run in self.runs if not run.is_ours)


@dataclass(frozen=True, slots=True)
class ScreenLink:
    """A link on the screen: its line, its number among the runs of that, where it leads."""

    line: int
    run: int
    target: Target


def links_on(lines: Sequence[Line], first: int) -> list[ScreenLink]:
    """The links on some lines, of which `first` is the number of the first one."""
    return [
        ScreenLink(number, at, run.target)
        for number, line in enumerate(lines, first)
        for at, run in enumerate(line.runs)
        if run.target is not None
    ]


def styled(runs: list[Run], style: str) -> list[Run]:
    """The runs, with a style where they have none."""
    return [run if run.style else Run(run.text, style, run.target, run.is_ours) for run in runs]


def split_lines(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of each line of a text that holds line breaks."""
    if not any("\n" in run.text for run in runs):
        yield runs
        return
    line: list[Run] = []
    for run in runs:
        first, *more = run.text.split("\n")
        line.append(run.part(first))
        for part in more:
            yield line
            line = [run.part(part)]
    yield line


def wrap(
    runs: list[Run], columns: int, *, indent: int = 0, hanging: int = 0
) -> Iterator[list[Run]]:
    """Lines of at most `columns` cells; all but the first stand `hanging` cells further in."""
    for paragraph in split_lines(runs):
        text = "".join(map(_unbroken, paragraph))
        margins = Run(" " * indent), Run(" " * (indent + hanging))
        room = max(columns - indent - hanging, 1)
        parts = wrapped(text, room)
        if any(_NO_BREAK in part and width(part) > room for part in parts):
            text = "".join(run.text for run in paragraph)
            parts = wrapped(text, room)
        for number, line in enumerate(_cut(paragraph, text, parts)):
            margin = margins[number > 0]
            yield [margin, *line] if margin.text else line


def _unbroken(run: Run) -> str:
    """The text of a run for wrapping: a short formula, and what is in brackets, stay on a line."""
    if run.style != "math" or " " not in run.text:
        return run.text
    if len(run.text) <= _SHORT:
        return run.text.replace(" ", _NO_BREAK)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(run.text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == " " and depth <= 0:
            parts.append(run.text[start:at])
            start = at + 1
    parts.append(run.text[start:])
    return " ".join(part.replace(" ", _NO_BREAK) if len(part) <= _SHORT else part for part in parts)


def _cut(runs: list[Run], text: str, parts: Sequence[str]) -> Iterator[list[Run]]:
    """The runs of each part of their text; the space between two lines goes in wrapping."""
    at = 0  # where the run begins that is cut
    number = end = 0
    for part in parts:
        start = text.find(part, end)
        end = start + len(part)
        line = []
        while number < len(runs):
            run = runs[number]
            behind = at + len(run.text)
            if behind > start and at < end:
                is_whole = start <= at and behind <= end
                line.append(run if is_whole else run.part(run.text[max(start - at, 0) : end - at]))
            if behind > end:
                break  # it goes on in the next line
            at = behind
            number += 1
        yield line
