"""A table as lines of text: columns aligned, merged cells across theirs, wide ones wrapped."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.fulltext.document import Block, Cell
from search.text.cells import width, wrapped

_GAP = 2  # cells between two columns
_NARROWEST = 6  # cells that a column keeps where a table is too wide
_NUMBER = re.compile(r"[-+−±]?[\d.,]+.{0,12}|[–—-]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of a cell, at a column, over so many columns."""

    text: str
    column: int
    columns: int


def table_lines(block: Block, columns: int, shown: Callable[[Cell], str]) -> list[str]:
    """The lines of a table of at most `columns` cells, where its columns can be so narrow.

    `shown` gives the text of a cell.
    """
    if not block.rows or not block.rows[0]:
        return []
    rows = _pieces(block, shown)
    widths = _widths(rows, len(block.rows[0]), columns)
    right = _numbers(rows[block.head :], len(widths))
    written: list[str] = []
    for number, row in enumerate(rows):
        written += _row(row, widths, right)
        if number + 1 == block.head:
            written.append("─" * (sum(widths) + _GAP * (len(widths) - 1)))
    return written


def _pieces(block: Block, shown: Callable[[Cell], str]) -> list[list[_Piece]]:
    merged = {(each.row, each.column): each.columns for each in block.merged}
    rows = []
    for row, cells in enumerate(block.rows):
        pieces, column = [], 0
        while column < len(cells):
            columns = merged.get((row, column), 1)
            pieces.append(_Piece(" ".join(shown(cells[column]).split()), column, columns))
            column += columns
        rows.append(pieces)
    return rows


def _widths(rows: Sequence[Sequence[_Piece]], count: int, most: int) -> list[int]:
    """The cells that each column gets; where all together are too wide, the widest give way."""
    widths = [1] * count
    pieces = sorted((piece for row in rows for piece in row), key=lambda piece: piece.columns)
    for piece in pieces:
        own = range(piece.column, piece.column + piece.columns)
        missing = width(piece.text) - sum(widths[at] for at in own) - _GAP * (piece.columns - 1)
        if missing > 0:
            widths[own[-1]] += missing
    room = most - _GAP * (count - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        # As far down as the next widest, or as is needed.
        next_widest = max([each for each in widths if each < widest], default=_NARROWEST)
        many = widths.count(widest)
        down = min(widest - max(next_widest, _NARROWEST), -(-(sum(widths) - room) // many))
        widths = [each - max(1, down) if each == widest else each for each in widths]
    return widths


def _numbers(rows: Sequence[Sequence[_Piece]], count: int) -> list[bool]:
    """Whether most cells of a column are numbers, which end in one line."""
    filled, numbers = [0] * count, [0] * count
    for row in rows:
        for piece in row:
            if piece.columns == 1 and piece.text:
                filled[piece.column] += 1
                numbers[piece.column] += bool(_NUMBER.fullmatch(piece.text))
    return [3 * many >= 2 * all_ > 0 for many, all_ in zip(numbers, filled, strict=True)]


def _row(row: Sequence[_Piece], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells: list[tuple[int, list[str], bool]] = []
    for piece in row:
        own = widths[piece.column : piece.column + piece.columns]
        room = sum(own) + _GAP * (piece.columns - 1)
        parts = wrapped(piece.text, room) if piece.text else []
        cells.append((room, parts, piece.columns == 1 and right[piece.column]))
    height = max([len(parts) for _, parts, _ in cells], default=1)
    written = []
    for number in range(max(height, 1)):
        line = []
        for room, parts, at_right in cells:
            part = parts[number] if number < len(parts) else ""
            space = " " * max(0, room - width(part))
            line.append(space + part if at_right else part + space)
        written.append((" " * _GAP).join(line).rstrip())
    return written
