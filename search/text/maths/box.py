"""Blocks of text that are set beside and above each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.errors import LibraryError
from search.text.cells import width

_MOST_CELLS = 200_000


class TooLargeError(LibraryError):
    """A formula has more cells in two dimensions than anybody can read."""


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of one width in cells; `base` is the number of the line that is in the row of text.

    `core` is how many lines above and below the base a bracket beside it covers: scripts are not
    covered. None is all of them.
    """

    lines: tuple[str, ...]
    base: int = 0
    core: tuple[int, int] | None = None

    @property
    def width(self) -> int:
        """Its width in cells."""
        return width(self.lines[0]) if self.lines else 0

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self.lines)

    @property
    def below(self) -> int:
        """How many lines stand under its base."""
        return len(self.lines) - 1 - self.base

    @property
    def covered(self) -> tuple[int, int]:
        """How many lines above and below its base a bracket covers."""
        return self.core or (self.base, self.below)


def text(line: str) -> Box:
    """One line."""
    return Box((line,))


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes in a row, their bases on one line."""
    if len(boxes) == 1:
        return boxes[0]
    above = max((box.base for box in boxes), default=0)
    below = max((box.below for box in boxes), default=0)
    lines = [""] * (above + below + 1)
    _check(sum(box.width for box in boxes), len(lines))
    for box in boxes:
        blank = " " * box.width
        top = above - box.base
        for number in range(len(lines)):
            inside = top <= number < top + box.height
            lines[number] += box.lines[number - top] if inside else blank
    covered = [box.covered for box in boxes]
    up = max((up for up, _ in covered), default=0)
    down = max((down for _, down in covered), default=0)
    return Box(tuple(lines), above, (up, down))


def stacked(boxes: Sequence[Box], base: int, align: str = "c") -> Box:
    """Boxes under each other; the new base is that of the one numbered `base`."""
    wide = max(box.width for box in boxes)
    _check(wide, sum(box.height for box in boxes))
    lines: list[str] = []
    line = 0
    for number, box in enumerate(boxes):
        if number == base:
            line = len(lines) + box.base
        lines += (padded(row, wide, align) for row in box.lines)
    return Box(tuple(lines), line)


def padded(line: str, wide: int, align: str) -> str:
    """`line` in `wide` cells: "l", "c" or "r"."""
    room = max(wide - width(line), 0)
    before = {"l": 0, "r": room}.get(align, room // 2)
    return f"{' ' * before}{line}{' ' * (room - before)}"


def widened(box: Box, wide: int, align: str) -> Box:
    """`box` in `wide` cells."""
    return Box(tuple(padded(line, wide, align) for line in box.lines), box.base, box.core)


def trimmed(box: Box) -> Box:
    """`box` without blank columns at its sides."""
    left = min((len(line) - len(line.lstrip(" ")) for line in box.lines), default=0)
    lines = [line[left:].rstrip(" ") for line in box.lines]
    wide = max(map(width, lines), default=0)
    return Box(tuple(padded(line, wide, "l") for line in lines), box.base)


def _check(wide: int, high: int) -> None:
    if wide * high > _MOST_CELLS:
        raise TooLargeError("The formula is too large to be shown in two dimensions.")
