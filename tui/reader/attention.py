"""What a person looks at: when the paper under the cursor is shown, and when it counts as read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.reader.actions.mark import has_been_read

if TYPE_CHECKING:
    from tui.reader.screen import Reader

_REST_S = 0.04  # the cursor stands still: time to load the paper under it


class Attention:
    """Watches over `reader`; `show` shows the paper under the cursor.

    A paper that is open for `read_after` seconds counts as read, with None only when the person
    says so. Nothing does before the first key or click: nobody may be there.
    """

    def __init__(
        self, reader: "Reader", read_after: float | None, show: Callable[[], None]
    ) -> None:
        self._reader = reader
        self._read_after = read_after
        self._show = show
        self._rest: Timer | None = None
        self._reading: Timer | None = None
        self._there = False

    def wander(self) -> None:
        """The cursor has moved: show its paper once it rests."""
        for timer in (self._rest, self._reading):
            if timer:
                timer.stop()
        self._rest = self._reader.set_timer(_REST_S, self._show)

    def wake(self) -> bool:
        """A key or a click: somebody is there; whether it is the first."""
        first, self._there = not self._there, True
        if first:
            self.look()
        return first

    def look(self) -> None:
        """From now on the paper that is open counts as read after a while."""
        if self._reading:
            self._reading.stop()
        reader = self._reader
        entry = reader.shown
        is_open = reader.paper.display and not reader.bar.typing and self._there
        if self._read_after is not None and entry and not entry.read and is_open:
            self._reading = reader.set_timer(self._read_after, self._has_been_read)

    async def _has_been_read(self) -> None:
        if self._reader.shown:
            await has_been_read(self._reader, self._reader.shown.row)
