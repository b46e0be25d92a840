"""What the mouse selects of a list that is drawn line by line."""

import re
from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style


def with_selection(strip: Strip, line: int, selection: Selection | None, style: Style) -> Strip:
    """The strip of a line, in which the mouse can select, with what is selected in `style`."""
    span = selection.get_span(line) if selection else None
    if span is not None:
        text = strip.text
        start, end = cell_len(text[: span[0]]), cell_len(text[: span[1]] if span[1] >= 0 else text)
        inside = Strip(Segment.apply_style(strip.crop(start, end), post_style=_over(style)))
        strip = Strip.join([strip.crop(0, start), inside, strip.crop(end, strip.cell_length)])
    return strip.apply_offsets(0, line)


def selected_text(
    selection: Selection, first: int, last: int, text_of: Callable[[int], str], *, gutter: int
) -> str:
    """What is selected of the lines from `first` to `last`, without the `gutter` before each.

    Runs of spaces, which only set columns apart, are two of them.
    """
    begin = selection.start.y if selection.start else first
    end = selection.end.y if selection.end else last
    lines = []
    for number in range(max(begin, first), min(end, last) + 1):
        span = selection.get_span(number) or (0, 0)
        text = text_of(number)
        chosen = text[max(span[0], gutter) : len(text) if span[1] < 0 else span[1]]
        lines.append(re.sub(r" {2,}", "  ", chosen.strip()))
    return "\n".join(line for line in lines if line)


def _over(style: Style) -> RichStyle:
    """The style of a selection over any other; Textual has no opaque colour for most texts."""
    ink, behind = style.foreground, style.background
    return RichStyle(
        color=ink.rich_color if ink and ink.a else None,
        bgcolor=behind.rich_color if behind else None,
    )
