"""The list pane: any number of papers, of which only the rows on screen are ever made."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.appearance.looks import Looks
from tui.appearance.styles import ACCENT, MATCH, QUIET, ink
from tui.widgets.measuring import measure
from tui.widgets.row import GUTTER, Row, Styles, draw, height

_PAGE = 16  # rows fetched at once: about a screenful, since each may cost a passage
_PAGES = 128  # pages kept


class Rows(Protocol):
    """Where the list has its rows from."""

    def __len__(self) -> int:
        """How many rows there are."""

    def page(self, start: int, count: int, width: int) -> list[Row]:
        """The rows from `start`, at most `count`; `width` is the room for a passage, in cells,
        0 where none is wanted."""


class NoRows:
    """A list of nothing."""

    def __len__(self) -> int:
        return 0

    def page(self, start: int, count: int, width: int) -> list[Row]:
        """No rows, whatever is asked."""
        return []


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows `Rows` by the line API; the cost of a frame does not depend on how many there are."""

    cursor: reactive[int] = reactive(0, init=False)
    selection: reactive[frozenset[int]] = reactive(frozenset(), init=False)  # row numbers

    @dataclass
    class Moved(Message):
        """The cursor stands on another paper, or on none (`position` is None)."""

        position: int | None

    @dataclass
    class Opened(Message):
        """The paper under the cursor was clicked a second time."""

        position: int

    def __init__(self, looks: Looks, *, id: str) -> None:  # noqa: A002  Textual's own name
        self.row_height = height(looks)  # lines; Textual asks for a place to scroll to at once
        super().__init__(id=id)
        self._looks = looks
        self._rows: Rows = NoRows()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._drawn: dict[tuple[int, bool, bool], list[Strip]] = {}
        self._empty = ""

    # -- what is shown -----------------------------------------------------------------------

    def show(
        self,
        rows: Rows,
        cursor: int,
        *,
        empty: str,
        offset: int | None = None,
        again: bool = False,
    ) -> None:
        """Show other rows, with the cursor on `cursor` and, if given, that many rows scrolled by.

        `empty` is the sentence that stands in the list's place where there are none. `again`: it
        is the same list, where who has scrolled away from the cursor wants to stay.
        """
        away = again and not self._in_sight
        self._rows = rows
        self._empty = empty
        self._measure()
        self.forget()
        self.set_reactive(PaperList.cursor, max(min(cursor, len(rows) - 1), 0))
        if offset is not None:
            self.scroll_to(y=offset * self.row_height, animate=False, immediate=True, force=True)
        if not away:
            self._keep_cursor_in_sight()
        self.post_message(self.Moved(self.position))

    def forget(self) -> None:
        """Draw every row anew from what its paper is now."""
        self._pages.clear()
        self._drawn.clear()
        self.refresh()

    @property
    def position(self) -> int | None:
        """Where the cursor stands, counted from 0; None in an empty list."""
        return self.cursor if len(self._rows) else None

    @property
    def offset_rows(self) -> int:
        """How many rows are scrolled past the top."""
        return round(self.scroll_offset.y / self.row_height)

    def row_at(self, position: int) -> Row | None:
        """The row at a position, if it is there."""
        page, index = divmod(position, _PAGE)
        rows = self._page(page)
        return rows[index] if index < len(rows) else None

    # -- moving ------------------------------------------------------------------------------

    def move(self, where: str) -> None:
        """Move the cursor: "down", "up", "page_down", "page_up", "first" or "last"."""
        page = max(self.size.height // self.row_height - 1, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page}
        last = len(self._rows) - 1
        ends = {"first": 0, "last": last}
        self.cursor = ends[where] if where in ends else self.cursor + steps[where]

    def validate_cursor(self, cursor: int) -> int:
        """The nearest position that there is."""
        return max(min(cursor, len(self._rows) - 1), 0)

    def watch_cursor(self) -> None:
        """Follow the cursor with the view, and tell."""
        self._keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Moved(self.position))

    def watch_selection(self) -> None:
        """Draw the ticks anew."""
        self._drawn.clear()
        self.refresh()

    def validate_scroll_y(self, value: float) -> float:
        """Whole rows, wherever the wheel or the bar would stop."""
        return round(super().validate_scroll_y(value) / self.row_height) * self.row_height

    def validate_scroll_target_y(self, value: float) -> float:
        """Whole rows, so that the next turn of the wheel goes on from one."""
        return round(super().validate_scroll_target_y(value) / self.row_height) * self.row_height

    @property
    def cursor_is_low(self) -> bool:
        """Whether the cursor's row is nearer to the end of what is seen than to its beginning."""
        return (self.cursor - self.offset_rows + 0.5) * self.row_height > self.size.height / 2

    @property
    def _in_sight(self) -> bool:
        first = self.offset_rows
        return first <= self.cursor < first + self.size.height // self.row_height

    def _keep_cursor_in_sight(self) -> None:
        visible = self.size.height // self.row_height
        if not visible:
            return
        first = self.offset_rows
        first = min(max(first, self.cursor - visible + 1), self.cursor)
        self.scroll_to(y=first * self.row_height, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Another width makes other lines."""
        self._measure()
        self.forget()
        self._keep_cursor_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the paper."""
        position = (event.y + self.scroll_offset.y) // self.row_height
        if position >= len(self._rows):
            return
        if position == self.cursor:
            self.post_message(self.Opened(position))
        else:
            self.cursor = position

    # -- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self._width
        if not len(self._rows):
            return self._empty_line(y, width)
        position, line = divmod(y + self.scroll_offset.y, self.row_height)
        if position >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        key = (position, position == self.cursor, self.has_focus)
        strips = self._drawn.get(key)
        if strips is None:
            strips = self._drawn[key] = self._draw(position, width)
        return strips[line]

    def notify_style_update(self) -> None:
        """Another theme or focus: what is drawn is out of date."""
        super().notify_style_update()
        self._drawn.clear()

    def _draw(self, position: int, width: int) -> list[Strip]:
        row = self.row_at(position)
        selected = position == self.cursor
        base = self.visual_style
        if selected:
            base += ink("on $primary-muted" if self.has_focus else "on $panel")
        blank = base.rich_style
        if row is None:
            return [Strip.blank(width, blank)] * self.row_height
        if len(self._drawn) > _PAGE * 4:
            self._drawn.clear()
        styles = Styles(
            title=ink(QUIET if row.headline.read else "bold"),
            quiet=ink(QUIET),
            match=ink(MATCH),
            state=ink(ACCENT),
            bar=ink("$primary" if self.has_focus else QUIET),
        )
        ticked = row.headline.row in self.selection
        lines = draw(row, width, styles, self._looks, date.today(), here=selected, ticked=ticked)
        return [
            Strip(line.render_segments(base)).adjust_cell_length(width, blank) for line in lines
        ]

    def _empty_line(self, y: int, width: int) -> Strip:
        style = self.visual_style + ink(QUIET)
        lines = Content(self._empty).wrap(max(width - 4, 1)) if self._empty else []
        top = max((self.size.height - len(lines)) // 3, 0)
        if not top <= y < top + len(lines):
            return Strip.blank(width, self.rich_style)
        line = lines[y - top]
        left = max((width - line.cell_length) // 2, 0)
        strip = Strip((Content(" " * left) + line).render_segments(style))
        return strip.adjust_cell_length(width, self.rich_style)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    # -- rows --------------------------------------------------------------------------------

    def _measure(self) -> None:
        lines = len(self._rows) * self.row_height
        if lines > self.size.height:
            # So that the list, scrolled to its end, still begins with a whole row.
            lines += self.size.height % self.row_height
        measure(self, lines)

    def _page(self, number: int) -> list[Row]:
        page = self._pages.get(number)
        if page is None:
            room = 0 if self._looks.compact else max(self._width - GUTTER - 1, 1)
            page = self._pages[number] = self._rows.page(number * _PAGE, _PAGE, room)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page
