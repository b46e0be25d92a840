"""The list pane: any number of papers, of which only the rows on screen are ever made."""

from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.appearance.looks import Looks
from tui.appearance.styles import ACCENT, MATCH, QUIET, RULE, ink
from tui.listing import NoRows, Rows, Viewport
from tui.widgets.measuring import measure
from tui.widgets.row import GUTTER, Shape, Styles, draw, shape
from tui.widgets.selecting import selected_text, with_selection

_DRAWN = 64  # rows kept as they are drawn
_PASSAGES_FROM = 6  # papers in sight: where there is no room for as many, passages give way


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows `Rows` by the line API; the cost of a frame does not depend on how many there are."""

    cursor: reactive[int] = reactive(0, init=False)
    selection: reactive[frozenset[int]] = reactive(frozenset(), init=False)  # row numbers

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        position: int

    class Viewed(Message):
        """Other rows may be in sight."""

        def can_replace(self, message: Message) -> bool:
            """Only what is in sight at last counts."""
            return isinstance(message, PaperList.Viewed)

    def __init__(self, looks: Looks, *, id: str) -> None:  # noqa: A002  Textual's own name
        self._shape = Shape(1, 1)  # Textual asks for a place to scroll to at once
        super().__init__(id=id)
        self._looks = looks
        self._compact = False
        self._rows: Rows = NoRows()
        self._first = 0  # the row at the top, as the person left it, also in a lower list
        self._drawn: dict[tuple[int, bool, bool], list[Strip]] = {}
        self._empty = self._rule = ""

    # -- what is shown -----------------------------------------------------------------------

    def show(
        self,
        rows: Rows,
        cursor: int,
        *,
        empty: str,
        offset: int | None = None,
        again: bool = False,
        rule: str = "",
    ) -> None:
        """Show other rows, with the cursor on `cursor` and, if given, that many rows scrolled by.

        `empty` is the sentence that stands in the list's place where there are none, `rule` the
        words in the rule between two kinds of rows. `again`: it
        is the same list, where who has scrolled away from the cursor wants to stay.
        """
        away = again and not self._in_sight
        self._rows = rows
        self._empty, self._rule = empty, rule
        self._reshape()
        self.set_reactive(PaperList.cursor, max(min(cursor, len(rows) - 1), 0))
        if offset is not None:
            self._scroll_to_row(offset)
        if not away:
            self._keep_cursor_in_sight()

    def redraw(self) -> None:
        """Draw every row anew from what is loaded now."""
        self._drawn.clear()
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        """Show each paper on one line, or on more; the list stays where it is."""
        if compact != self._compact:
            self._compact = compact
            self._reshape()
            self._keep_cursor_in_sight()
            self.post_message(self.Viewed())

    @property
    def row_height(self) -> int:
        """How many lines each row has."""
        return self._shape.lines

    @property
    def position(self) -> int | None:
        """Where the cursor stands, counted from 0; None in an empty list."""
        return self.cursor if len(self._rows) else None

    @property
    def offset_rows(self) -> int:
        """How many rows are scrolled past the top."""
        return round(self.scroll_offset.y / self.row_height)

    @property
    def viewport(self) -> Viewport:
        """The rows on screen, and the room that a passage has in one."""
        visible = self.size.height // self.row_height
        passages = self._shape_with(passages=True)
        return Viewport(self.offset_rows, visible, passages.cells if passages.passage else 0)

    # -- moving ------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """The nearest position that there is."""
        return max(min(cursor, len(self._rows) - 1), 0)

    def watch_cursor(self) -> None:
        """Follow the cursor with the view."""
        self._keep_cursor_in_sight()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._first = self.offset_rows
        self.post_message(self.Viewed())

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
    def _in_sight(self) -> bool:
        first = self.offset_rows
        return first <= self.cursor < first + self.size.height // self.row_height

    def _keep_cursor_in_sight(self, first: int | None = None) -> None:
        """Scroll no further than the cursor needs, from where the list is or from row `first`."""
        visible = self.size.height // self.row_height
        if visible:
            first = self.offset_rows if first is None else first
            self._scroll_to_row(min(max(first, self.cursor - visible + 1), self.cursor))

    def _scroll_to_row(self, first: int) -> None:
        self.scroll_to(y=first * self.row_height, animate=False, immediate=True, force=True)
        self._first = self.offset_rows

    def on_resize(self) -> None:
        """Another size makes other lines; the same row stays at the top, where there is room."""
        first = self._first
        self._reshape()
        self._keep_cursor_in_sight(first)
        self._first = first  # for when the list grows again
        self.post_message(self.Viewed())

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked; the end of a drag is no click."""
        event.prevent_default()  # Textual would select the whole list at the second click
        if self.text_selection:
            return
        position = (event.y + self.scroll_offset.y) // self.row_height
        if position < len(self._rows) and position != self._rows.rule:
            self.post_message(self.Clicked(position))

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
        style = self.screen.get_visual_style("screen--selection")
        return with_selection(strips[line], y + self.scroll_offset.y, self.text_selection, style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected of the lines in sight, and what comes after it."""
        first = self.scroll_offset.y
        text = selected_text(
            selection,
            first,
            first + self.size.height - 1,
            lambda line: self.render_line(line - first).text,
            gutter=GUTTER,
        )
        return text, "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme or focus: what is drawn is out of date."""
        super().notify_style_update()
        self._drawn.clear()

    def _draw(self, position: int, width: int) -> list[Strip]:
        if position == self._rows.rule:
            return self._draw_rule(width)
        row = self._rows.row(position)
        selected = position == self.cursor
        base = self.visual_style
        if selected:
            base += ink("on $primary-muted" if self.has_focus else "on $panel")
        blank = base.rich_style
        if row is None:
            return [Strip.blank(width, blank)] * self.row_height
        if len(self._drawn) > _DRAWN:
            self._drawn.clear()
        styles = Styles(
            title=ink(QUIET if row.headline.read else "bold"),
            quiet=ink(QUIET),
            match=ink(MATCH),
            state=ink(ACCENT),
            bar=ink("$primary" if self.has_focus else QUIET),
        )
        ticked = row.headline.row in self.selection
        lines = draw(
            row, self._shape, styles, self._looks, date.today(), here=selected, ticked=ticked
        )
        return [
            Strip(line.render_segments(base)).adjust_cell_length(width, blank) for line in lines
        ]

    def _draw_rule(self, width: int) -> list[Strip]:
        """The rule in the middle of the lines of a row."""
        base = self.visual_style
        words = Content.styled(f" {self._rule} ", ink(QUIET)).truncate(max(width - 4, 0))
        rest = max(width - words.cell_length - 2, 0)
        line = Content.styled("──", ink(RULE)) + words + Content.styled("─" * rest, ink(RULE))
        strip = Strip(line.render_segments(base)).adjust_cell_length(width, base.rich_style)
        lines = [Strip.blank(width, base.rich_style)] * self.row_height
        lines[(self.row_height - 1) // 2] = strip
        return lines

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

    def _reshape(self) -> None:
        """Draw the rows as wide and as high as there is room, with the same one at the top."""
        first = self._first
        self._shape = self._shape_with(passages=self._rows.worded)
        self._measure()
        self.redraw()
        self._scroll_to_row(first)

    def _shape_with(self, *, passages: bool) -> Shape:
        made = shape(self._width, compact=self._compact, passage=passages and not self._compact)
        if made.passage and self.size.height // made.lines < _PASSAGES_FROM:
            return shape(self._width, compact=self._compact, passage=False)
        return made

    def _measure(self) -> None:
        lines = len(self._rows) * self.row_height
        if lines > self.size.height:
            # So that the list, scrolled to its end, still begins with a whole row.
            lines += self.size.height % self.row_height
        measure(self, lines)
