"""How one paper looks in the list: a fixed number of lines, states in fixed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from tui.appearance import wording
from tui.appearance.glyphs import Glyphs
from tui.appearance.looks import Looks

if TYPE_CHECKING:
    from search import Spans
    from tui.listing import ListRow

GUTTER = 7  # the bar, then three states with a space after each
_TITLE_LINES = 2
_TITLE_CELLS = 30  # of a compact row, before facts beside it


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that a row is drawn in."""

    title: Style
    quiet: Style
    match: Style
    state: Style
    bar: Style


def height(looks: Looks) -> int:
    """How many lines a row has."""
    return 1 if looks.compact else 3


def draw(
    row: ListRow, width: int, styles: Styles, looks: Looks, today: date, *, here: bool, ticked: bool
) -> list[Content]:
    """The lines of a row, as many as `height` says, each at most `width` cells wide.

    `here`: the cursor stands on it; `ticked`: it is selected.
    """
    glyphs = looks.glyphs
    bar = Content.styled(glyphs.bar if here else " ", styles.bar)
    tick = Content.styled(glyphs.tick, styles.bar) if ticked else bar
    first = tick + Content.styled(_states(row, glyphs), styles.state)
    text_width = max(width - GUTTER - 1, 1)
    if looks.compact:
        return [first + _one_line(row, text_width, styles, looks, today)]
    body = _title(row, text_width, styles, glyphs)
    body.append(_quiet(row, text_width, styles, looks, today))
    indent = Content(" " * (GUTTER - 1))
    lines = [first + body[0], *(bar + indent + line for line in body[1:])]
    return [*lines, *[bar] * (height(looks) - len(lines))]


def _one_line(row: ListRow, width: int, styles: Styles, looks: Looks, today: date) -> Content:
    """The title, then facts in columns, as many of them as leave the title its room."""
    shown = row.headline
    columns = (
        (looks.short_day(shown.date, today) if shown.date else "", looks.day_cells),
        ("" if shown.upvotes is None else f"{looks.glyphs.upvotes}{shown.upvotes}", 6),
        *([("withdrawn", 9)] if shown.withdrawn else []),
        (wording.people(shown.first_author, shown.authors) if shown.first_author else "", 16),
    )
    facts = Content("")
    for fact, cells in columns:
        if width - facts.cell_length - cells - 1 < _TITLE_CELLS:
            break
        shortened = _shortened(Content(fact), cells, looks.glyphs)
        facts = Content(" " * (cells + 1 - shortened.cell_length)) + shortened + facts
    signs = f"{looks.glyphs.note if shown.noted else ''}{looks.glyphs.tag if shown.tags else ''}"
    # What stands empty at the left of the columns is the title's.
    empty = len(facts.plain) - len(facts.plain.lstrip())
    facts = Content(f" {signs}") + facts if signs else facts[max(empty - 1, 0) :].rstrip()
    facts = facts.truncate(max(width - 1, 0))  # a list of a few cells has none for them
    room = max(width - facts.cell_length, 1)
    title = marked(row.title, row.title_spans, styles.title, styles.match)
    title = _shortened(title, room, looks.glyphs)
    return title + Content(" " * (room - title.cell_length)) + facts.stylize_before(styles.quiet)


def _shortened(text: Content, width: int, glyphs: Glyphs) -> Content:
    """The text in `width` cells, with an ellipsis where it does not fit."""
    if text.cell_length <= width:
        return text
    return (text.truncate(max(width - len(glyphs.ellipsis), 0)) + glyphs.ellipsis).truncate(width)


def _states(row: ListRow, glyphs: Glyphs) -> str:
    shown = row.headline
    if row.new:
        state = glyphs.new_read if shown.read else glyphs.new_unread
    else:
        state = glyphs.read if shown.read else glyphs.unread
    star = glyphs.bookmark if shown.bookmarked else " "
    code = glyphs.code if shown.has_code else " "
    return f"{state} {star} {code} "


def _title(row: ListRow, width: int, styles: Styles, glyphs: Glyphs) -> list[Content]:
    """The title on one line or two; what does not fit ends at a word, with an ellipsis."""
    title = marked(row.title, row.title_spans, styles.title, styles.match)
    lines = title.wrap(width)
    if len(lines) <= _TITLE_LINES:
        return lines
    kept = [line.rstrip() for line in lines[: _TITLE_LINES - 1]]
    start = sum(len(line) for line in lines[: _TITLE_LINES - 1])
    rest = title[start:]
    start += len(rest) - len(rest.plain.lstrip())
    tail = title[start:].wrap(max(width - len(glyphs.ellipsis) - 1, 1))[0].rstrip()
    return [*kept, (tail + Content.styled(f" {glyphs.ellipsis}", styles.title)).truncate(width)]


def _quiet(row: ListRow, width: int, styles: Styles, looks: Looks, today: date) -> Content:
    glyphs = looks.glyphs
    shown = row.headline
    if row.passage:
        withdrawn = f"withdrawn {glyphs.dot} " if shown.withdrawn else ""
        passage = marked(*row.passage, styles.quiet, styles.match)
        return (Content.styled(withdrawn, styles.quiet) + passage).truncate(width)
    when = looks.day(shown.date, today) if shown.date else ""
    who = wording.people(shown.first_author, shown.authors) if shown.first_author else ""
    source = "+".join(map(wording.source, shown.sources))
    upvotes = "" if shown.upvotes is None else f"{glyphs.upvotes}{shown.upvotes:,}"
    stars = "" if shown.stars is None else f"{glyphs.stars}{shown.stars:,}"
    withdrawn = "withdrawn" if shown.withdrawn else ""
    own = [withdrawn, glyphs.note if shown.noted else "", *(f"#{tag}" for tag in shown.tags)]
    between = f" {glyphs.dot} "
    parts = [part for part in (when, who, source, upvotes, stars, *own) if part]
    line = _fitting([*parts, *shown.keywords], between, width)
    if not line.startswith(between.join(parts)):  # what came from where is the least to miss
        when = looks.short_day(shown.date, today) if shown.date else ""
        few = [part for part in (when, who, *own, upvotes, stars, source) if part]
        line = _fitting(few, between, width)
    return Content.styled(line, styles.quiet)


def _fitting(parts: Sequence[str], between: str, width: int) -> str:
    """As many of the parts as fit into `width` cells, the first ones first."""
    text = ""
    for part in parts:
        longer = f"{text}{between}{part}" if text else part
        if Content(longer).cell_length > width:
            break
        text = longer
    return text


def marked(text: str, spans: Spans, style: Style, match: Style) -> Content:
    """`text` in `style`, with the spans of matched words in `match`. No markup is read."""
    content = Content(text).stylize(style)
    for start, end in spans:
        content = content.stylize(match, start, end)
    return content
