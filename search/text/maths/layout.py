"""A formula in two dimensions: fractions stacked, limits under their operators, tall brackets."""

from collections.abc import Sequence

from search.text.cells import width
from search.text.maths import box, signs
from search.text.maths.box import Box
from search.text.maths.drawing import Drawing
from search.text.maths.line import combined, line
from search.text.maths.spacing import Piece, begins_with_script, gap, kinds
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
    sign_of,
)


class Layout:
    """Lays formulas out with one way of drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def box(self, node: Node) -> Box:
        """`node` in two dimensions. Raises TooLargeError where that has too many cells."""
        match node:
            case Leaf():
                return box.text(node.text)
            case Space():
                return box.text("")
            case Row():
                return self._row(node)
            case Fenced():
                return self._fenced(node)
            case Fraction():
                return self._fraction(node)
            case Root():
                return self._root(node)
            case Scripts():
                return self._scripts(node)
            case Limits():
                return self._limits(node)
            case Accent():
                return self._accent(node)
            case Table():
                return self._table(node)

    def _row(self, node: Row) -> Box:
        boxes: list[Box] = []
        tall: dict[int, Node] = {}  # brackets and bars without a partner, by their place
        last: Piece | None = None
        after_fraction = False
        room = 0.0
        for item, kind in zip(node.items, kinds(node.items), strict=True):
            if isinstance(item, Space):
                room += item.em
                continue
            drawn = self.box(item)
            if not drawn.width:
                continue
            piece = self._piece(item, kind, drawn, room)
            fraction = isinstance(item, Fraction) and item.bar
            if last is not None:
                between = gap(last, piece, tight=False)
                if fraction and last.kind != "open":
                    between = " "
                if after_fraction and piece.kind not in ("mark", "close", "bar"):
                    between = " "
                boxes.append(box.text("   " if between == "  " else between))
            if _is_tall(item):
                tall[len(boxes)] = item
            boxes.append(drawn)
            last, after_fraction, room = piece, fraction, 0.0
        if tall and len(tall) < len(boxes):
            up, down = box.beside([part for at, part in enumerate(boxes) if at not in tall]).covered
            for at, item in tall.items():
                sign = self._drawing.bracket(sign_of(item), up + 1 + down, up)
                boxes[at] = self._attached(item, sign) if isinstance(item, Scripts) else sign
        return box.beside(boxes) if boxes else box.text("")

    def _piece(self, item: Node, kind: str, drawn: Box, room: float) -> Piece:
        text = line(item)
        if isinstance(item, Scripts) and drawn.height > 1:
            # Scripts on lines of their own run together with nothing.
            text = f"{line(item.base) or 'x'}ᵢ"
        elif isinstance(item, Fraction | Limits | Accent) and drawn.height > 1:
            text = f"{text}ᵢ" if isinstance(item, Limits) else "x"
        is_script = isinstance(item, Scripts | Limits)
        detached = isinstance(item, Scripts | Limits) and item.base == EMPTY
        return Piece(text or "x", kind, room, is_script, detached)

    def _fenced(self, node: Fenced) -> Box:
        inner = self._binomial(node.body) or self.box(node.body)
        is_brace = node.opening == "{" or node.closing == "}"
        if is_brace and isinstance(node.body, Table) and inner.height == 2:
            # A brace has three lines, so that its point is where the formula stands.
            inner = Box((inner.lines[0], " " * inner.width, inner.lines[1]), 1)
        if isinstance(node.body, Table) and inner.height > 1 and not node.closing:
            inner = box.beside([box.text(" "), inner])
        if inner.height == 1 and begins_with_script(inner.lines[0]):
            inner = box.beside([box.text(" "), inner])
        up, down = inner.covered
        left, right = (
            self._drawing.bracket(sign, up + 1 + down, up) if sign else box.text("")
            for sign in (node.opening, node.closing)
        )
        return box.beside([left, inner, right])

    def _binomial(self, body: Node) -> Box | None:
        if not isinstance(body, Fraction) or body.bar:
            return None
        return self._fraction(body)

    def _fraction(self, node: Fraction) -> Box:
        above, below = self.box(node.above), self.box(node.below)
        wide = max(above.width, below.width, 1)
        if node.bar and max(above.height, below.height) > 1:
            wide += 2  # longer than the bars within
        bar = box.text((self._drawing.bar if node.bar else " ") * wide)
        return box.stacked([above, bar, below], 1)

    def _root(self, node: Root) -> Box:
        body = self.box(node.body)
        drawn = self._drawing.root(body)
        if body.height == 1 and isinstance(node.body, Leaf) and body.width == 1:
            drawn = box.text(line(Root(node.body)))
        if node.degree is None:
            return drawn
        text = line(node.degree, tight=True)
        if drawn.height == 1:
            return box.text(line(node))
        degree = Box((text, " " * width(text)), 1)
        if body.height > 1:
            degree = Box((text, " " * width(text)), 1 - (drawn.height - 1 - drawn.base))
            lines = [" " * width(text)] * drawn.height
            lines[-2] = text
            degree = Box(tuple(lines), drawn.base)
        return box.beside([degree, drawn])

    def _scripts(self, node: Scripts) -> Box:
        return self._attached(node, self.box(node.base))

    def _attached(self, node: Scripts, base: Box) -> Box:
        """The scripts of `node` beside its base."""
        below = line(node.below, tight=True) if node.below is not None else ""
        above = line(node.above, tight=True) if node.above is not None else ""
        low, high = signs.lowered(below), signs.raised(above)
        if base.height == 1:
            if low is not None and high is not None:
                return box.text(f"{self._scripted(node.base, base)}{low}{high}")
            return self._beside_script(base, below, above, 0, 0)
        if low is not None and high is not None:
            below, above = low, high
        return self._beside_script(base, below, above, base.base + 1, base.below + 1)

    def _scripted(self, node: Node, base: Box) -> str:
        text = base.lines[0]
        bare = isinstance(node, Leaf | Accent | Fenced)
        return text if bare or not text else f"({text})"

    def _beside_script(self, base: Box, below: str, above: str, up: int, down: int) -> Box:
        """A base with lines at its upper and lower right, `up` and `down` lines within it."""
        wide = max(width(below), width(above))
        lines = []
        if above:
            lines.append(above)
        between = base.height - (up > 0) * bool(above) - (down > 0) * bool(below)
        lines += [""] * between
        if below:
            lines.append(below)
        top = base.base + (1 if above and not up else 0)
        column = Box(tuple(box.padded(line, wide, "l") for line in lines), top)
        drawn = box.beside([base, column])
        return Box(drawn.lines, drawn.base, base.covered)

    def _limits(self, node: Limits) -> Box:
        base = self.box(node.base)
        parts = [base]
        if node.above is not None:
            parts.insert(0, self._limit(node.above, max(base.width, 1), under=False))
        place = len(parts) - 1
        if node.below is not None:
            parts.append(self._limit(node.below, max(base.width, 1), under=True))
        return box.stacked(parts, place)

    def _limit(self, node: Node, wide: int, *, under: bool) -> Box:
        first = node.items[0] if isinstance(node, Row) and node.items else node
        if isinstance(first, Leaf) and first.text in ("⏟", "⏞"):
            draw = self._drawing.under if under else self._drawing.over
            brace = box.text(draw(first.text, wide))
            if first is node or not isinstance(node, Row):
                return brace
            label = self._limit(Row(node.items[1:]), wide, under=under)
            return box.stacked([brace, label] if under else [label, brace], 0)
        if isinstance(first, Leaf) and first is node and first.text in ("→", "←", "¯", "‾"):
            draw = self._drawing.under if under else self._drawing.over
            return box.text(draw(first.text, wide))
        return self.box(node) if isinstance(node, Table) else box.text(line(node, tight=True))

    def _accent(self, node: Accent) -> Box:
        letter = combined(node)
        if letter is not None:
            return box.text(letter)
        base = self.box(node.base)
        wide = max(base.width, 1)
        if node.under:
            sign = box.text(self._drawing.under(node.sign, wide))
            drawn = box.stacked([base, sign], 0)
        else:
            sign = box.text(self._drawing.over(node.sign, wide))
            drawn = box.stacked([sign, base], 1)
        return Box(drawn.lines, drawn.base, base.covered)

    def _table(self, node: Table) -> Box:
        rows = [[self.box(cell) for cell in cells] for cells in node.rows]
        return table(rows, node.columns, " " if node.joined else "  ")


def _is_tall(item: Node) -> bool:
    leaf = item.base if isinstance(item, Scripts) else item
    return isinstance(leaf, Leaf) and leaf.form == "tall"


def table(rows: Sequence[Sequence[Box]], columns: str, between: str) -> Box:
    """Rows of one length, the columns aligned; a blank line after each row that has two."""
    if not rows or not rows[0]:
        return box.text("")
    wide = [max(cells[number].width for cells in rows) for number in range(len(rows[0]))]
    drawn: list[Box] = []
    for cells in rows:
        parts: list[Box] = []
        for number, cell in enumerate(cells):
            if number and wide[number]:
                parts.append(box.text(between))
            parts.append(box.widened(cell, wide[number], columns[number]))
        if drawn and (drawn[-1].height > 1 or max(part.height for part in parts) > 1):
            drawn.append(box.text(""))
        drawn.append(box.beside(parts))
    body = box.stacked(drawn, 0, "l")
    base = drawn[0].base if len(drawn) == 1 else (body.height - 1) // 2
    # From the core of the first row to that of the last.
    up = base - (drawn[0].base - drawn[0].covered[0])
    down = body.height - 1 - base - (drawn[-1].below - drawn[-1].covered[1])
    return Box(body.lines, base, (up, down))
