"""The formula of a `math` element, which may be as large as a page likes."""

import re
from collections.abc import Iterator

from search.fulltext.reading.markup import Element
from search.fulltext.reading.mathml import SKIPPED, read
from search.text.clean import one_line
from search.text.maths import signs
from search.text.maths.formula import Formula, formula
from search.text.maths.line import line as on_one_line
from search.text.maths.tree import is_deep

# Real formulas have up to 2,000 elements and 40 levels.
_MOST_ELEMENTS = 20_000
_DEEPEST = 100
_LONGEST = 50_000  # characters, white space of the page among them

_JOINED_LINES = re.compile(r"(?<!\\)((?:\\\\)*)%[ \t]*\n[ \t]*")


def render(tree: Element, *, ascii_only: bool = False, line_only: bool = False) -> Formula:
    """The formula of a `math` element, on one line and in two dimensions, safe to show.

    Of one that is too large or too deep its signs come in a row. `ascii_only` draws brackets,
    bars and roots with ASCII signs. `line_only`: one line is enough, as in a sentence.
    """
    tex = tex_of(tree)
    node = read(tree) if _is_bounded(tree) else None
    if node is None or is_deep(node):
        text = _signs_in_a_row(tree)
        return Formula(text, (text,), 0, tex)
    if line_only:
        text = on_one_line(node).strip()
        return Formula(text, (text,), 0, tex)
    return formula(node, tex, ascii_only=ascii_only)


def tex_of(tree: Element) -> str:
    """The TeX that the page gives for a `math` element, on one line; "" where it gives none."""
    found = tree.attributes.get("alttext", "")
    for element in _elements(tree):
        if (
            element.tag == "annotation"
            and element.attributes.get("encoding") == "application/x-tex"
        ):
            found = "".join(child for child in element.children if isinstance(child, str))
            break
    return one_line(_JOINED_LINES.sub(r"\1", found))


def _elements(tree: Element) -> Iterator[Element]:
    """The element and those below it, as many as a formula may have."""
    stack, count = [tree], 0
    while stack and count < _MOST_ELEMENTS:
        element = stack.pop()
        count += 1
        yield element
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def _is_bounded(tree: Element) -> bool:
    level, count, length = [tree], 0, 0
    for _ in range(_DEEPEST):
        count += len(level)
        length += sum(
            len(child) for part in level for child in part.children if isinstance(child, str)
        )
        if not level or count > _MOST_ELEMENTS or length > _LONGEST:
            return not level
        level = [
            child
            for element in level
            for child in element.children
            if isinstance(child, Element) and child.tag not in SKIPPED
        ]
    return not level


def _signs_in_a_row(tree: Element) -> str:
    """The signs of what is too large, as far as they can be read."""
    parts: list[str] = []
    length = 0
    stack: list[Element | str] = [tree]
    while stack and length < _LONGEST:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part[:_LONGEST])
            length += len(part)
        elif part.tag not in SKIPPED:
            stack.extend(reversed(part.children))
    text = one_line("".join(char for char in "".join(parts) if char not in signs.INVISIBLE))
    return f"{text} …" if stack or length > _LONGEST else text
