"""The grid of a table, from rows and cells that may span several."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, product

from search.errors import LibraryError
from search.fulltext.document import Cell, Merged
from search.fulltext.latexml.roles import has_class, role
from search.fulltext.reading.markup import Element

_MOST_CELLS = 50_000  # real tables have up to 20,000
_MOST_IN_HEAD = 3  # rows
_WIDEST = 1_000  # columns that one cell may span, as in HTML

Grid = tuple[tuple[Cell, ...], ...]


def grid(table: Element, spans: Callable[[Element], Cell]) -> tuple[Grid, tuple[Merged, ...], int]:
    """The cells of a table as rows of one length, which of them cover several, and the head's rows.

    `spans` reads a cell. What a cell covers beside its own place is empty.
    Raises LibraryError where the table is too large.
    """
    found = list(_rows(table, False))
    places = _places([row for row, _ in found])  # all, before any cell is read: it may be refused
    head = next((number for number, (_, is_head) in enumerate(found) if not is_head), len(found))
    head = head or _rows_above_rule([row for row, _ in found])
    below = max([each.row + each.rows for each, _ in places if each.row < head], default=0)
    head = max(head, min(below, len(found) - 1))
    width = max((place.column + place.columns for place, _ in places), default=0)
    if len(found) * width > _MOST_CELLS:
        raise _too_large()
    cells: list[list[Cell]] = [[()] * width for _ in found]
    for place, cell in places:
        cells[place.row][place.column] = spans(cell)
    merged = tuple(place for place, _ in places if place.rows * place.columns > 1)
    return tuple(map(tuple, cells)), merged, head


def _rows_above_rule(rows: list[Element]) -> int:
    """The rows above the first rule that crosses the table, where a page names no head."""
    for number, (above, below) in enumerate(pairwise(rows[: _MOST_IN_HEAD + 1]), 1):
        if _has_rule(above, "ltx_border_b", "ltx_border_bb") or _has_rule(
            below, "ltx_border_t", "ltx_border_tt"
        ):
            return number
    return 0


def _has_rule(row: Element, *names: str) -> bool:
    cells = list(_cells(row))
    return bool(cells) and all(has_class(cell, *names) for cell in cells)


def _places(rows: list[Element]) -> list[tuple[Merged, Element]]:
    """Where each cell of the rows begins and how much it covers."""
    taken: set[tuple[int, int]] = set()
    places: list[tuple[Merged, Element]] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (number, column) in taken:
                column += 1
            columns = min(_span(cell, "colspan"), _WIDEST)
            down = min(_span(cell, "rowspan"), len(rows) - number)
            if len(taken) + down * columns > _MOST_CELLS:
                raise _too_large()
            taken.update(product(range(number, number + down), range(column, column + columns)))
            places.append((Merged(number, column, down, columns), cell))
            column += columns
    return places


def _too_large() -> LibraryError:
    return LibraryError("the page has a table that is too large; read the PDF instead")


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
    if not given and (found := re.search(rf"\bltx_{name}_(\d+)", cell.attributes.get("class", ""))):
        given = found[1]
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
