"""The line below the text: the place in it, or what is searched in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from search import width
from tui.fulltext.column.find import NOTHING
from tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from tui.fulltext.view import FullTextView


class StatusLine(TypedLine):
    """Says where one is in the text that `view` shows, and searches in it while it has the focus.

    One widget for both: a line that came and went would lay the whole screen out anew.
    """

    DEFAULT_CSS = """
    StatusLine, StatusLine:focus {
        height: 1; border: none; padding: 0 1; background: $panel; color: $text-muted;
    }
    StatusLine:focus { background: $surface; color: $foreground; }
    """

    def __init__(self, view: FullTextView, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(placeholder="search in this paper", id=id)
        self._view = view
        self._left = self._right = ""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint anew. The layout stays: Textual asks for another one at every key."""
        layout = layout and not self.is_mounted
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    # -- what it says ----------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Show some words in the place of a section."""
        self._show(words, "")

    def show_place(self, section: str) -> None:
        """Show the section that is read, what is found, and how much is read."""
        self._show(section, " · ".join(filter(None, (self._found, f"{self._view.share_read} %"))))

    def _show(self, left: str, right: str) -> None:
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def _found(self) -> str:
        """What was found, in words; "" where nothing is searched."""
        view = self._view
        if len(view.matches):
            number = "" if view.match is None else f"{view.match + 1} of "
            return f"{number}{len(view.matches)} matches"
        return "no match" if self.value.strip() else ""

    def render_line(self, y: int) -> Strip:
        """What is typed, or the place, and what is found at the right where there is room."""
        cells, style = self.size.width, self.visual_style
        if self.has_focus:
            room = cells - width(self.value or self.placeholder) - 2
            right = Content(self._right)
            if right.cell_length > room:
                return super().render_line(y)
            typed = super().render_line(y).crop(0, cells - right.cell_length)
            return Strip([*typed, *right.render_segments(style)])
        searched = f"/{self.value.strip()} · " if self.value.strip() else ""
        right = Content(searched + self._right).truncate(cells, ellipsis=True)
        room = cells - right.cell_length
        left = Content(self._left).truncate(max(room - 2, 0), ellipsis=True)
        line = left + Content(" " * (room - left.cell_length)) + right
        return Strip(line.render_segments(style))

    # -- what it searches ------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether something is typed, or is about to be."""
        return self.has_focus or bool(self.value)

    def accept(self) -> None:
        """Let the keys go to the text; what is typed stands."""
        self._view.focus()

    def end(self) -> None:
        """Search nothing any more."""
        self.value = ""
        self._view.focus()

    def find(self, *, move: bool) -> None:
        """Mark what is typed; with `move`, go to the first match below the top.

        Without, the match that one has gone to stays it, as on lines of another width.
        """
        view = self._view
        if view.layout_ is None:
            return
        here = view.match
        view.mark(view.layout_.text.find(self.value) if self.value.strip() else NOTHING)
        if not move and here is not None and here < len(view.matches):
            view.match = here
        elif move and len(view.matches):
            self._go_to(view.matches.after(view.top))

    def go(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match; past the last one, to the first."""
        view = self._view
        if len(view.matches):
            first = view.matches.after(view.top)
            here = view.match
            self._go_to(first if here is None else (here + direction) % len(view.matches))

    def _go_to(self, match: int | None) -> None:
        self._view.match = match
        if match is not None:
            self._view.show_line(self._view.matches.line_of(match))
