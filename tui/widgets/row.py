"""How one paper looks in the list: a fixed number of lines, states in fixed columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from tui.appearance import wording
from tui.appearance.glyphs import Glyphs
from tui.appearance.looks import Looks
from tui.widgets.facts import AFIELD, Facts, shortened

if TYPE_CHECKING:
    from search import Spans
    from tui.listing import ListRow

GUTTER = 5  # the bar, three states, and a space
_TITLE_LINES = 2
_FACTS_SHARE = 1 / 3  # of a compact row, at most
_GAP = 2  # cells before each column of a compact row
_WIDE = 57  # cells of a text that has room for the title's end and the facts on one line
_BEFORE_FACTS = 2  # cells


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that a row is drawn in."""

    title: Style
    quiet: Style
    match: Style
    state: Style
    bar: Style


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of every row of a list: `lines` high, with texts at most `cells` wide.

    With `passage` its last line is for the passage that a search found.
    """

    lines: int
    cells: int
    passage: bool = False

    @property
    def compact(self) -> bool:
        """Whether a row is one line, with the title and facts in columns."""
        return self.lines == 1


def shape(width: int, *, compact: bool, passage: bool) -> Shape:
    """The shape of the rows of a list that is `width` cells wide."""
    cells = max(width - GUTTER - 1, 1)
    if compact:
        return Shape(1, cells)
    return Shape((_TITLE_LINES if cells >= _WIDE else _TITLE_LINES + 1) + passage, cells, passage)


def draw(
    row: ListRow,
    shape: Shape,
    styles: Styles,
    looks: Looks,
    today: date,
    *,
    here: bool,
    ticked: bool,
) -> list[Content]:
    """The lines of a row, as many as `shape` says.

    `here`: the cursor stands on it; `ticked`: it is selected.
    """
    glyphs = looks.glyphs
    bar = Content.styled(glyphs.bar if here else " ", styles.bar)
    tick = Content.styled(glyphs.tick, styles.bar) if ticked else bar
    first = tick + Content.styled(_states(row, glyphs), styles.state)
    if shape.compact:
        return [first + _one_line(row, shape.cells, styles, looks, today)]
    body = _title_and_facts(row, shape, styles, looks, today)
    if shape.passage and row.passage:
        body.append(marked(*row.passage, styles.quiet, styles.match).truncate(shape.cells))
    indent = Content(" " * (GUTTER - 1))
    lines = [first + body[0], *(bar + indent + line for line in body[1:])]
    return [*lines, *[bar] * (shape.lines - len(lines))]


def _one_line(row: ListRow, width: int, styles: Styles, looks: Looks, today: date) -> Content:
    """The title, then facts in columns, as many of them as leave the title its share."""
    shown, glyphs = row.headline, looks.glyphs
    facts = _columns(row, int(width * _FACTS_SHARE), looks, today)
    signs = f"{glyphs.note if shown.noted else ''}{glyphs.tag if shown.tags else ''}"
    if signs:
        facts = f"{' ' * _GAP}{signs}{facts}"
    elif facts:
        facts = " " * _GAP + facts.lstrip()  # what stands empty before the columns is the title's
    beside = Content(facts).truncate(max(width - 1, 0))  # a list of a few cells has no room for it
    room = max(width - beside.cell_length, 1)
    title = marked(row.title, row.title_spans, styles.title, styles.match)
    title = shortened(title, room, looks)
    return title + Content(" " * (room - title.cell_length)) + beside.stylize_before(styles.quiet)


def _columns(row: ListRow, room: int, looks: Looks, today: date) -> str:
    """Author, date and upvotes, each in its column; "" where there are none of them."""
    shown = row.headline
    upvotes = "" if shown.upvotes is None else f"{looks.glyphs.upvotes}{shown.upvotes}"
    when = looks.short_day(shown.date, today) if shown.date else ""
    who = wording.people(shown.first_author, shown.authors) if shown.first_author else ""
    # As they stand, each with its cells and its rank. Upvotes before a date would read as its day.
    columns = [(who, 16, 3), (when, looks.day_cells, 1), (upvotes, 5, 2)]
    if shown.withdrawn:
        columns.insert(1, ("withdrawn", 9, 0))
    elif row.afield:
        columns.insert(1, (AFIELD, len(AFIELD), 0))
    while sum(cells + _GAP for _, cells, _ in columns) > room:
        columns.remove(max(columns, key=lambda column: column[2]))
    if not any(fact for fact, _, _ in columns):
        return ""
    facts = Content("")
    for fact, cells, _ in columns:
        text = shortened(Content(fact), cells, looks)
        facts += Content(" " * (cells + _GAP - text.cell_length)) + text
    return facts.plain


def _states(row: ListRow, glyphs: Glyphs) -> str:
    shown = row.headline
    if row.new:
        state = glyphs.new_read if shown.read else glyphs.new_unread
    else:
        state = glyphs.read if shown.read else glyphs.unread
    # What is marked is never like what is marked, so that one column has room for both.
    star = glyphs.bookmark if shown.bookmarked else glyphs.liked if row.liked else " "
    code = glyphs.code if shown.has_code else " "
    return f"{state}{star}{code} "


def _title_and_facts(
    row: ListRow, shape: Shape, styles: Styles, looks: Looks, today: date
) -> list[Content]:
    """The title, and at the right of its second line the facts; in a narrow list below both."""
    facts = Facts(row.headline, looks, today, afield=row.afield)
    beside = shape.lines - shape.passage == _TITLE_LINES
    last = shape.cells - facts.least - _BEFORE_FACTS if beside else shape.cells
    lines = _title(row, shape.cells, max(last, 1), styles, looks.glyphs)
    lines += [Content("")] * (_TITLE_LINES - len(lines))
    end = lines.pop() if beside else Content("")
    taken = end.cell_length + _BEFORE_FACTS if end else 0
    shown = Content.styled(facts.within(shape.cells - taken), styles.quiet)
    room = max(shape.cells - end.cell_length - shown.cell_length, 0)
    return [*lines, end + Content(" " * room) + shown]


def _title(row: ListRow, width: int, last: int, styles: Styles, glyphs: Glyphs) -> list[Content]:
    """The title on a line of `width` cells, or two, the second of them `last` cells wide.

    What does not fit ends at a word, with an ellipsis.
    """
    title = marked(row.title, row.title_spans, styles.title, styles.match)
    lines = [line.rstrip() for line in title.wrap(width)]
    if len(lines) == 1 or (len(lines) == _TITLE_LINES and lines[1].cell_length <= last):
        return lines
    rest = title[row.title.index(lines[1].plain, len(lines[0])) :]
    end = rest.wrap(max(last - len(glyphs.ellipsis) - 1, 1))[0].rstrip()
    return [lines[0], (end + Content.styled(f" {glyphs.ellipsis}", styles.title)).truncate(last)]


def marked(text: str, spans: Spans, style: Style, match: Style) -> Content:
    """`text` in `style`, with the spans of matched words in `match`. No markup is read."""
    content = Content(text).stylize(style)
    for start, end in spans:
        content = content.stylize(match, start, end)
    return content
