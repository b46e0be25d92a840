"""The column of text: draws the lines of a layout, marks matches and the chosen link."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from search import Passage, width
from tui.appearance.styles import ACCENT, MATCH, QUIET, ink
from tui.fulltext.find import LinedText, Matches
from tui.fulltext.layout import Layout
from tui.fulltext.lines import Line, ScreenLink, links_on
from tui.fulltext.passages.choice import Choice
from tui.fulltext.passages.marking import Marked
from tui.fulltext.selecting import selected_text
from tui.widgets.selecting import with_selection

COLUMNS = 84  # cells of the column, at most
_MARGIN = 2  # cells beside it, at least
_STEP = 8  # cells of a step sideways
STYLES = {
    "title": "bold $text-accent",
    "heading": "bold $text-accent",
    "emphasis": "italic",
    "strong": "bold",
    "code": "$text-secondary",
    "math": "$foreground",
    "quiet": QUIET,
    "caption": QUIET,
    "link": ACCENT,
}
_CHOSEN = "reverse"
_SELECTED = "on $primary-muted"
_MARKED = "on $accent-muted"
_HERE = "bold reverse $text-accent"


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
        self.matches = LinedText(()).find("")
        self.match: int | None = None  # the match that one has gone to
        self.chosen: ScreenLink | None = None
        self._sideways = 0
        self.marked: Marked = Marked({}, ())
        self._choice = Choice()

    @property
    def columns(self) -> int:
        """The width of the column in cells."""
        return max(min(self.size.width - 2 * _MARGIN - 1, COLUMNS), 20)

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
        widest = max((Content(line.text).cell_length for line in on_screen), default=0)
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
        at = self._left
        for place, run in enumerate(self.layout_.lines[number].runs):
            begin, at = at, at + width(run.text)
            if begin <= event.x < at and run.target is not None:
                self.chosen = ScreenLink(number, place, run.target)
                self.post_message(self.Clicked())
                self.refresh()

    @property
    def _left(self) -> int:
        """The cells left of the column."""
        return max((self.scrollable_content_region.width - self.columns) // 2, 0)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        cells = self.scrollable_content_region.width
        lines = self.layout_.lines if self.layout_ else ()
        number = self.top + y
        blank = Strip.blank(cells, self.rich_style)
        if number >= len(lines) or not lines[number].runs:
            return blank
        strip = Strip(self._content(lines[number], number).render_segments(self.visual_style))
        chosen = self.screen.get_visual_style("screen--selection")
        strip = with_selection(strip, number, self.text_selection, chosen)
        columns = self.columns
        if strip.cell_length > columns:
            start = min(self._sideways, strip.cell_length - columns)
            more = strip.cell_length > start + columns
            strip = strip.crop(start, start + columns).apply_offsets(start, number)
            if more:
                mark = Strip(Content.styled("›", ink(ACCENT)).render_segments(self.visual_style))
                strip = Strip.join([strip.crop(0, columns - 1), mark])
        margin = self._margin(number, self._left)
        return Strip.join([margin, strip]).adjust_cell_length(cells, self.rich_style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected, and what comes after it."""
        return (selected_text(self.layout_, selection), "\n") if self.layout_ else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def _margin(self, number: int, cells: int) -> Strip:
        """The space left of a line, with a bar beside a passage."""
        bar = "▌" if number in self.selected else "┃" if number in self.marked.by_line else " "
        text = Content.styled(f"{bar} ".rjust(cells), ink(ACCENT))
        return Strip(text.render_segments(self.visual_style))

    def _content(self, line: Line, number: int) -> Content:
        text = Content("")
        for at, run in enumerate(line.runs):
            style = STYLES.get(run.style)
            part = Content.styled(run.text, ink(style)) if style else Content(run.text)
            if self.chosen and (self.chosen.line, self.chosen.run) == (number, at):
                part = part.stylize(ink(_CHOSEN))
            text += part
        if number in self.selected:
            text = text.stylize(ink(_SELECTED))
        elif number in self.marked.by_line:
            text = text.stylize(ink(_MARKED))
        for start, end, match in self.matches.on_line(number):
            text = text.stylize(ink(_HERE if match == self.match else MATCH), start, end)
        return text
