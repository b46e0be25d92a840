"""Presentation MathML to the tree of a formula: a case for each element."""

import re
from collections.abc import Callable, Iterator

from search.fulltext.reading.markup import Element
from search.text.clean import one_line
from search.text.maths import signs
from search.text.maths.tree import (
    EMPTY,
    Form,
    Fraction,
    Leaf,
    Node,
    Root,
    Space,
    Table,
    accent,
    is_blank,
    row,
    scripts,
)

SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts"})
_MOST_CELLS = 4_000  # real formulas have up to 200
_TOKENS = {"mi": "name", "mn": "number", "mo": "operator", "mtext": "text", "ms": "text"}
_OVER = frozenset([*signs.OVER, "⏞", "←", "↔"])
_UNDER = frozenset([*signs.UNDER, "⏟"])
_EM = re.compile(r"(-?\d*\.?\d+)(em|ex|pt|px|mu)?")
_IN_EM = {"em": 1.0, "ex": 0.43, "pt": 0.1, "px": 0.0625, "mu": 1 / 18, None: 0.0}


def read(element: Element) -> Node:
    """The tree of an element's children. Its depth is not limited: see mathematics.render."""
    return row(_nodes(element))


def _node(element: Element) -> Node:
    if element.tag in _TOKENS:
        return _token(element)
    reader = _READERS.get(element.tag)
    if reader is not None:
        return reader(element)
    return EMPTY if element.tag in SKIPPED else read(element)


def _nodes(element: Element) -> list[Node]:
    """The children of an element that has as many as its kind needs; bare text counts as one."""
    nodes = []
    for child in element.children:
        if isinstance(child, Element):
            if child.tag not in ("annotation", "annotation-xml"):
                nodes.append(_node(child))
        elif text := _clean(child).strip():
            nodes.append(Leaf(text, "text"))
    return nodes


def _clean(text: str) -> str:
    """`text` safe to show; a no-break space at an end counts, white space of the file does not."""
    text = text.strip(" \t\r\n\f")
    shown = one_line("".join(char for char in text if char not in signs.INVISIBLE))
    before = " " if text[:1].isspace() and shown else ""
    after = " " if text[-1:].isspace() and shown else ""
    return f"{before}{shown}{after}"


def _token(element: Element) -> Node:
    written = "".join(
        child if isinstance(child, str) else _text(child) for child in element.children
    )
    kind = _TOKENS[element.tag]
    text = _clean(written)
    if kind != "text":
        text = text.strip()
    if kind == "operator":
        return _operator(element, written, text)
    text = signs.styled(text, element.attributes.get("mathvariant", ""))
    if not text:
        return Space(0.2) if written and not written.strip() and kind == "text" else EMPTY
    if kind == "name":
        return Leaf(text, "name")
    return Leaf(text, "number") if kind == "number" else Leaf(text, "text")


def _text(element: Element) -> str:
    """All text below an element of bounded depth."""
    return "".join(
        child if isinstance(child, str) else _text(child)
        for child in element.children
        if isinstance(child, str) or child.tag not in SKIPPED
    )


def _operator(element: Element, written: str, text: str) -> Node:
    before, after = (_em(element.attributes.get(name, "")) for name in ("lspace", "rspace"))
    if not text:
        return Space(before + after, applies=signs.APPLY in written)
    leaf = Leaf(text, "operator", _form(element, text, before, after))
    return row([leaf, Space(after)]) if after >= 1 else leaf


def _form(element: Element, text: str, before: float, after: float) -> Form:
    """What a bar is: between two things, or on one side of one; and whether it is tall."""
    is_bar = text in signs.BARS
    if is_bar and (element.attributes.get("fence") == "false" or max(before, after) > 0.2):
        return "infix"
    if text == "∣":
        return "fence" if element.attributes.get("fence") == "true" else ""
    is_bracket = text in signs.OPENING or text in signs.CLOSING
    if (is_bar or is_bracket) and element.attributes.get("stretchy") != "false":
        return "tall"
    return "fence" if is_bar and element.attributes.get("fence") == "true" else ""


def _em(length: str) -> float:
    found = _EM.fullmatch(length.strip())
    return float(found[1]) * _IN_EM[found[2]] if found else 0.0


def _parts(element: Element, count: int) -> list[Node]:
    """`count` children; a missing one is empty, what is too much stands in the last."""
    nodes = _nodes(element)
    nodes += [EMPTY] * (count - len(nodes))
    return [*nodes[: count - 1], row(nodes[count - 1 :])]


def _space(element: Element) -> Node:
    return Space(_em(element.attributes.get("width", "")))


def _sub(element: Element) -> Node:
    base, below = _parts(element, 2)
    return scripts(base, below, None)


def _sup(element: Element) -> Node:
    base, above = _parts(element, 2)
    return scripts(base, None, above)


def _subsup(element: Element) -> Node:
    return scripts(*_parts(element, 3))


