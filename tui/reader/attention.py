"""When the paper under the cursor is shown, and when it counts as read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from tui.reader.state.searching import Cause

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.reader.state.session import Session

_REST_S = 0.04  # the cursor stands still: time to load the paper under it


class Clock(Protocol):
    """Calls back later."""

    def __call__(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call `callback` after `delay` seconds."""


class Sight(Protocol):
    """What is in sight."""

    @property
    def paper_in_sight(self) -> bool:
        """Whether the paper is shown, nothing lies over it, and no query is being typed."""

    async def attempt(self, action: Awaitable[object]) -> None:
        """Wait for `action`, and say why it failed."""


class Attention:
    """Shows the paper on which the cursor rests, and marks as read what is open for a while.

    A paper counts as read when it is in sight for `read_after` seconds, with None only when the
    person says so. It must have been opened by the person, or a key or click have come since:
    what another program or the reader itself opens, nobody may be reading.
    """

    def __init__(
        self, session: Session, sight: Sight, set_timer: Clock, read_after: float | None
    ) -> None:
        self._session = session
        self._sight = sight
        self._set_timer = set_timer
        self._read_after = read_after
        self._rest: Timer | None = None
        self._reading: Timer | None = None
        self._row: int | None = None  # of the paper under the cursor
        self._attended = False  # by the person, since the cursor came to the paper
        self._acted = False

    @property
    def at_rest(self) -> bool:
        """Whether the cursor stands still for long enough."""
        return self._rest is None

    @property
    def waiting(self) -> bool:
        """Whether the paper will count as read if it stays in sight."""
        return self._reading is not None

    def cursor_moved(self) -> None:
        """Show the paper under the cursor once it rests."""
        if self._session.row != self._row:
            self._row = self._session.row
            self._session.changes.counted = None
            self._attended = self._session.list.cause is Cause.PERSON
        self._stop_reading()
        if self._rest:
            self._rest.stop()
        self._rest = self._set_timer(_REST_S, self._rested)

    def _rested(self) -> None:
        self._rest = None
        self._session.paper.load()

    def person_acted(self) -> bool:
        """Take in a key or a click; whether it is the first."""
        first, self._acted = not self._acted, True
        if not self._attended:
            self._attended = True
            self.sight_changed()
        return first

    def sight_changed(self) -> None:
        """Start again to wait until the paper that is in sight counts as read."""
        self._stop_reading()
        entry = self._session.paper.entry
        is_open = entry is not None and self._attended and self._sight.paper_in_sight
        if self._read_after is not None and entry and not entry.read and is_open:
            self._reading = self._set_timer(self._read_after, self._mark_read)

    def sight_lost(self) -> None:
        """Wait no longer: something comes over the paper."""
        self._stop_reading()

    def _stop_reading(self) -> None:
        if self._reading:
            self._reading.stop()
            self._reading = None

    async def _mark_read(self) -> None:
        self._reading = None
        entry = self._session.paper.entry
        if entry:
            await self._sight.attempt(self._session.changes.count_as_read(entry.row))
