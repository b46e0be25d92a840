"""What the mouse selects of a full text: its own words, without the ends of lines of its width."""

from __future__ import annotations

from textual.selection import Selection

from tui.fulltext.column.layout import Layout

_BY_LINES = ("equation", "table", "code")  # kinds of blocks whose lines mean something


def selected_text(layout: Layout, selection: Selection) -> str:
    """The selected text: a paragraph is one line, a formula, table or listing as it is drawn."""
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else len(layout.lines) - 1
    text, before = "", -1  # the block of the line before
    for number in range(max(first, 0), min(last, len(layout.lines) - 1) + 1):
        line = layout.lines[number]
        start, end = selection.get_span(number) or (0, 0)
        part = line.text[start : len(line.text) if end < 0 else end].rstrip()
        by_lines = _is_by_lines(layout, line.place)
        part = part if by_lines else part.strip()
        if part:
            same = line.place == before
            text += (" " if same and not by_lines else "\n") + part if text else part
            before = line.place
    return text


def _is_by_lines(layout: Layout, place: int) -> bool:
    blocks = layout.document.blocks
    return place < len(blocks) and blocks[place].kind in _BY_LINES
