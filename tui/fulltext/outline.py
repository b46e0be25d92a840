"""The outline of a paper: its sections, figures and tables, a line for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.appearance.styles import QUIET, ink
from tui.fulltext.column.layout import Entry

CELLS = 34
_WIDTH = CELLS - 2  # cells of a line
_HERE = "$block-cursor-blurred-foreground on $block-cursor-blurred-background"
_CHOSEN = "bold $foreground on $primary-muted"
_MOVES = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {"space": 1, "pagedown": 1, "b": -1, "pageup": -1}
_ENDS = {"g": 0, "home": 0, "G": -1, "end": -1}


class Outline(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows where one is; on a narrow screen it is there while the keys go to it.

    Not a list of Textual's: drawing one takes longer than all the rest of the screen.
    """

    DEFAULT_CSS = f"""
    Outline {{
        width: {CELLS}; height: 1fr; background: $surface; display: none;
        overflow-x: hidden; overflow-y: scroll;
    }}
    Outline.-open {{ display: block; }}
    """

    @dataclass
    class Selected(Message):
        """The text is to go to the block where an entry begins."""

        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[Content] = []
        self._at: int | None = None  # the entry that is pointed to

    def open(self) -> None:
        """Show it, and let the keys go to it, until they go elsewhere."""
        if self._entries:
            self.add_class("-open")
            self.focus()

    def on_blur(self) -> None:
        """Hide it again where there is no room beside the text."""
        self.remove_class("-open")

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show the outline of a paper; another width of the text changes nothing."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._lines = [_line(entry) for entry in entries]
            self._at = None
            self.virtual_size = Size(CELLS, len(entries))
            self.refresh()

    @property
    def sections(self) -> list[int]:
        """The block where each section begins."""
        return [entry.place for entry in self._entries if entry.kind == "section"]

    def show_place(self, place: int) -> str:
        """Point to the section that holds a block; its title, "" before the first."""
        sections = [
            number
            for number, entry in enumerate(self._entries)
            if entry.place <= place and entry.kind == "section"
        ]
        if not sections:
            return ""
        if not self.has_focus:
            self._point(sections[-1])
        return self._entries[sections[-1]].text

    # -- keys and mouse ------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Move through it and choose, while the keys go to it."""
        key, at, last = event.key, self._at or 0, len(self._entries) - 1
        if key == "enter":
            self.post_message(self.Selected(self._entries[at].place))
        elif key in _ENDS:
            self._point(last if _ENDS[key] else 0)
        elif key in _MOVES or key in _PAGES:
            by = _MOVES.get(key) or _PAGES[key] * max(self.size.height - 1, 1)
            self._point(min(max(at + by, 0), last))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the mouse."""
        number = self.scroll_offset.y + event.y
        if number < len(self._entries):
            self._point(number)
            self.post_message(self.Selected(self._entries[number].place))

    def _point(self, at: int) -> None:
        """Point to an entry, and have it in sight."""
        if at == self._at:
            return
        before, self._at = self._at, at
        self.scroll_to_region(Region(0, at, 1, 1), animate=False, force=True, immediate=True)
        for number in (before, at):
            if number is not None:
                self.refresh_line(number)

    # -- drawing -------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number, cells = self.scroll_offset.y + y, self.size.width
        style = self.visual_style
        if number >= len(self._lines):
            return Strip.blank(cells, style.rich_style)
        if number == self._at:
            style += ink(_CHOSEN if self.has_focus else _HERE)
        strip = Strip(self._lines[number].render_segments(style))
        return strip.adjust_cell_length(cells, style.rich_style)


def _line(entry: Entry) -> Content:
    indent = 1 + (2 * max(entry.level - 1, 0) if entry.kind == "section" else 2)
    text = Content(f"{' ' * indent}{entry.text}").truncate(_WIDTH + 1, ellipsis=True)
    return text if entry.kind == "section" else text.stylize(ink(QUIET))
