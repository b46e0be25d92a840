"""Taking papers out of sight: hidden, which undo takes back, or removed for good."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from search import Marking
from tui.appearance import wording
from tui.dialogs.menu import Choice, Menu
from tui.reader.actions.papers.mark import mark_targets, named

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


async def toggle_hidden(session: Session, ui: Ui) -> None:
    """Hide papers from every view; where all of them are hidden, no longer."""
    entries = await session.targets()
    if not entries:
        return
    all_hidden = all(entry.hidden for entry in entries)
    await mark_targets(session, ui, entries, Marking(hidden=not all_hidden))


async def remove(session: Session, ui: Ui) -> None:
    """Ask, then remove papers for good."""
    entries = await session.targets()
    if not entries:
        return
    rows = [entry.row for entry in entries]

    async def chosen(value: str | None) -> None:
        if value is None:
            return
        removed = await asyncio.to_thread(session.library.remove, rows)
        session.select(frozenset())
        session.drop(rows)
        session.upkeep.count()
        ui.say(f"{wording.count(removed, 'paper')} removed for good; no sync brings them back")

    title = f"Remove {named(entries)} for good? Nothing undoes it."
    choices = [Choice("y", "remove", "remove, with its marks and notes")]
    ui.open_dialog(Menu(title, choices, ui.looks.glyphs.tick), chosen)
