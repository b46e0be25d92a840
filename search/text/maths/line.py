r"""A formula on one line of Unicode: a case for each kind of node, hence long.

Scripts are raised or lowered signs where each of their signs has one, else `^` or `_` and one sign
or braces. A script belongs to the run of letters, the number, the sign or the bracket before it;
without one, after a space, to nothing. `a/b` takes one such operand on each side, `√` one after it;
what is more stands in parentheses. A written `_` or `^` is `\_` or `\^`.
"""

import re
import unicodedata

from search.text.maths import signs
from search.text.maths.spacing import (
    Piece,
    begins_with_script,
    gap,
    is_apart,
    is_seen,
    kind_of,
    kinds,
)
from search.text.maths.tree import (
    EMPTY,
    Accent,
    Fenced,
    Fraction,
    Leaf,
    Limits,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Table,
    children,
)


def line(node: Node, *, tight: bool = False) -> str:
    """`node` on one line; `tight` without spaces around operators, as in scripts."""
    match node:
        case Leaf():
            return escaped(node.text)
        case Space():
            return ""
        case Row():
            return _joined(_pieces(node, tight), tight)
        case Fenced():
            return _fenced(node, tight)
        case Fraction():
            return _fraction(node, tight)
        case Root():
            return _root(node)
        case Scripts() | Limits():
            return _with_scripts(_base(node.base), node.below, node.above)
        case Accent():
            return _accented(node)
        case Table():
            return f"[{_table(node)}]"


def escaped(text: str) -> str:
    """`text` with what would read as the beginning of a script marked."""
    return text.replace("_", r"\_").replace("^", r"\^")


def is_token(text: str) -> bool:
    """Whether a script after `text` belongs to all of it: one sign, a word or a number."""
    bare = "".join(char for char in text if not signs.is_mark(char))
    if len(bare) == 1:
        return text[0] == bare and bare not in "\\ " and bare not in signs.RAISED | signs.LOWERED
    return all(map(signs.is_letter, bare)) if signs.is_letter(bare[:1]) else _is_number(text)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)*", text) is not None


def wide_sign(accent: Accent) -> str:
    """The sign of an accent where it stands by itself."""
    return signs.WIDE.get(accent.sign, accent.sign)


def combined(accent: Accent) -> str | None:
    """A letter with its accent, None where the base is more than a letter."""
    marks = ""
    base: Node = accent
    while isinstance(base, Accent):
        marks = (signs.UNDER if base.under else signs.OVER).get(base.sign, " ") + marks
        base = base.base
    if " " in marks or not isinstance(base, Leaf):
        return None
    bare = "".join(char for char in base.text if not signs.is_mark(char))
    if len(bare) != 1 or not (signs.is_letter(bare) or bare.isdecimal() or bare in "∇∂"):
        return None
    return unicodedata.normalize("NFC", base.text + marks)


def _pieces(node: Row, tight: bool) -> list[Piece]:
    pieces: list[Piece] = []
    room = 0.0
    found = kinds(node.items)
    for place, (item, kind) in enumerate(zip(node.items, found, strict=True)):
        if isinstance(item, Space):
            room += item.em
            continue
        text = line(item, tight=tight)
        if not text:
            continue
        enclosed = isinstance(item, Fraction) and item.bar and not is_apart(found, place)
        text = _enclosed(text) if enclosed else text
        is_script = isinstance(item, Scripts | Limits) or (
            isinstance(item, Accent) and combined(item) is None
        )
        detached = isinstance(item, Scripts | Limits) and item.base == EMPTY
        pieces.append(Piece(text, kind, room, is_script, detached, enclosed))
        room = 0.0
    return pieces


def _joined(pieces: list[Piece], tight: bool) -> str:
    line = ""
    last: Piece | None = None
    for piece in pieces:
        if last is not None:
            line += gap(last, piece, tight)
        line += piece.text
        last = piece
    return line


def _with_scripts(base: str, below: Node | None, above: Node | None) -> str:
    result = base
    if below is not None:
        text = line(below, tight=True)
        result += signs.lowered(text) or f"_{_braced(text)}"
    if above is not None:
        text = line(above, tight=True)
        result += signs.raised(text) or f"^{_braced(text)}"
    return result


def _braced(text: str) -> str:
    bare = "".join(char for char in text if not signs.is_mark(char))
    alone = len(bare) == 1 and text[0] == bare and not begins_with_script(text)
    plain = bare not in " \\√" and bare not in signs.OPENING and bare not in signs.CLOSING
    return text if alone and plain else _enclosed(text, "{}")


def _enclosed(text: str, ends: str = "()") -> str:
    """`text` between brackets that are not its own; one in it that has no partner is marked."""
    opened: list[int] = []
    alone: set[int] = set()
    for at, char in enumerate(text):
        if char in signs.OPENING and text[at - 1 : at] != "\\":
            opened.append(at)
        elif char in signs.CLOSING and text[at - 1 : at] != "\\":
            if opened:
                opened.pop()
            else:
                alone.add(at)
    alone.update(opened)
    if alone:
        text = "".join(f"\\{char}" if at in alone else char for at, char in enumerate(text))
    room = " " if begins_with_script(text) and ends != "{}" else ""
    return f"{ends[0]}{room}{text}{ends[1]}"


