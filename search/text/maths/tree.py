"""The tree of a formula, from whatever notation it was read, and how its parts are joined."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from search.text.maths import signs

Kind: TypeAlias = Literal["name", "number", "operator", "text"]
Form: TypeAlias = Literal["", "infix", "fence", "tall"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Signs that belong together.

    `form` says what a bracket or bar is where its sign does not: "tall" is one that may be as high
    as what it stands beside.
    """

    text: str
    kind: Kind
    form: Form = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Room between two parts, in em. One that applies a function has `applies`."""

    em: float = 0.0
    applies: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Parts beside each other."""

    items: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body in brackets or bars, either of which may be ""."""

    opening: str
    body: "Node"
    closing: str


@dataclass(frozen=True, slots=True)
class Fraction:
    """One part over another; without a bar it is the inside of a binomial."""

    above: "Node"
    below: "Node"
    bar: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or with a degree another one."""

    body: "Node"
    degree: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what stands at its lower and upper right."""

    base: "Node"
    below: "Node | None"
    above: "Node | None"


@dataclass(frozen=True, slots=True)
class Limits:
    """A base with what stands under and over it."""

    base: "Node"
    below: "Node | None"
    above: "Node | None"


@dataclass(frozen=True, slots=True)
class Accent:
    """A sign over a base, or under it."""

    base: "Node"
    sign: str
    under: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows of one length; `columns` has "l", "c" or "r" for each column.

    The columns of an alignment (`joined`) make one formula together.
    """

    rows: tuple[tuple["Node", ...], ...]
    columns: str
    joined: bool = False


Node: TypeAlias = Leaf | Space | Row | Fenced | Fraction | Root | Scripts | Limits | Accent | Table
EMPTY = Row()
DEEPEST = 60  # levels of a tree that can be laid out; real ones have up to 20


def row(parts: Iterable[Node]) -> Node:
    """Parts as one node: rows in it opened, brackets paired, one part by itself."""
    items = _bars(_paired(_flat(parts)))
    return items[0] if len(items) == 1 else Row(tuple(items))


def scripts(base: Node, below: Node | None, above: Node | None, *, limits: bool = False) -> Node:
    """A base with scripts, empty ones left out, a sub- and a superscript in a chain as one."""
    below = None if below is None or is_blank(below) else below
    above = None if above is None or is_blank(above) else above
    base = EMPTY if is_blank(base) else _one_name(base)
    if isinstance(base, Row) and list(filter(_is_bar, base.items)) == list(base.items[-1:]) != []:
        # "At x = 0" belongs to the bar behind a term.
        return row([*base.items[:-1], scripts(base.items[-1], below, above)])
    if below is None and above is None:
        return base
    kind = Limits if limits else Scripts
    if isinstance(base, kind) and (
        (base.above is None and below is None) or (base.below is None and above is None)
    ):
        return kind(base.base, base.below or below, base.above or above)
    if isinstance(base, Accent) and base.sign in "⏟⏞" and limits:
        # A brace and its label are one thing.
        label = below if base.under else above
        other = above if base.under else below
        if label is not None and other is None:
            sign: Node = Leaf(base.sign, "operator")
            both = row([sign, label])
            return Limits(base.base, *((both, None) if base.under else (None, both)))
    return kind(base, below, above)


def accent(base: Node, sign: str, *, under: bool = False) -> Node:
    """A base with a sign over it, or under it."""
    return Accent(_one_name(base), sign, under)


def is_blank(node: Node) -> bool:
    """Whether nothing of it is to be seen."""
    return isinstance(node, Space) or (isinstance(node, Row) and all(map(is_blank, node.items)))


def sign_of(node: Node) -> str:
    """The text of an operator, bare or with scripts, else ""."""
    if isinstance(node, Scripts):
        node = node.base
    return node.text if isinstance(node, Leaf) and node.kind == "operator" else ""


def children(node: Node) -> Iterator[Node]:
    """The parts of a node."""
    match node:
        case Row():
            yield from node.items
        case Fenced():
            yield node.body
        case Fraction():
            yield from (node.above, node.below)
        case Root():
            yield node.body
            if node.degree is not None:
                yield node.degree
        case Scripts() | Limits():
            yield from (part for part in (node.base, node.below, node.above) if part is not None)
        case Accent():
            yield node.base
        case Table():
            for cells in node.rows:
                yield from cells


