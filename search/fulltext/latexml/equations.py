"""Displayed equations: the rows of LaTeXML's layout tables, each one formula with its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.fulltext.document import Math
from search.fulltext.latexml.roles import has_class, role
from search.fulltext.reading import mathematics
from search.fulltext.reading.formulas import as_formula, as_math, of_tex
from search.fulltext.reading.markup import Element
from search.text.clean import one_line
from search.text.maths.formula import Formula, aligned

_PADDING = (
    "ltx_eqn_center_padleft", "ltx_eqn_center_padright", "ltx_eqn_left_padleft",
    "ltx_eqn_left_padright", "ltx_eqn_eqno",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an equation: the ids that lead to it, its element, and its printed number."""

    ids: tuple[str, ...]
    element: Element
    number: str | None


def rows(equation: Element) -> list[Row]:
    """The rows of an equation or a group of them, in order.

    The id of a group leads to its first row. A number beside several rows is the first's.
    """
    found: list[Row] = []
    for ids, element in _leaves(equation, []):
        tags = (tag for tag in element.elements() if _is_number(tag))
        number = next((number_of(tag) for tag in tags), None)
        found.append(Row(tuple(ids), element, number))
    return found


def number_of(tag: Element) -> str | None:
    """The number in a tag such as "(3a)" or "[1.2]", without its brackets."""
    text = one_line("".join(_texts(tag)))
    if len(text) > 1 and text[0] in "([" and text[-1] in ")]":
        text = text[1:-1].strip()
    return text or None


def formula_of(element: Element, *, display: bool = False, in_row: bool = False) -> Math:
    """A formula of the page as a span, on one line alone unless displayed or in a row that is."""
    if element.tag != "math":  # a picture of one, as old pages have it
        pictures = (each.attributes.get("alt", "") for each in element.elements())
        return of_tex(next(filter(None, pictures), element.text()), display)
    line_only = not (display or in_row)
    return as_math(mathematics.render(element, line_only=line_only), display, None)


def joined(parts: Sequence[Math]) -> Math:
    """Formulas that stand side by side, as one."""
    first = parts[0]
    (row,) = aligned([list(map(as_formula, parts))])
    return as_math(row, first.display, first.number)


def shown(equation: Element, found: Sequence[Row]) -> list[Math | None]:
    """The formula of each row, columns aligned; None for a row that holds anything else."""
    is_array = has_class(equation, "ltx_eqn_eqnarray")
    columns = [_columns(row.element, is_array) for row in found]
    lines = iter(aligned([cells for cells in columns if cells]))
    return [
        as_math(next(lines), True, row.number) if cells else None
        for row, cells in zip(found, columns, strict=True)
    ]


def _columns(row: Element, is_array: bool) -> list[Formula] | None:
    """The formulas of the cells of a row; None where there are none, or not only formulas."""
    cells = [child for child in row.children if isinstance(child, Element) and child.tag == "td"]
    found: list[Formula] = []
    for cell in cells or [row]:
        parts = list(_only_formulas(cell))
        is_padding = has_class(cell, *_PADDING)
        if None in parts or (parts and is_padding):
            return None
        if is_padding:
            continue
        formulas = [mathematics.render(part) for part in parts if part]
        found.append(aligned([formulas])[0] if len(formulas) != 1 else formulas[0])
    if is_array and len(found) == 3:  # an eqnarray's relation has a column of its own
        found = [found[0], aligned([found[1:]])[0]]
    return found if any(formula.line for formula in found) else None


def _only_formulas(element: Element) -> Iterator[Element | None]:
    """The formulas in an element; None among them where it holds anything else."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield None
            continue
        match role(child):
            case "math" if child.tag == "math":
                yield child
            case "inline" | "block":
                yield from _only_formulas(child)
            case "skipped":
                continue
            case _:
                yield None


def _leaves(element: Element, ids: list[str]) -> Iterator[tuple[list[str], Element]]:
    """The innermost rows with the ids around each that no row before it had."""
    if name := element.attributes.get("id"):
        ids.append(name)
    below = [child for child in element.children if not isinstance(child, str)]
    if not any(_is_row(each) for child in below for each in child.elements()):
        if _is_row(element):
            yield list(ids), element
            ids.clear()
        return
    for child in below:
        yield from _leaves(child, ids)


def _is_row(element: Element) -> bool:
    return has_class(element, "ltx_eqn_row", "ltx_equation")


def _is_number(element: Element) -> bool:
    return has_class(element, "ltx_tag_equation", "ltx_tag_equationgroup")


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif role(child) == "math":
            yield formula_of(child).math
        else:
            yield from _texts(child)
