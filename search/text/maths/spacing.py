"""What stands between the parts of a formula: spaces, by what each part is to its neighbours."""

from typing import NamedTuple

from search.text.maths import signs
from search.text.maths.tree import Leaf, Limits, Node, Scripts, Space

_EM_OF_A_SPACE = 0.2  # a thin space of TeX has 0.167 and is no cell, a medium one 0.222
_QUAD = 1.0
_BETWEEN = ("", "infix", "prefix", "mark", "open")  # after these an operand begins
_SCRIPTS = signs.RAISED | signs.LOWERED | {"^", "_"}
_OPERAND_ENDS = ("", "infix", "mark", "close")


class Piece(NamedTuple):
    """A part of a row and what it is to its neighbours."""

    text: str
    kind: str  # "atom", "word", "infix", "prefix", "mark", "open", "close", "bar", "big", "slash"
    room: float = 0.0  # in em, before it
    scripted: bool = False
    detached: bool = False  # scripts of nothing
    enclosed: bool = False  # a fraction in parentheses that are not its own


def kind_of(node: Node, before: str) -> str:
    """What `node` is to its neighbours, after one of the kind `before` ("" for none)."""
    if isinstance(node, Scripts | Limits):
        inner = kind_of(node.base, before)
        return inner if inner in ("infix", "big", "word", "close", "bar") else "atom"
    if not isinstance(node, Leaf):
        return "atom"
    text = node.text
    if node.kind != "operator" or text.isalpha():
        return "word" if len(text) > 1 and node.kind != "number" else "atom"
    return _kind_of_operator(node, text, before)


def _kind_of_operator(node: Leaf, text: str, before: str) -> str:
    if text in signs.BIG:
        return "big"
    if text in signs.OPENING:
        return "open"
    if text in signs.CLOSING:
        return "close"
    if node.form == "infix":
        return "infix"
    if text in signs.BARS:
        return "infix" if text == "∣" and node.form not in ("fence", "tall") else "bar"
    if text in "/∕":
        return "slash"
    if text in signs.PUNCTUATION:
        return "mark"
    if signs.is_infix(text):
        starts = before in _BETWEEN or before in ("big", "slash", "apply")
        return "prefix" if text in signs.SIGNED and starts else "infix"
    return "atom"


def kinds(items: tuple[Node, ...]) -> list[str]:
    """What each item is to its neighbours: see `Piece`; "space" and "apply" for a space."""
    found: list[str] = []
    before = ""
    for item in items:
        if isinstance(item, Space):
            found.append("apply" if item.applies else "space")
            before = "apply" if item.applies and before else before
        else:
            first = not before and _is_estimate(item)
            before = kind_of(item, before)
            before = "prefix" if first and _is_number(items, len(found) + 1) else before
            times = len(found) == len(items) - 1 and isinstance(item, Leaf) and item.text == "×"
            found.append("atom" if times else before)
    return found


def _is_estimate(item: Node) -> bool:
    return isinstance(item, Leaf) and item.text in ("∼", "≈", "≃", "~", "<", ">", "×")


def _is_number(items: tuple[Node, ...], at: int) -> bool:
    found: Node | None = next((item for item in items[at:] if not isinstance(item, Space)), None)
    found = found.base if isinstance(found, Scripts) else found
    return isinstance(found, Leaf) and found.kind == "number"


def is_apart(found: list[str], place: int) -> bool:
    """Whether the item at `place` has an operator, a bracket or an end on each side."""
    skipped = ("space", "apply")
    before = next((kind for kind in reversed(found[:place]) if kind not in skipped), "")
    after = next((kind for kind in found[place + 1 :] if kind not in skipped), "")
    return before in _BETWEEN and after in _OPERAND_ENDS


def gap(left: Piece, right: Piece, tight: bool) -> str:
    """What stands between two pieces: a space or nothing."""
    if left.text.endswith(" ") or right.text.startswith(" "):
        return ""
    if right.detached or begins_with_script(right.text):
        return " "
    if _would_run_together(left, right):
        return " "
    if left.text in (".", "⏟", "⏞") or (left.text == "√" and left.kind == "atom"):
        return " "
    if tight:
        return ""
    if right.room >= _QUAD:
        return "  "
    return " " if _stands_off(left, right) else ""


def _would_run_together(left: Piece, right: Piece) -> bool:
    """Whether the two would read as one word or number, or a script as one of both."""
    if left.detached:
        return False
    last, first = _last(left.text), right.text[0]
    if left.scripted and _is_loose(left.text) and last.isalnum() and first.isalnum():
        return True  # a sign after `^` or `_` ends there, but does not seem to
    if signs.is_letter(last) and signs.is_letter(first):
        both_plain = not right.scripted and "word" not in (left.kind, right.kind)
        return not both_plain
    return (last.isdecimal() or last == ".") and first.isdecimal()


def _is_loose(text: str) -> bool:
    bare = "".join(char for char in text if not signs.is_mark(char))
    return len(bare) > 1 and bare[-2] in "_^"


def _stands_off(left: Piece, right: Piece) -> bool:
    """Whether a space makes the two read better."""
    if right.room >= _EM_OF_A_SPACE or "infix" in (left.kind, right.kind):
        return True
    if right.kind in ("mark", "close") or left.kind in ("prefix", "open"):
        return False
    if left.kind in ("mark", "big"):
        return True
    if left.kind == "slash" or right.kind == "slash":
        return False
    operand = right.text[0].isalnum() or right.text[0] in "√∇∂∞"
    if right.kind in ("big", "word") and (left.text[-1].isalnum() or left.kind != "atom"):
        return True
    if right.kind in ("big", "word"):
        return True
    if left.kind == "word":
        apart = left.text.endswith("}") or right.enclosed
        return operand or apart or right.text[0] in signs.BARS
    if left.text.endswith("}") and operand:
        return True
    return (left.enclosed and right.kind != "bar") or right.enclosed


def _last(text: str) -> str:
    for char in reversed(text):
        if not signs.is_mark(char):
            return char
    return text[-1]


def begins_with_script(text: str) -> bool:
    """Whether a reader would take the beginning of `text` for a script of what is before it."""
    return text[:1] in _SCRIPTS or (text > "\x7f" and signs.is_mark(text[0]))


def is_seen(space: Space) -> bool:
    """Whether a space is as wide as a cell or so."""
    return space.em >= _EM_OF_A_SPACE
