"""Displayed equations: the rows of LaTeXML's layout tables, each one formula with its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.fulltext.document import Math
from search.fulltext.latexml.roles import has_class, role
from search.fulltext.markup import Element
from search.text.clean import one_line


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


def formula_of(element: Element, *, display: bool = False) -> Math:
    """A formula of the page as a span."""
    tex = one_line(element.attributes.get("alttext", ""))
    return Math(tex or one_line(element.text()), tex, display)


def joined(parts: list[Math], *, display: bool, number: str | None) -> Math:
    """The formulas of one row, which stand in cells of their own, as one."""
    line = " ".join(part.math for part in parts)
    return Math(line, " ".join(part.tex for part in parts), display, number)


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