def is_deep(node: Node) -> bool:
    """Whether a tree has more levels than can be laid out."""
    level = [node]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in children(parent)]
        if not level:
            return False
    return True


def _flat(parts: Iterable[Node]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, Row):
            yield from part.items
        else:
            yield part


def _paired(parts: Iterable[Node]) -> list[Node]:
    """Each opening bracket, what follows it and its closing bracket as one part."""
    stack: list[list[Node]] = [[]]
    unopened = 0  # brackets within too many others
    for part in parts:
        sign = sign_of(part)
        if sign in signs.OPENING and isinstance(part, Leaf):
            if len(stack) <= DEEPEST:
                stack.append([part])
                continue
            unopened += 1
        elif sign in signs.CLOSING and unopened:
            unopened -= 1
        elif sign in signs.CLOSING and len(stack) > 1:
            opening, *inside = stack.pop()
            fenced = Fenced(sign_of(opening), row(inside), sign)
            stack[-1].append(_instead(part, fenced))
            continue
        stack[-1].append(part)
    return [*stack[0], *(part for level in stack[1:] for part in _unclosed(*level))]


def _unclosed(opening: Node, *inside: Node) -> Iterator[Node]:
    """A bracket without a partner: before a table it stands for all rows of it."""
    if inside and isinstance(inside[0], Table):
        yield Fenced(sign_of(opening), inside[0], "")
        yield from inside[1:]
    else:
        yield opening
        yield from inside


def _bars(items: list[Node]) -> list[Node]:
    """Bars around a part as a fence."""
    bars = {at for at, item in enumerate(items) if _is_bar(item) and not _is_between(items, at)}
    nodes: list[Node] = []
    opened: int | None = None
    for at, item in enumerate(items):
        if at in bars:
            closes = opened is not None and sign_of(nodes[opened]) == sign_of(item)
            inside = row(nodes[opened + 1 :]) if opened is not None else EMPTY
            if closes and not is_blank(inside):
                fenced = Fenced(sign_of(item), inside, sign_of(item))
                nodes[opened:] = [_instead(item, fenced)]
                opened = None
                continue
            # Two bars can only be a pair; of more, one that begins an operand opens.
            if opened is None and isinstance(item, Leaf) and (len(bars) == 2 or not _ends(nodes)):
                opened = len(nodes)
        nodes.append(item)
    return nodes


def _is_bar(item: Node) -> bool:
    return sign_of(item) in signs.BARS


def _is_between(items: list[Node], at: int) -> bool:
    """Whether a bar stands between two operands, as that of a conditional probability."""
    item = items[at]
    infix = isinstance(item, Leaf) and (item.form == "infix" or item.text == "∣")
    return infix and _ends(items[:at]) and _begins(items[at + 1 :])


def _ends(items: list[Node]) -> bool:
    """Whether an operand ends with the last item that is no space."""
    last = next((item for item in reversed(items) if not isinstance(item, Space)), None)
    return last is not None and not _is_joint(last)


def _begins(items: list[Node]) -> bool:
    first = next((item for item in items if not isinstance(item, Space)), None)
    return first is not None and not _is_joint(first) and sign_of(first) not in signs.BARS


def _is_joint(item: Node) -> bool:
    sign = sign_of(item)
    return bool(sign) and (
        signs.is_infix(sign) or sign in signs.PUNCTUATION or sign in signs.BIG or sign in "/∕"
    )


def _instead(closing: Node, fenced: Node) -> Node:
    """What is in brackets, with the scripts of the closing one."""
    if isinstance(closing, Scripts):
        return Scripts(fenced, closing.below, closing.above)
    return fenced


def _one_name(base: Node) -> Node:
    """`arg max`, which TeX writes as two names, as one name that a script can belong to."""
    if isinstance(base, Row):
        parts = [item for item in base.items if not isinstance(item, Space)]
        if len(parts) > 1 and all(
            isinstance(part, Leaf) and part.text.isalpha() and len(part.text) > 1 for part in parts
        ):
            return Leaf("".join(part.text for part in parts if isinstance(part, Leaf)), "name")
        if len(parts) == 1:
            return parts[0]
    return base
