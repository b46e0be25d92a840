"""Drawing the lines of a paper: words in the styles of the theme in force, as Textual's strips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.style import Style

from tui.appearance.styles import ACCENT, QUIET, ink
from tui.fulltext.column.lines import Line

STYLES = {
    "title": "bold $text-accent",
    "heading": "bold $text-accent",
    "emphasis": "italic",
    "strong": "bold",
    "code": "$text-secondary",
    "math": "$foreground",
    "quiet": QUIET,
    "caption": QUIET,
    "link": ACCENT,
}
_CHOSEN = "reverse"
_MARKS = re.compile(r"(?<!\\)(?:[_^]\{?|[{}])")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What a line has besides its words: a bar at its left, a ground, a chosen run, matches.

    A match is its first character, the one behind its last, and its style.
    """

    bar: str = " "
    ground: str = ""
    chosen: int | None = None
    matches: tuple[tuple[int, int, str], ...] = ()


class Painter:
    """Draws lines in a column in the middle of `cells`, upon the style of the widget.

    Each style is made once: making one takes as long as drawing some lines.
    """

    def __init__(self, base: Style, cells: int, columns: int) -> None:
        self.left = max((cells - columns) // 2, 0)
        self._base = base
        self._cells = cells
        self._columns = columns
        self._styles: dict[tuple[str, ...], RichStyle] = {}
        self.blank = Strip.blank(cells, self._style())

    def words(self, line: Line, emphasis: Emphasis) -> Strip:
        """The words of a line, however wide."""
        return Strip(self._words(line, emphasis))

    def placed(self, strip: Strip, number: int, bar: str, sideways: int) -> Strip:
        """The words of the line with a number in their column, with what is beside it.

        Of words that are wider than the column it is what stands `sideways` cells further, with a
        sign where they go on.
        """
        if strip.cell_length > self._columns:
            start = min(sideways, strip.cell_length - self._columns)
            end = start + self._columns
            goes_on = strip.cell_length > end
            strip = strip.crop(start, end).apply_offsets(start, number)
            if goes_on:
                sign = Segment("›", self._style(ACCENT))
                strip = Strip([*strip.crop(0, self._columns - 1), sign])
        margin = Segment(f"{bar} ".rjust(self.left), self._style(ACCENT))
        return Strip([margin, *strip]).adjust_cell_length(self._cells, self._style())

    def _words(self, line: Line, emphasis: Emphasis) -> Iterator[Segment]:
        at = 0
        for number, run in enumerate(line.runs):
            chosen = _CHOSEN if number == emphasis.chosen else ""
            for text, look in script_marks(run.text) if run.style == "math" else [(run.text, "")]:
                styles = (STYLES.get(look or run.style, ""), chosen, emphasis.ground)
                if not emphasis.matches:
                    yield Segment(text, self._style(*styles))
                    continue
                for start, end, style in _parts(emphasis.matches, at, at + len(text)):
                    yield Segment(text[start - at : end - at], self._style(*styles, style))
                at += len(text)

    def _style(self, *names: str) -> RichStyle:
        """The style of the widget with these upon it."""
        made = self._styles.get(names)
        if made is None:
            style = self._base
            for name in filter(None, names):
                style += ink(name)
            made = self._styles[names] = style.rich_style
        return made


def script_marks(formula: str) -> Iterator[tuple[str, str]]:
    """The parts of a formula on one line, with "quiet" for the signs that mark its scripts.

    These are `_` and `^`, and the braces behind them; a brace that is the formula's own is none.
    """
    start, opened = 0, list[bool]()
    for mark in _MARKS.finditer(formula):
        sign = mark[0]
        if sign == "}":
            is_mark = bool(opened) and opened.pop()
        else:
            is_mark = sign != "{"
            if sign[-1] == "{":
                opened.append(is_mark)
        if is_mark:
            yield formula[start : mark.start()], ""
            yield sign, "quiet"
            start = mark.end()
    yield formula[start:], ""


def _parts(
    matches: Iterable[tuple[int, int, str]], start: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """The characters from `start` to `end` in parts: those of matches, and those between."""
    for first, last, style in matches:
        first, last = max(first, start), min(last, end)
        if first < last:
            if start < first:
                yield start, first, ""
            yield first, last, style
            start = last
    if start < end:
        yield start, end, ""
