"""The two panes of the screen: which of them are in sight, and how large they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.message import Message

from tui.appearance.arrangement import ONE_PANE, SIDE_BY_SIDE, STACKED, Arrangement

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen

    from tui.widgets.paper_detail import PaperDetail
    from tui.widgets.paper_list import PaperList

_AROUND = 5  # lines: views, search, the rule, status and keys


class PaneBox(Horizontal):
    """What both panes are in."""

    @dataclass
    class Resized(Message):
        """The panes have so many lines now."""

        lines: int

    def on_resize(self, event: events.Resize) -> None:
        """Say so."""
        self.post_message(self.Resized(event.size.height))


class PaneLayout:
    """Lays list and paper out as the arrangement says, on a screen of any size."""

    def __init__(
        self, screen: Screen[None], papers: PaperList, paper: PaperDetail, arrangement: Arrangement
    ) -> None:
        self._screen = screen
        self._papers = papers
        self._paper = paper
        self._columns = self._lines = 0
        self._lines_now = 0  # fewer where a notice needs some
        self._reading = self._alone = False
        self.arrangement = arrangement

    @property
    def reading(self) -> bool:
        """Whether the person is in the paper: where there is one pane, it is the one in sight."""
        return self._reading

    @property
    def alone(self) -> bool:
        """Whether the paper has the screen for itself."""
        return self._alone

    def read(self, *, alone: bool = False) -> None:
        """Show the paper, with or without the list."""
        self._reading, self._alone = True, self._alone or alone
        self._lay_out()

    def show_list(self) -> None:
        """Show the list."""
        self._reading = self._alone = False
        self._lay_out()

    def resize(self, size: Size) -> None:
        """Lay out a screen of another size."""
        lines = max(size.height - _AROUND, 0)
        self._lines_now = max(self._lines_now + lines - self._lines, 0)
        self._columns, self._lines = size.width, lines
        self._lay_out()

    def fit(self, lines: int) -> None:
        """Keep the layout, and share out as many lines as the panes have now."""
        if lines != self._lines_now:
            self._lines_now = lines
            self._lay_out()

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay out in another way."""
        self.arrangement = arrangement
        self._lay_out()

    def list_resized(self, direction: int) -> Arrangement:
        """The arrangement with a larger (1), a smaller (-1) or the usual (0) list."""
        return self.arrangement.resized(self._columns, self._lines, direction)

    @property
    def layout(self) -> str:
        """The layout in force: side by side, stacked, or one pane."""
        return self.arrangement.panes(self._columns, self._lines)

    def _lay_out(self) -> None:
        layout, screen, styles = self.layout, self._screen, self._papers.styles
        for name in (SIDE_BY_SIDE, STACKED, ONE_PANE):
            screen.set_class(layout == name, f"-{name}")
        screen.set_class(self._reading, "-reading")
        screen.set_class(self._alone, "-alone")
        size = self.arrangement.list_size(
            layout, self._columns, self._lines_now, reading=self._reading
        )
        styles.width = size if layout == SIDE_BY_SIDE else "100%"
        styles.height = size if layout == STACKED else "100%"
        self._papers.set_compact(self.arrangement.compact)
        self._paper.set_brief(layout == STACKED and not self._alone)
