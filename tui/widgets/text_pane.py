"""A text to scroll, drawn line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.widgets.facts import NO_BREAK
from tui.widgets.measuring import measure

_STANDS_FOR_IT = "\ue000"  # while lines are made: Textual ends them at every kind of space
# A link with its key before it, or with none: it goes on below itself, and not below the key.
_COLUMN = re.compile(r"(\S* {2,})\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn, and where it begins: the paragraph, and the character in that."""

    text: Content
    paragraph: int
    start: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the text: the paragraph, its words, and a character in it."""

    paragraph: int
    words: str
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
        self._wrapped_for = self.size
        self._place: _Place | None = None  # at the top, as the person scrolled to it
        self._drawn: dict[int, Strip] = {}

    def set_text(self, text: Content) -> None:
        """Show another text; it is scrolled as far as the one before, where it is that long."""
        self._text = text
        self._wrap()

    def on_resize(self) -> None:
        """Another width makes other lines; the text that was at the top stays there."""
        self._wrap()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the place in the text; not where only another size has moved it."""
        super().watch_scroll_y(old_value, new_value)
        if self.size == self._wrapped_for and old_value <= self.max_scroll_y:
            self._place = self._place_at(round(new_value)) if round(new_value) else None

    def forget_place(self) -> None:
        """Take the next text for another one, which begins at its top."""
        self._place = None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected, and what comes after it."""
        return selection.extract(self._text.plain).replace(NO_BREAK, " "), "\n"

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
        if not line.text:  # a selection that ends here ends here, and not with the whole text
            text = Strip.blank(1, self.rich_style)
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
        place = self._place
        line = self._line_of(place) if place and self.size else None
        if line is not None:
            self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self._place = place  # the line may begin with words before it
        self._wrapped_for = self.size

    def _place_at(self, number: int) -> _Place | None:
        """The place of the first line from `number` on that has words."""
        line = next((line for line in self._lines[number:] if line.text.plain.strip()), None)
        if line is None:
            return None
        return _Place(line.paragraph, self._paragraphs[line.paragraph], line.start)

    def _line_of(self, place: _Place) -> int | None:
        """The number of the line with a place; None where the text has no such paragraph."""
        paragraphs = self._paragraphs
        if place.words not in paragraphs:
            return None
        there = place.paragraph < len(paragraphs) and paragraphs[place.paragraph] == place.words
        paragraph = place.paragraph if there else paragraphs.index(place.words)
        return max(
            number
            for number, line in enumerate(self._lines)
            if (line.paragraph, line.start) <= (paragraph, place.start)
        )

    @property
    def _paragraphs(self) -> list[str]:
        return self._text.plain.split("\n")


def _wrapped(text: Content, width: int) -> Iterator[_Line]:
    for number, paragraph in enumerate(text.split("\n", allow_blank=True)):
        column = _COLUMN.fullmatch(paragraph.plain)
        start = hang = column.end(1) if column else 0
        indent = paragraph[:hang]
        plain = paragraph.plain.replace(NO_BREAK, " ")
        for line in _broken(paragraph[hang:], max(width - hang, 1)) if paragraph else [paragraph]:
            start = plain.find(line.plain, start)  # the space between goes in wrapping
            yield _Line(indent + line, number, start - hang)
            start += len(line)
            indent = Content(" " * hang)


def _broken(paragraph: Content, width: int) -> Iterator[Content]:
    """The lines of a paragraph, with plain spaces for those that were not to be broken."""
    kept = _with(paragraph, NO_BREAK, _STANDS_FOR_IT)
    return (_with(line, _STANDS_FOR_IT, " ") for line in kept.wrap(width))


def _with(text: Content, old: str, new: str) -> Content:
    """`text` with another character for one of its own."""
    return Content(text.plain.replace(old, new), spans=[*text.spans]) if old in text.plain else text
