"""When the paper under the cursor is shown, and when it counts as read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.reader.session import Session

_REST_S = 0.04  # the cursor stands still: time to load the paper under it


class Sight(Protocol):
    """What is in sight, and the clock."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back after `delay` seconds."""

    @property
    def paper_in_sight(self) -> bool:
        """Whether the paper is on screen, and the keys do not go into the search bar."""

    async def attempt(self, action: Awaitable[object]) -> None:
        """Wait for `action`, and say why it failed."""


class Attention:
    """Shows the paper on which the cursor rests, and marks as read what is open for a while.

    A paper that is open for `read_after` seconds counts as read, with None only when the person
    says so. Nothing does before the first key or click: nobody may be there.
    """

    def __init__(self, session: Session, sight: Sight, read_after: float | None) -> None:
        self._session = session
        self._sight = sight
        self._read_after = read_after
        self._rest: Timer | None = None
        self._reading: Timer | None = None
        self._somebody = False

    @property
    def at_rest(self) -> bool:
        """Whether the cursor stands still for long enough."""
        return self._rest is None

    def cursor_moved(self) -> None:
        """Show the paper under the cursor once it rests."""
        for timer in (self._rest, self._reading):
            if timer:
                timer.stop()
        self._rest = self._sight.set_timer(_REST_S, self._rested)

    def _rested(self) -> None:
        self._rest = None
        self._session.show_paper()

    def person_acted(self) -> bool:
        """Take in a key or a click; whether it is the first."""
        first, self._somebody = not self._somebody, True
        if first:
            self.sight_changed()
        return first

    def sight_changed(self) -> None:
        """Start again to wait until the paper that is open counts as read."""
        if self._reading:
            self._reading.stop()
        entry = self._session.entry
        is_open = entry is not None and self._sight.paper_in_sight and self._somebody
        if self._read_after is not None and entry and not entry.read and is_open:
            self._reading = self._sight.set_timer(self._read_after, self._mark_read)

    async def _mark_read(self) -> None:
        from search import Marking  # not before the first frame

        entry = self._session.entry
        if entry:
            await self._sight.attempt(self._session.mark([entry.row], Marking(read=True)))
