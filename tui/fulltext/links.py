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
        self._goal = (-1, -1)  # the line that one went to, and the top of the screen then

    @property
    def place_read(self) -> int:
        """The number of the block that is read: the one gone to, else the top one.

        While the last screen comes, what is read goes down to its last line.
        """
        layout, top, height = self._view.layout_, self._view.top, self._view.size.height
        if layout is None or not layout.lines:
            return 0
        line, last = self._line_gone_to, len(layout.lines) - 1
        if line is None:
            end = last + 1 - height  # the top of the last screen
            span = min(height, end)
            line = top + (height * max(top - end + span, 0) // span if span > 0 else 0)
        return layout.lines[min(line, last)].place

    @property
    def _line_gone_to(self) -> int | None:
        """The line that one went to; near the end it stands below the top of the screen."""
        (line, top), view = self._goal, self._view
        return line if top == view.top <= line < top + view.size.height else None

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
                self.jump(line)
        elif target.kind == "paper":
            self._open_paper(target.name)
        else:
            self._doing.open_address(target.name)

    def go_to(self, line: int) -> None:
        """Show a line at the top, as far as the paper is that long."""
        self._view.go_to(line)
        self._goal = line, self._view.top

    def jump(self, line: int) -> None:
        """Go to a line, so that `back` comes back."""
        self._back.append(self._view.place)
        self.go_to(line)

    def jump_to_block(self, place: int) -> None:
        """Go to a block, as `jump` does."""
        if self._view.layout_ is not None:
            self.jump(self._view.layout_.line_of(place))

    def back(self) -> None:
        """Go back to where one was."""
        if self._back and self._view.layout_ is not None:
            self.go_to(self._view.layout_.line_of(self._back.pop()))

    def go_to_section(self, sections: Sequence[int], direction: int) -> None:
        """Go to the next (1) or previous (-1) of the sections that begin at these blocks."""
        layout, gone_to = self._view.layout_, self._line_gone_to
        if layout is None:
            return
        here = self._view.top if gone_to is None else gone_to
        lines = [layout.line_of(place) for place in sections]
        if direction > 0:
            line = next((each for each in lines if each > here), None)
        else:
            line = next((each for each in reversed(lines) if each < here), 0)
        if line is not None:
            self.go_to(line)

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
