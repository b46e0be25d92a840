"""The lines that are chosen to be marked: those of one block, or from one line to another."""

from __future__ import annotations

from tui.fulltext.column.layout import Layout


class Choice:
    """What is chosen on a layout; nothing at first."""

    def __init__(self) -> None:
        self.at: int | None = None  # the line that the keys move
        self._since: int | None = None  # the other end, where not a block is chosen

    @property
    def is_block(self) -> bool:
        """Whether a whole block is chosen."""
        return self.at is not None and self._since is None

    def lines(self, layout: Layout | None) -> range:
        """The lines that are chosen."""
        if self.at is None or layout is None:
            return range(0)
        if self._since is None:
            return layout.lines_of(layout.lines[self.at].place)
        return range(min(self.at, self._since), max(self.at, self._since) + 1)

    def start(self, layout: Layout, line: int) -> None:
        """Choose the block on a line or below it."""
        if layout.lines:
            self.at, self._since = _with_words(layout, line, 1), None

    def turn(self) -> None:
        """Choose lines from here on, or the whole block again."""
        self._since = self.at if self._since is None else None

    def move(self, layout: Layout, lines: int) -> None:
        """Move the end of what is chosen by lines; where a block is, to another block."""
        if self.at is None:
            return
        target = self.at + lines
        if self._since is None:
            own = self.lines(layout)
            target = max(target, own.stop) if lines > 0 else min(target, own.start - 1)
        self.at = _with_words(layout, target, 1 if lines > 0 else -1)
        if self._since is None and lines < 0:
            self.at = self.lines(layout).start

    def lay_out(self, before: Layout, after: Layout) -> None:
        """Keep the block on another layout of the paper."""
        if self.at is not None:
            self.at, self._since = after.line_of(before.lines[self.at].place), None

    def end(self) -> None:
        """Choose nothing any more."""
        self.at = self._since = None


def _with_words(layout: Layout, line: int, direction: int) -> int:
    """The nearest line that shows something, from `line` on."""
    last = len(layout.lines) - 1
    line = min(max(line, 0), last)
    while 0 <= line <= last and not layout.lines[line].runs:
        line += direction
    return min(max(line, 0), last)
