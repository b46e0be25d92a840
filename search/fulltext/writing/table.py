"""A table as lines of text: columns aligned, merged cells across theirs, wide ones wrapped."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.fulltext.document import Block, Cell
from search.text.cells import width, wrapped

_GAP = 2  # cells between two columns
_NARROWEST = 6  # cells that a column keeps where a table is too wide
_LONGEST = 24  # cells of a word that is not parted
_NUMBER = re.compile(r"[-+−±]?[\d.,]+((?![^\W\d_]{3}).){0,12}|[–—-]")  # a unit, no word behind it


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
    """The cells that each column gets; where all together are too wide, the widest give way.

    None gets narrower than its longest word, so a table may stay wider than `most`.
    """
    pieces = sorted((piece for row in rows for piece in row), key=lambda piece: piece.columns)
    wide = _needed(pieces, count, width)
    narrow = [min(_NARROWEST, cells) for cells in wide]
    least = list(map(max, narrow, _needed(pieces, count, _longest_word)))
    room = most - _GAP * (count - 1)

    def cut(limit: int) -> list[int]:
        return [max(few, min(many, limit)) for few, many in zip(least, wide, strict=True)]

    limit = bisect_right(range(max(wide) + 1), room, key=lambda limit: sum(cut(limit))) - 1
    widths = cut(limit)
    spare = room - sum(widths)
    for number, cells in enumerate(widths):
        if cells < wide[number] and spare > 0:
            widths[number] += 1
            spare -= 1
    return widths


def _needed(pieces: Sequence[_Piece], count: int, cells: Callable[[str], int]) -> list[int]:
    """The cells that each column needs, by what its texts need; the widest texts come last."""
    needed = [1] * count
    for piece in pieces:
        own = range(piece.column, piece.column + piece.columns)
        missing = cells(piece.text) - sum(needed[at] for at in own) - _GAP * (piece.columns - 1)
        if missing > 0:
            needed[own[-1]] += missing
    return needed


def _longest_word(text: str) -> int:
    return min(max(map(width, text.split(" "))), _LONGEST)


def _numbers(rows: Sequence[Sequence[_Piece]], count: int) -> list[bool]:
    """Whether most cells of a column are numbers, which end in one line."""
    filled, numbers = [0] * count, [0] * count
    for row in rows:
        for piece in row:
            if piece.columns == 1 and piece.text:
                filled[piece.column] += 1
                numbers[piece.column] += bool(_NUMBER.fullmatch(piece.text))
    return [3 * many >= 2 * all_ > 0 for many, all_ in zip(numbers, filled, strict=True)]


def _parted(text: str, cells: int) -> list[str]:
    """A line in parts of at most `cells`: a word that is longer than all others is parted."""
    if width(text) <= cells:
        return [text]
    if text.isascii():
        return [text[at : at + cells] for at in range(0, len(text), cells)]
    parts, used = [""], 0
    for char in text:
        used += width(char)
        if parts[-1] and used > cells:
            parts.append("")
            used = width(char)
        parts[-1] += char
    return parts


def _row(row: Sequence[_Piece], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells: list[tuple[int, list[str], bool]] = []
    for piece in row:
        own = widths[piece.column : piece.column + piece.columns]
        room = sum(own) + _GAP * (piece.columns - 1)
        parts = [part for line in wrapped(piece.text, room) for part in _parted(line, room)]
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
