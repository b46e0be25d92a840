"""Taking a paper apart that several sources tell of, and making papers one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from search import LibraryError

if TYPE_CHECKING:
    from search import Step
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


async def split(session: Session, ui: Ui) -> None:
    """Take the works that a title alone joined apart: those of the paper under the cursor."""
    entry = await session.paper.now()
    if entry:
        await _change(session, ui, lambda: session.library.split(entry.row))


async def join(session: Session, ui: Ui) -> None:
    """Make two selected papers one; the one under the cursor takes the other up."""
    entries = await session.targets()
    if len(entries) != 2:
        raise LibraryError(ui.keymap.say("join takes two papers: select both with {select.toggle}"))
    current = await session.paper.now()
    into, other = (entry.row for entry in entries)
    if current and current.row == other:
        into, other = other, into
    await _change(session, ui, lambda: session.library.join(into, other))


async def _change(session: Session, ui: Ui, change: Callable[[], Step]) -> None:
    step = await asyncio.to_thread(change)
    session.select(frozenset())
    session.refresh()
    session.upkeep.count()
    ui.say(f"{step.what} · {ui.keymap.say('{undo} undoes')}")
