"""A formula as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.text.cells import width
from search.text.maths import box
from search.text.maths.box import Box, TooLargeError
from search.text.maths.drawing import Drawing
from search.text.maths.layout import Layout
from search.text.maths.line import line
from search.text.maths.tree import Node


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on one line, in two dimensions, and in TeX.

    `rows` are lines of one width in cells, `base` the number of the one that stands in the row of
    the text around it. Where a formula needs no second dimension, they are its one line.
    """

    line: str
    rows: tuple[str, ...]
    base: int
    tex: str


def formula(node: Node, tex: str = "", *, ascii_only: bool = False) -> Formula:
    """`node` as it is shown; `ascii_only` draws brackets, bars and roots with ASCII signs."""
    text = line(node).strip()
    try:
        drawn = box.trimmed(Layout(Drawing(ascii_only)).box(node))
    except TooLargeError:
        drawn = box.text(text)
    if drawn.height == 1:
        drawn = box.text(text)
    return Formula(text, drawn.lines, drawn.base, tex)


def aligned(rows: Sequence[Sequence[Formula]]) -> list[Formula]:
    """The rows of an alignment, each one formula: columns to the right and to the left in turn.

    Each row gives its formulas from left to right; together they read as one. All formulas that
    come back are as wide as the widest row.
    """
    columns = max(map(len, rows), default=0)
    wide = [0] * columns
    for cells in rows:
        for number, cell in enumerate(cells):
            wide[number] = max(wide[number], width(cell.rows[0]))
    return [_one_row(cells, wide) for cells in rows]


def _one_row(cells: Sequence[Formula], wide: list[int]) -> Formula:
    parts: list[Box] = []
    for number, room in enumerate(wide):
        cell = cells[number] if number < len(cells) else None
        drawn = Box(cell.rows, cell.base) if cell else box.text("")
        if parts and room:
            # A gap stands before each right column: it begins an equation of its own.
            parts.append(box.text("   " if number % 2 == 0 else " "))
        parts.append(box.widened(drawn, room, "lr"[number % 2 == 0]))
    row = box.beside(parts) if parts else box.text("")
    text = " ".join(cell.line for cell in cells if cell.line)
    tex = " ".join(cell.tex for cell in cells if cell.tex)
    return Formula(text, row.lines, row.base, tex)
