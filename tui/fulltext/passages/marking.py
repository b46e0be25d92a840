"""Passages and the lines of a layout: which words some lines hold, and which lines some words.

A paragraph is marked by its lines. Of a formula or a table that stands alone, and of all blocks
while formulas are shown as TeX, the whole block is marked: its lines hold other signs than its
words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import Anchors, Document, Passage, Piece, lines
from tui.fulltext.column.layout import Layout

_WHOLE = ("equation", "table")


@dataclass(frozen=True, slots=True)
class Marked:
    """The passages of a paper on a layout: by line, and those that this version has lost."""

    by_line: dict[int, Passage]
    lost: tuple[Passage, ...]

    def line_of(self, passage: Passage) -> int | None:
        """The first line of a passage; None where it is lost."""
        return next((line for line, each in self.by_line.items() if each == passage), None)


def marked(layout: Layout, anchors: Anchors, passages: Iterable[Passage]) -> Marked:
    """Where passages stand on a layout."""
    by_line: dict[int, Passage] = {}
    lost = []
    for passage in passages:
        places = anchors.places(passage)
        if places is None:
            lost.append(passage)
            continue
        for place, piece in zip(places, passage.pieces, strict=True):
            by_line |= dict.fromkeys(_lines_of(layout, place, piece), passage)
    return Marked(by_line, tuple(lost))


def passage(layout: Layout, anchors: Anchors, chosen: range) -> Passage | None:
    """The passage that the chosen lines are, without note; None where they hold no words of it."""
    blocks = layout.document.blocks
    places = dict.fromkeys(layout.lines[number].place for number in chosen)
    pieces = []
    for place in places:
        text, start = "", 0
        if place < len(blocks):  # behind them stand the references
            text, start = _words(layout, place, chosen)
        if text:
            pieces.append(Piece(anchors.anchor(place), text, start))
    if not pieces:
        return None
    first = next(place for place in places if place < len(blocks))
    return Passage(tuple(pieces), _heading(layout.document, blocks[first].section), first)


def _words(layout: Layout, place: int, chosen: range) -> tuple[str, int]:
    """The words that a block has in the chosen lines, and how many characters stand before."""
    block = layout.document.blocks[place]
    own = layout.lines_of(place)
    inside = [number for number in own if number in chosen]
    if not inside or _is_whole(layout, place):
        return lines(block.text.replace("\t", "  ")) if inside else "", 0
    start = _count(layout, range(own.start, inside[0]))
    end = start + _count(layout, range(inside[0], inside[-1] + 1))
    return lines(_cut(block.text, start, end)), start


def _lines_of(layout: Layout, place: int, piece: Piece) -> list[int]:
    """The lines of a block that hold the words of a piece."""
    own = layout.lines_of(place)
    if _is_whole(layout, place):
        return list(own)
    length = len("".join(piece.text.split()))
    found, at = [], 0
    for number in own:
        after = at + _count(layout, range(number, number + 1))
        if at < piece.start + length and piece.start < after:
            found.append(number)
        at = after
    return found or list(own)


def _is_whole(layout: Layout, place: int) -> bool:
    return layout.tex or layout.document.blocks[place].kind in _WHOLE


def _count(layout: Layout, numbers: range) -> int:
    """The paper's own characters in some lines, spaces not counted."""
    return sum(len("".join(layout.lines[number].words.split())) for number in numbers)


def _cut(text: str, start: int, end: int) -> str:
    """The part of a text from character `start` to `end`, spaces not counted."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    chosen = places[start:end]
    return text[chosen[0] : chosen[-1] + 1] if chosen else ""


def _heading(document: Document, name: str | None) -> str:
    """The number and title of a section."""
    for section in document.sections:
        if section.id == name:
            return f"{section.number or ''} {section.title}".strip()
    return ""
