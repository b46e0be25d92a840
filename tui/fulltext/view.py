"""The column of text: draws the lines of a layout, marks matches and the chosen link."""

from __future__ import annotations

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from search import Passage, width
from tui.appearance.styles import MATCH
from tui.fulltext.column.find import NOTHING, Matches
from tui.fulltext.column.layout import Layout
from tui.fulltext.column.lines import ScreenLink, links_on
from tui.fulltext.column.painting import Emphasis, Painter
from tui.fulltext.column.selecting import selected_text
from tui.fulltext.passages.choice import Choice
from tui.fulltext.passages.marking import Marked
from tui.widgets.selecting import with_selection

COLUMNS = 84  # cells of the column, at most
_MARGIN = 2  # cells beside it, at least
_STEP = 8  # cells of a step sideways
_SELECTED = "on $primary-muted"
_MARKED = "on $accent-muted"
_HERE = "bold reverse $text-accent"


def columns_in(cells: int) -> int:
    """The width of the column in a view of so many cells."""
    return max(min(cells - 2 * _MARGIN - 1, COLUMNS), 20)


class FullTextView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one layout in the middle of its width; wide lines can be scrolled sideways."""

    DEFAULT_CSS = """
    FullTextView { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; }
    """

    class Moved(Message):
        """Other lines are on the screen."""

        def can_replace(self, message: Message) -> bool:
            """The newest is enough."""
            return isinstance(message, FullTextView.Moved)

    class Resized(Message):
        """The column has another width."""

        def can_replace(self, message: Message) -> bool:
            """The newest is enough."""
            return isinstance(message, FullTextView.Resized)

    class Clicked(Message):
        """A link was clicked; it is the chosen one."""

    class Chosen(Message):
        """Lines are being chosen, or no longer."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.layout_: Layout | None = None
        self.matches = NOTHING
        self.match: int | None = None  # the match that one has gone to
        self.chosen: ScreenLink | None = None
        self._sideways = 0
        self.marked: Marked = Marked({}, ())
        self._choice = Choice()
        self._look: tuple[Style, str, int] | None = None
        self._painter = Painter(Style(), 0, 0)  # until the first line is drawn
        self._over = Style()  # of what the mouse selects

    @property
    def columns(self) -> int:
        """The width of the column in cells."""
        return columns_in(self.size.width)

    @property
    def top(self) -> int:
        """The first line on the screen."""
        return self.scroll_offset.y

    @property
    def place(self) -> int:
        """The number of the block that stands at the top of the screen."""
        lines = self.layout_.lines if self.layout_ else ()
        return lines[min(self.top, len(lines) - 1)].place if lines else 0

    @property
    def share_read(self) -> int:
        """How much of the paper lies above the end of the screen, in per cent."""
        lines = len(self.layout_.lines) if self.layout_ else 0
        return 100 if not lines else min(100, 100 * (self.top + self.size.height) // lines)

    def begin(self, layout: Layout, place: int) -> None:
        """Have a block at the top of the first frame, for which the view has no size yet."""
        self.layout_ = layout
        self.set_reactive(FullTextView.virtual_size, Size(layout.columns, len(layout.lines)))
        self.set_reactive(FullTextView.scroll_y, float(layout.line_of(place)))
        self.set_reactive(FullTextView.scroll_target_y, float(layout.line_of(place)))

    def show(self, layout: Layout, line: int) -> None:
        """Show a layout with `line` at the top."""
        if self.layout_ is not None:
            self._choice.lay_out(self.layout_, layout)
        self.layout_ = layout
        self.chosen = None
        self._sideways = 0
        self.virtual_size = Size(self.size.width, len(layout.lines))
        self.go_to(line)
        self.refresh()

    def go_to(self, line: int) -> None:
        """Show `line` at the top, as far as the paper is that long."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def show_line(self, line: int) -> None:
        """Scroll no further than is needed to see a line, and then a third of the screen down."""
        if not self.top <= line < self.top + self.size.height - 1:
            self.go_to(max(line - self.size.height // 3, 0))
        self.refresh()

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.go_to(max(self.top + lines, 0))

    def move_sideways(self, steps: int) -> None:
        """Scroll the wide lines by steps of some cells."""
        lines = self.layout_.lines if self.layout_ else ()
        on_screen = lines[self.top : self.top + self.size.height]
        widest = max((width(line.text) for line in on_screen), default=0)
        most = max(widest - self.columns, 0)
        self._sideways = min(max(self._sideways + steps * _STEP, 0), most)
        self.refresh()

    # -- choosing lines ------------------------------------------------------------------------

    @property
    def is_selecting(self) -> bool:
        """Whether lines are being chosen."""
        return self._choice.at is not None

    @property
    def selected(self) -> range:
        """The lines that are chosen."""
        return self._choice.lines(self.layout_)

    @property
    def selected_passage(self) -> Passage | None:
        """The marked passage that is chosen, where a block is."""
        at = self._choice.at
        return self.marked.by_line.get(at) if at is not None and self._choice.is_block else None

    def start_selection(self) -> None:
        """Choose the block of the link or the match on the screen, else one below its top."""
        on_screen = range(self.top, min(self.top + self.size.height, self._count))
        here = self.top + self.size.height // 4
        if self.chosen and self.chosen.line in on_screen:
            here = self.chosen.line
        elif self.match is not None and self.matches.line_of(self.match) in on_screen:
            here = self.matches.line_of(self.match)
        if self.layout_ is not None:
            self._choice.start(self.layout_, here)
            self._choice_changed()

    def turn_lines(self) -> None:
        """Choose lines from here on, or the whole block again."""
        self._choice.turn()
        self.refresh()

    def move_selection(self, lines: int) -> None:
        """Move the end of what is chosen; of blocks, to the next one."""
        if self.layout_ is not None:
            self._choice.move(self.layout_, lines)
            self.show_line(self._choice.at or 0)

    def end_selection(self) -> None:
        """Choose nothing any more."""
        self._choice.end()
        self._choice_changed()

    def _choice_changed(self) -> None:
        self.post_message(self.Chosen())
        self.refresh()

    @property
    def _count(self) -> int:
        return len(self.layout_.lines) if self.layout_ else 0

    # -- links and matches ---------------------------------------------------------------------

    def next_link(self, direction: int) -> None:
        """Choose the next or previous link that is on the screen; past the last, the first."""
        lines = self.layout_.lines if self.layout_ else ()
        links = links_on(lines[self.top : self.top + self.size.height], self.top)
        if not links:
            self.chosen = None
        elif self.chosen in links:
            self.chosen = links[(links.index(self.chosen) + direction) % len(links)]
        else:
            self.chosen = links[0 if direction > 0 else -1]
        self.refresh()

    def show_marked(self, marked: Marked) -> None:
        """Show where the marked passages are."""
        self.marked = marked
        self.refresh()

    def mark(self, matches: Matches) -> None:
        """Mark other matches."""
        self.matches, self.match = matches, None
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other lines are shown."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keep the styles: they are the same with and without the focus."""

    def on_resize(self, event: events.Resize) -> None:
        """Another width makes other lines."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Choose the link under the mouse; the end of a drag is no click."""
        number = self.top + event.y
        if self.text_selection:
            return
        if self.layout_ is None or number >= self._count or self._sideways:
            return
        at = self._painter.left
        for place, run in enumerate(self.layout_.lines[number].runs):
            begin, at = at, at + width(run.text)
            if begin <= event.x < at and run.target is not None:
                self.chosen = ScreenLink(number, place, run.target)
                self.post_message(self.Clicked())
                self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the screen, in the styles of this moment."""
        look = (self.visual_style, self.app.theme, self.scrollable_content_region.width)
        if look != self._look:
            self._look = look
            self._painter = Painter(look[0], look[2], self.columns)
        if self.text_selection:
            self._over = self.screen.get_visual_style("screen--selection")
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = self.top + y
        if self.layout_ is None or number >= self._count:
            return self._painter.blank
        line = self.layout_.lines[number]
        if not line.runs:
            return self._painter.blank
        emphasis = self._emphasis(number)
        strip = self._painter.words(line, emphasis)
        strip = with_selection(strip, number, self.text_selection, self._over)
        return self._painter.placed(strip, number, emphasis.bar, self._sideways)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected, and what comes after it."""
        return (selected_text(self.layout_, selection), "\n") if self.layout_ else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def _emphasis(self, number: int) -> Emphasis:
        """What a line has besides its words."""
        bar, ground = " ", ""
        if number in self.selected:
            bar, ground = "▌", _SELECTED
        elif number in self.marked.by_line:
            bar, ground = "┃", _MARKED
        chosen = self.chosen.run if self.chosen and self.chosen.line == number else None
        matches = tuple(
            (start, end, _HERE if match == self.match else MATCH)
            for start, end, match in self.matches.on_line(number)
        )
        return Emphasis(bar, ground, chosen, matches)
