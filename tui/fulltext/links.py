"""The ways through a paper: links that are followed, sections, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.fulltext.doing import Doing
    from tui.fulltext.view import FullTextView


class Links:
    """Moves in `view`; `show_note` shows a footnote or reference, `open_paper` another paper."""

    def __init__(
        self,
        view: FullTextView,
        doing: Doing,
        show_note: Callable[[str], None],
        open_paper: Callable[[str], None],
    ) -> None:
        self._view = view
        self._doing = doing
        self._show_note = show_note
        self._open_paper = open_paper
        self._back: list[int] = []  # the blocks from which one went elsewhere

    def follow(self) -> None:
        """Follow the chosen link; where none is, choose the first on the screen."""
        link, layout = self._view.chosen, self._view.layout_
        if link is None or layout is None:
            self._view.next_link(1)
            return
        target = link.target
        if target.kind in ("note", "reference"):
            self._show_note(layout.note(target.name) or "The page has no such note.")
        elif target.kind == "anchor":
            line = layout.line_of_anchor(target.name)
            if line is not None:
                self.go_to(line)
        elif target.kind == "paper":
            self._open_paper(target.name)
        else:
            self._doing.open_address(target.name)

    def go_to(self, line: int) -> None:
        """Go to a line, so that `back` comes back."""
        self._back.append(self._view.place)
        self._view.go_to(line)

    def jump(self, place: int) -> None:
        """Go to a block, as `go_to` does."""
        if self._view.layout_ is not None:
            self.go_to(self._view.layout_.line_of(place))

    def back(self) -> None:
        """Go back to where one was."""
        if self._back and self._view.layout_ is not None:
            self._view.go_to(self._view.layout_.line_of(self._back.pop()))

    def go_to_section(self, sections: Sequence[int], direction: int) -> None:
        """Go to the next (1) or previous (-1) of the sections that begin at these blocks."""
        layout, top = self._view.layout_, self._view.top
        if layout is None:
            return
        lines = [layout.line_of(place) for place in sections]
        if direction > 0:
            line = next((each for each in lines if each > top), None)
        else:
            line = next((each for each in reversed(lines) if each < top), 0)
        if line is not None:
            self._view.go_to(line)

    def add_reference(self) -> None:
        """Add the reference that the chosen link is of to the library."""
        link, layout = self._view.chosen, self._view.layout_
        reference = layout.reference(link.line, link.target) if link and layout else None
        if reference is None:
            self._doing.say("Choose a reference with Tab first", "information")
        elif reference.paper:
            self._doing.say("That reference is in your library: Enter opens it", "information")
        elif name := reference.arxiv or (reference.doi and f"doi:{reference.doi}"):
            self._doing.add(name)
        else:
            self._doing.say("It has no DOI or arXiv id; search for its title", "warning")
