"""The line that searches in the paper: it marks the matches and goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Region

from tui.fulltext.find import NOTHING
from tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from tui.fulltext.view import FullTextView


class SearchLine(TypedLine):
    """Searches in the text that `view` shows."""

    DEFAULT_CSS = """
    SearchLine { height: 1; border: none; padding: 0 1; background: $surface; display: none; }
    """

    def __init__(self, view: FullTextView, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(placeholder="search in this paper", id=id)
        self._was_shown: bool | None = None
        self._view = view

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint anew. The layout changes as it comes or goes; Textual asks for it at every key."""
        if layout and self.is_mounted:
            layout, self._was_shown = self.display != self._was_shown, self.display
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def is_open(self) -> bool:
        """Whether something is typed, or is about to be."""
        return self.has_focus or bool(self.value)

    @property
    def found(self) -> str:
        """What was found, in words; "" where nothing is searched."""
        view = self._view
        if len(view.matches):
            number = "" if view.match is None else f"{view.match + 1} of "
            return f"{number}{len(view.matches)} matches"
        return "no match" if self.value.strip() else ""

    def open(self) -> None:
        """Show it, and let the keys go to it."""
        self.display = True
        self.focus()

    def accept(self) -> None:
        """Let the keys go to the text; what is typed stands."""
        self._view.focus()
        self.display = bool(self.value.strip())

    def end(self) -> None:
        """Search nothing any more."""
        self.value = ""
        self.display = False
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
            self._show(view.matches.after(view.top))

    def go(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match; past the last one, to the first."""
        view = self._view
        if len(view.matches):
            first = view.matches.after(view.top)
            here = view.match
            self._show(first if here is None else (here + direction) % len(view.matches))

    def _show(self, match: int | None) -> None:
        self._view.match = match
        if match is not None:
            self._view.show_line(self._view.matches.line_of(match))
