"""The grid of a table, from rows and cells that may span several."""

from collections.abc import Callable, Iterator

from search.errors import LibraryError
from search.fulltext.document import Cell, Merged
from search.fulltext.latexml.roles import has_class, role
from search.fulltext.markup import Element

_MOST_CELLS = 200_000
_WIDEST = 1_000  # columns that one cell may span, as in HTML

Grid = tuple[tuple[Cell, ...], ...]


def grid(table: Element, spans: Callable[[Element], Cell]) -> tuple[Grid, tuple[Merged, ...], int]:
    """The cells of a table as rows of one length, which of them cover several, and the head's rows.

    `spans` reads a cell. What a cell covers beside its own place is empty.
    Raises LibraryError where the table is too large.
    """
    found = list(_rows(table, False))
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[Merged] = []
    width = head = 0
    for number, (row, in_head) in enumerate(found):
        head += in_head and head == number
        column = 0
        for cell in _cells(row):
            while (number, column) in cells:
                column += 1
            columns = min(_span(cell, "colspan"), _WIDEST)
            rows = min(_span(cell, "rowspan"), len(found) - number)
            if len(cells) + rows * columns > _MOST_CELLS:
                raise LibraryError("The page has a table that is too large, so it is not read.")
            for down in range(rows):
                for across in range(columns):
                    cells[number + down, column + across] = ()
            cells[number, column] = spans(cell)
            if rows * columns > 1:
                merged.append(Merged(number, column, rows, columns))
            column += columns
            width = max(width, column)
    if len(found) * width > _MOST_CELLS:
        raise LibraryError("The page has a table that is too large, so it is not read.")
    rows_of_cells = (
        tuple(cells.get((row, column), ()) for column in range(width)) for row in range(len(found))
    )
    return tuple(rows_of_cells), tuple(merged), head


def _rows(element: Element, in_head: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table and whether they are of its head, without those of tables in cells."""
    for child in element.children:
        if isinstance(child, str) or role(child) == "table":
            continue
        if child.tag == "tr" or has_class(child, "ltx_tr"):
            yield child, in_head
        else:
            yield from _rows(
                child, in_head or child.tag == "thead" or has_class(child, "ltx_thead")
            )


def _cells(row: Element) -> Iterator[Element]:
    for child in row.children:
        if not isinstance(child, str) and (child.tag in ("td", "th") or has_class(child, "ltx_td")):
            yield child


def _span(cell: Element, name: str) -> int:
    """How many columns or rows a cell takes, by its attribute or, of a span, by its class."""
    given = cell.attributes.get(name, "")
    if not given:
        classes = (each for each in cell.classes if each.startswith(f"ltx_{name}_"))
        given = next(classes, "").rpartition("_")[2]
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
