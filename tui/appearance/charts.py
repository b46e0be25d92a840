"""Charts of plain signs, for the screen and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.appearance.glyphs import Glyphs

if TYPE_CHECKING:
    from search import Statistics


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a bar chart: how many, how many of them stand out (all without it), and of what."""

    name: str
    count: int
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as it is drawn; numbers and bars of one chart have one width each."""

    numbers: str
    bar: str
    name: str


def bars(rows: Sequence[Row], width: int, glyphs: Glyphs) -> list[Drawn]:
    """Each row with a bar of at most `width` cells, the longest for the most."""
    most = max((row.count for row in rows), default=0)
    counts = [f"{row.count:,}" for row in rows]
    parts = ["" if row.part is None else f"{row.part:,}" for row in rows]
    widest, part = max(map(len, counts), default=0), max(map(len, parts), default=0)
    drawn = []
    for row, count, part_of_it in zip(rows, counts, parts, strict=True):
        full = _steps(row.count if row.part is None else row.part, most, width)
        light = _steps(row.count, most, width) - full
        numbers = f"{count:>{widest}}" + (f"  {part_of_it:>{part}}" if part else "")
        drawn.append(
            Drawn(numbers, f"{glyphs.full * full}{glyphs.light * light}".ljust(width), row.name)
        )
    return drawn


def columns(counts: Sequence[int], cells: int, height: int, glyphs: Glyphs) -> list[str]:
    """A column for each count, `cells` wide with the gap: `height` lines, the highest first."""
    of_line = len(glyphs.steps)
    levels = [_steps(count, max(counts), height * of_line) for count in counts]
    lines = []
    for line in reversed(range(height)):
        heights = (min(max(level - line * of_line, 0), of_line) for level in levels)
        signs = (f" {glyphs.steps}"[height] for height in heights)
        lines.append("".join((sign * max(cells - 1, 1)).ljust(cells) for sign in signs))
    return lines


def keywords(statistics: Statistics) -> list[Row]:
    """The commonest keywords as rows of a chart."""
    return [Row(word, papers) for word, papers in statistics.keywords.items()]


def sources(statistics: Statistics) -> list[Row]:
    """The sources as rows of a chart; what is unread stands out."""
    return [
        Row(wording.source(name), share.papers, share.unread)
        for name, share in statistics.sources.items()
    ]


def tags(statistics: Statistics) -> list[Row]:
    """The tags as rows of a chart; what is unread stands out."""
    return [Row(f"#{name}", share.papers, share.unread) for name, share in statistics.tags.items()]


def _steps(count: int, most: int, steps: int) -> int:
    """How many of `steps` stand for `count`; what there is at all is seen."""
    return max(round(count / most * steps), 1) if count else 0