def _base(node: Node) -> str:
    text = line(node)
    return text if not text or _takes_scripts(node, text) else _enclosed(text)


def _takes_scripts(node: Node, text: str) -> bool:
    match node:
        case Leaf():
            return is_token(text)
        case Accent():
            return combined(node) is not None
        case Fenced():
            return bool(node.opening) and bool(node.closing)
        case Table():
            return True
    return False


def is_operand(node: Node) -> bool:
    """Whether the line of `node` needs no parentheses beside the bar of a fraction."""
    match node:
        case Scripts():
            return node.base != EMPTY and is_operand(node.base)
        case Fenced():
            if node.opening in signs.BARS and node.opening == node.closing:
                return not _has_bar(node.body)
            return node.opening in signs.OPENING and bool(node.closing)
        case Row():
            return _is_run(node.items) or _is_differential(node.items) or _is_factorial(node.items)
        case Leaf():
            alone = is_token(node.text) and node.text != "!"
            return alone and kind_of(node, "atom") in ("atom", "word")
        case Accent():
            return combined(node) is not None
        case Root() | Table():
            return True
    return False


def _has_bar(node: Node) -> bool:
    if isinstance(node, Leaf):
        return any(bar in node.text for bar in signs.BARS)
    fenced = isinstance(node, Fenced) and node.opening in signs.BARS
    return fenced or any(map(_has_bar, children(node)))


def _is_run(items: tuple[Node, ...]) -> bool:
    """Letters beside each other: `dx`."""
    parts = _close_together(items)
    return bool(parts) and all(
        isinstance(part, Leaf) and len(part.text) == 1 and signs.is_letter(part.text)
        for part in parts
    )


def _close_together(items: tuple[Node, ...]) -> list[Node]:
    """The items without what is no space to see."""
    return [item for item in items if not (isinstance(item, Space) and not is_seen(item))]


def _is_differential(items: tuple[Node, ...]) -> bool:
    """A partial derivative of one letter: `∂f`, `∂²f`, `∂xᵢ`."""
    parts = _close_together(items)
    if len(parts) != 2:
        return False
    first, last = (part.base if isinstance(part, Scripts) else part for part in parts)
    return (
        isinstance(first, Leaf)
        and first.text == "∂"
        and isinstance(last, Leaf)
        and last.text.isalpha()
        and is_operand(last)
    )


def _is_factorial(items: tuple[Node, ...]) -> bool:
    last = items[-1] if len(items) == 2 else None
    return isinstance(last, Leaf) and last.text == "!" and is_operand(items[0])


def _fraction(node: Fraction, tight: bool) -> str:
    above, below = line(node.above, tight=tight), line(node.below, tight=tight)
    if not node.bar:
        return _enclosed(f"{above} atop {below}")
    above = above if is_operand(node.above) else _enclosed(above)
    below = below if is_operand(node.below) else _enclosed(below)
    return f"{above}/{below}"


def _fenced(node: Fenced, tight: bool) -> str:
    opening, closing = node.opening, node.closing
    closing = closing or signs.OPENING.get(opening, "")
    match node.body:
        case Table():
            inside = _table(node.body)
        case Fraction(bar=False) if opening == "(":
            above, below = line(node.body.above, tight=tight), line(node.body.below, tight=tight)
            return _enclosed(f"{above} choose {below}")
        case _:
            inside = line(node.body, tight=tight)
    room = " " if begins_with_script(inside) else ""
    return f"{opening}{room}{inside}{closing}"


def _root(node: Root) -> str:
    text = line(node.body)
    if isinstance(node.body, Fenced) and node.body.opening == "(" and node.body.closing == ")":
        operand = text
    else:
        lowered = isinstance(node.body, Scripts) and node.body.above is None
        inner = node.body.base if isinstance(node.body, Scripts) and lowered else node.body
        plain = isinstance(inner, Leaf | Accent) and is_operand(inner)
        operand = text if plain and text else _enclosed(text)
    if node.degree is None:
        return f"√{operand}"
    return f"√{_enclosed(line(node.degree, tight=True), '[]')}{operand}"


def _accented(node: Accent) -> str:
    text = combined(node)
    if text is not None:
        return text
    sign = wide_sign(node)
    return f"{_base(node.base)}{'_' if node.under else '^'}{_braced(escaped(sign))}"


def _table(node: Table) -> str:
    line = ""
    for cells in node.rows:
        if text := _cells(cells, node.joined):
            line = f"{line}{_between(line, ';')}{text}" if line else text
    return line


def _cells(cells: tuple[Node, ...], joined: bool) -> str:
    result = ""
    for cell in cells:
        text = line(cell).strip()
        if text:
            sign = "" if joined or _begins_with_words(cell) else ","
            result = f"{result}{_between(result, sign)}{text}" if result else text
    return result


def _between(text: str, sign: str) -> str:
    """What parts two cells; one that ends with a comma needs no other sign."""
    return " " if text[-1] in ",;" else f"{sign} "


def _begins_with_words(cell: Node) -> bool:
    first = cell.items[0] if isinstance(cell, Row) and cell.items else cell
    return isinstance(first, Leaf) and first.kind == "text"
