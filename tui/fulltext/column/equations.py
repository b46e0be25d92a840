"""Displayed formulas: each in the middle of the column, rows of one equation below each other.

They stand so that their signs are below each other, also where a row goes on, as "= b" does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search import Block, Math, width
from tui.fulltext.column.lines import Run

_RELATIONS = frozenset("=≠<>≤≥≈∼≃≅≡≔∝≲≳≪≫≺≻⊂⊆⊃⊇∈→←↔⇒⇐⇔↦")
_OPERATORS = frozenset("+−±∓×⋅")
_OPENING, _CLOSING = frozenset("([{⟨⌈⌊"), frozenset(")]}⟩⌉⌋")


@dataclass(frozen=True, slots=True)
class Formula:
    """One displayed formula: its rows, the one that the sign stands in, and its number."""

    rows: tuple[str, ...]
    base: int
    number: str

    @property
    def width(self) -> int:
        """The cells of its widest row."""
        return max(map(width, self.rows))

    @property
    def room(self) -> int:
        """The cells that its number takes."""
        return width(self.number) + 2 if self.number else 0

    @property
    def goes_on(self) -> bool:
        """Whether it begins with a sign, so that something stands before it."""
        return self.rows[self.base].lstrip()[:1] in _RELATIONS | _OPERATORS

    @property
    def sign(self) -> int | None:
        """The cell of its first relation outside brackets; None where it has none.

        What begins with an operator is a summand, which stands behind the relation.
        """
        row, depth = self.rows[self.base], 0
        for at, character in enumerate(row):
            depth += (character in _OPENING) - (character in _CLOSING)
            if character in _RELATIONS and depth == 0:
                return width(row[:at])
            if character in _OPERATORS and not row[:at].strip():
                return width(row[:at]) - 2
        return None


def formulas(
    blocks: Sequence[Block], columns: int, *, tex: bool
) -> dict[tuple[int, int], tuple[Formula, int]]:
    """Each displayed formula with its indent, by its block's place and its place in that."""
    found: dict[tuple[int, int], tuple[Formula, int]] = {}
    for together in _groups(blocks):
        spans = {
            (place, at): _formula(span, tex=tex)
            for place in together
            for at, span in enumerate(blocks[place].spans)
            if isinstance(span, Math)
        }
        shown = [*spans.values()]
        found |= dict(zip(spans, zip(shown, indents(shown, columns), strict=True), strict=True))
    return found


def indents(formulas: Sequence[Formula], columns: int) -> list[int]:
    """How far each of the formulas that stand below each other is from the column's edge."""
    alone = [max((columns - each.width - each.room) // 2, 0) for each in formulas]
    signs = [each.sign for each in formulas]
    if (
        not signs
        or signs[0] is None
        or (None in signs and not any(each.goes_on for each in formulas[1:]))
    ):
        return alone
    with_sign = [
        (each, sign) for each, sign in zip(formulas, signs, strict=True) if sign is not None
    ]
    before = max(sign for _, sign in with_sign)
    behind = max(each.width - sign for each, sign in with_sign)
    left = (columns - before - behind - max(each.room for each in formulas)) // 2
    if left < 0:
        return alone
    return [
        middle if sign is None else left + before - sign
        for middle, sign in zip(alone, signs, strict=True)
    ]


def equation_lines(each: Formula, left: int, columns: int) -> Iterator[list[Run]]:
    """The lines of a formula, with its number at the edge of the column."""
    for at, row in enumerate(each.rows):
        line = [Run(" " * left + row, "math")]
        if each.number and at == each.base:
            gap = columns - left - width(row) - width(each.number)
            line.append(Run(" " * max(gap, 2) + each.number, "quiet", is_ours=True))
        yield line


def _formula(span: Math, *, tex: bool) -> Formula:
    """A formula as it is shown, or its TeX."""
    number = f"({span.number})" if span.number else ""
    if tex and span.tex:
        return Formula(tuple(span.tex.split("\n")), 0, number)
    return Formula(span.lines, min(span.base, len(span.lines) - 1), number)


def _groups(blocks: Sequence[Block]) -> Iterator[range]:
    """The places of the equations that stand below each other, with nothing between."""
    numbered = groupby(enumerate(blocks), key=lambda each: each[1].kind == "equation")
    for is_equation, found in numbered:
        if is_equation:
            places = [place for place, _ in found]
            yield range(places[0], places[-1] + 1)
