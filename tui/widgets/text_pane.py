"""A text to scroll, drawn line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.widgets.measuring import measure

# A link with its key before it, or with none: it goes on below itself, and not below the key.
_COLUMN = re.compile(r"(\S* {2,})\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn, and where it begins: the paragraph, and the character in that."""

    text: Content
    paragraph: int
    start: int


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one text, wrapped at its width or at `widest` cells. Another text moves nothing else.

    What the mouse selects can be copied, without the ends of lines that only the width made.
    """

    def __init__(self, widest: int, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._widest = widest
        self._text = Content("")
        self._lines: list[_Line] = []
        self._drawn: dict[int, Strip] = {}

    def set_text(self, text: Content) -> None:
        """Show another text; it is scrolled as far as the one before, where it is that long."""
        self._text = text
        self._wrap()

    def on_resize(self) -> None:
        """Another width makes other lines."""
        self._wrap()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected, and what comes after it."""
        return selection.extract(self._text.plain), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self._forget()

    def notify_style_update(self) -> None:
        """Another theme or focus: what is drawn is out of date."""
        super().notify_style_update()
        self._forget()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = min(y + self.scroll_offset.y, len(self._lines))
        strip = self._drawn.get(number)
        if strip is None:
            strip = self._drawn[number] = self._draw_line(number)
        return strip

    def _forget(self) -> None:
        self._drawn.clear()
        self.refresh()

    def _draw_line(self, number: int) -> Strip:
        width = self.scrollable_content_region.width
        if number == len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        text = Strip(self._selected(line).render_segments(self.visual_style))
        centred = self.styles.align_horizontal == "center"
        left = (width - self._measure) // 2 if centred else 0
        return Strip.join(
            (
                Strip.blank(left, self.rich_style),
                text.apply_offsets(line.start, line.paragraph),
            )
        ).adjust_cell_length(width, self.rich_style)

    def _selected(self, line: _Line) -> Content:
        selection = self.text_selection
        span = selection.get_span(line.paragraph) if selection else None
        if span is None:
            return line.text
        start, end = span[0] - line.start, span[1] - line.start if span[1] >= 0 else None
        style = self.screen.get_visual_style("screen--selection")
        return line.text.stylize(style, max(start, 0), None if end is None else max(end, 0))

    @property
    def _measure(self) -> int:
        """The width of the text in cells; one stays free beside the scrollbar."""
        return min(self.scrollable_content_region.width - 1, self._widest)

    def _wrap(self) -> None:
        self._lines = list(_wrapped(self._text, self._measure)) if self._measure > 0 else []
        measure(self, len(self._lines))
        self._forget()


def _wrapped(text: Content, width: int) -> Iterator[_Line]:
    for number, paragraph in enumerate(text.split("\n", allow_blank=True)):
        column = _COLUMN.fullmatch(paragraph.plain)
        start = hang = column.end(1) if column else 0
        indent = paragraph[:hang]
        for line in paragraph[hang:].wrap(max(width - hang, 1)) if paragraph else [paragraph]:
            start = paragraph.plain.find(line.plain, start)  # the space between goes in wrapping
            yield _Line(indent + line, number, start - hang)
            start += len(line)
            indent = Content(" " * hang)
