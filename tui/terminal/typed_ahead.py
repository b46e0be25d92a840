"""Keys that come faster than their effects: each waits until the one before it is done.

Textual gives each key at once to what has the focus then. The keys that come in one piece, as from
a script or over a slow line, would so all go to one widget, though the first leads to another.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widgets import Input
from textual.worker import Worker

_LOOK_AGAIN_S = 0.05
_PATIENCE_S = 0.5  # a widget that has had messages for so long will not come to rest

Give = Callable[[events.Event], Awaitable[None]]


@runtime_checkable
class Settling(Protocol):
    """A screen whose keys are for what it shows only after work in the background."""

    async def settled(self) -> None:
        """Wait for what the next key is for."""


class TypedAhead:
    """Gives the keys of `app` to it one by one, by `give`."""

    def __init__(self, app: App[Exception | None], give: Give) -> None:
        self._app = app
        self._give = give
        self._waiting: deque[events.Event] = deque()
        self._at_work = False
        self._started = False  # the first key waits until the start is done

    async def take(self, event: events.Event) -> None:
        """Give a key to the app, or keep it until those before it are done."""
        self._waiting.append(event)
        if self._at_work:
            return
        self._at_work = True
        if self._started:
            await self._give(self._waiting.popleft())
        self._started = True
        # Not yet a coroutine: the app may end before it begins.
        self._worker: Worker[None] = self._app.run_worker(self._give_the_rest, group="keys")

    async def _give_the_rest(self) -> None:
        await self._come_to_rest()
        while self._waiting:
            is_text = self._is_text()
            await self._give(self._waiting.popleft())
            while is_text and self._is_text():  # a letter in a line leads to no other widget
                await self._give(self._waiting.popleft())
            await self._come_to_rest()
        self._at_work = False

    def _is_text(self) -> bool:
        """Whether the next key, if there is one, is a letter for a line that is typed in."""
        if not (self._waiting and isinstance(self._app.focused, Input)):
            return False
        event = self._waiting[0]
        return isinstance(event, events.Key) and event.is_printable

    async def _come_to_rest(self) -> None:
        """Wait until app and screens are done with what they do, and no widget has messages.

        A widget that never stops posting messages holds no key up for longer than `_PATIENCE_S`.
        """
        quiet = 0
        busy_since: float | None = None
        while quiet < 2 and self._app.is_running:  # what is done last may have set off something
            await asyncio.sleep(0)  # at the end nobody else takes a turn
            for pump in (self._app, *self._app.screen_stack):
                await _in_turn(pump)
            for screen in self._app.screen_stack:
                if isinstance(screen, Settling):
                    await screen.settled()
            widgets = (
                widget for screen in self._app.screen_stack for widget in screen.walk_children()
            )
            pumps = (self._app, *self._app.screen_stack, *widgets)
            if any(pump.message_queue_size and pump.is_running for pump in pumps):
                quiet = 0
                now = time.monotonic()
                busy_since = now if busy_since is None else busy_since
                if now - busy_since > _PATIENCE_S:
                    return
            else:
                quiet += 1
                busy_since = None


async def _in_turn(pump: MessagePump) -> None:
    """Wait until `pump` is done with every message that it has now."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        while pump.is_running and not done.is_set():  # it may end without getting there
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _LOOK_AGAIN_S)