def _under(element: Element) -> Node:
    base, below = _parts(element, 2)
    sign = _accent(below, _UNDER)
    return accent(base, sign, under=True) if sign else scripts(base, below, None, limits=True)


def _over(element: Element) -> Node:
    base, above = _parts(element, 2)
    sign = _accent(above, _OVER)
    return accent(base, sign) if sign else scripts(base, None, above, limits=True)


def _underover(element: Element) -> Node:
    return scripts(*_parts(element, 3), limits=True)


def _accent(node: Node, accents: frozenset[str]) -> str:
    """The sign of an accent, "" for any other node."""
    return node.text if isinstance(node, Leaf) and node.text in accents else ""


def _multiscripts(element: Element) -> Node:
    """A base with pairs of scripts after it and, behind `mprescripts`, before it."""
    base: Node = EMPTY
    pairs: tuple[list[Node], list[Node]] = ([], [])
    side = 0
    children = [child for child in element.children if isinstance(child, Element)]
    for number, child in enumerate(children):
        if child.tag == "mprescripts":
            side = 1
        elif number == 0:
            base = _node(child)
        else:
            pairs[side].append(_node(child))
    for below, above in _by_two(pairs[0]):
        base = scripts(base, below, above)
    before = [scripts(EMPTY, below, above) for below, above in _by_two(pairs[1])]
    return row([*before, base])


def _by_two(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    for place in range(0, len(nodes), 2):
        yield nodes[place], nodes[place + 1] if place + 1 < len(nodes) else EMPTY


def _fraction(element: Element) -> Node:
    above, below = _parts(element, 2)
    thick = element.attributes.get("linethickness", "1").strip()
    return Fraction(above, below, bar=not re.fullmatch(r"0+(\.0*)?[a-z%]*", thick))


def _root(element: Element) -> Node:
    return Root(read(element))


def _other_root(element: Element) -> Node:
    body, degree = _parts(element, 2)
    return Root(body, None if is_blank(degree) else degree)


def _fenced(element: Element) -> Node:
    opening, closing, separators = (
        _clean(element.attributes.get(name, default)).strip()
        for name, default in (("open", "("), ("close", ")"), ("separators", ","))
    )
    separators = separators.replace(" ", "")
    parts: list[Node] = []
    for number, node in enumerate(_nodes(element)):
        if number and separators:
            sign = separators[min(number, len(separators)) - 1]
            parts.append(Leaf(sign, "operator"))
        parts.append(node)
    ends = [Leaf(sign, "operator") if sign else EMPTY for sign in (opening, closing)]
    return row([ends[0], *parts, ends[1]])


def _semantics(element: Element) -> Node:
    nodes = _nodes(element)
    return nodes[0] if nodes else EMPTY


def _enclosed(element: Element) -> Node:
    body = read(element)
    return Root(body) if "radical" in element.attributes.get("notation", "") else body


def _table(element: Element) -> Node:
    rows: list[list[Node]] = []
    align: dict[int, str] = {}
    for line in element.children:
        if not isinstance(line, Element) or line.tag not in ("mtr", "mlabeledtr"):
            continue
        cells: list[Node] = []
        for cell in line.children:
            if isinstance(cell, Element):
                side = cell.attributes.get("columnalign", "center")[:1]
                align.setdefault(len(cells), side if side in "lcr" else "c")
                cells += [read(cell), *[EMPTY] * (_span(cell) - 1)]
        rows.append(cells[1:] + cells[:1] if line.tag == "mlabeledtr" else cells)
    rows = [cells for cells in rows if any(cell != EMPTY for cell in cells)]
    wide = max(map(len, rows), default=0)
    if wide * len(rows) > _MOST_CELLS:
        # Too many to align: one after the other.
        return row([cell for cells in rows for cell in cells])
    columns = "".join(align.get(number, "c") for number in range(wide))
    full = tuple((*cells, *[EMPTY] * (wide - len(cells))) for cells in rows)
    return Table(full, columns, joined=_is_alignment(columns))


def _span(cell: Element) -> int:
    span = cell.attributes.get("columnspan", "1")
    return min(max(int(span), 1), 50) if span.isdecimal() and len(span) < 5 else 1


def _is_alignment(columns: str) -> bool:
    """Whether columns go to the right and to the left in turn, as those of TeX's `aligned`."""
    return columns[:1] == "r" and all(
        side == "rl"[number % 2] for number, side in enumerate(columns)
    )


_READERS: dict[str, Callable[[Element], Node]] = {
    "mspace": _space,
    "msub": _sub,
    "msup": _sup,
    "msubsup": _subsup,
    "munder": _under,
    "mover": _over,
    "munderover": _underover,
    "mmultiscripts": _multiscripts,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _other_root,
    "mfenced": _fenced,
    "semantics": _semantics,
    "maction": _semantics,
    "menclose": _enclosed,
    "mtable": _table,
}
