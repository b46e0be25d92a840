"""The words of the personal order: taken out, pinned, or left to the marks again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui

_MOST = 6  # words of a paper
_ADJUSTED = 3  # words that were taken out or pinned before
_STATES = {"out": "taken out", "pinned": "pinned"}
_DO = (("o", "out", "take it out"), ("p", "pinned", "pin it"), ("r", "", "leave it to the marks"))


async def words(session: Session, ui: Ui) -> None:
    """Offer the words by which this paper is like the marked ones, and those adjusted before."""
    row = session.row
    if row is None:
        return
    found, adjusted = await asyncio.to_thread(_read, session, row)
    offered = list(dict.fromkeys([*found, *list(adjusted)[-_ADJUSTED:]]))
    if not offered:
        ui.say("No word of this paper is in For you: bookmark, tag or note three papers first")
        return
    choices = [
        Choice(str(place), str(place), _label(text, adjusted))
        for place, text in enumerate(offered, 1)
    ]

    def chosen(place: str | None) -> None:
        if place is not None:
            text = offered[int(place) - 1]
            _adjust(session, ui, text, adjusted.get(text.casefold(), ""))

    ui.open_dialog(Menu("For you", choices, ui.looks.glyphs.tick), chosen)


def _adjust(session: Session, ui: Ui, text: str, now: str) -> None:
    """Ask what to do with a word, and do it."""
    choices = [Choice(key, state, label, on=state == now) for key, state, label in _DO]

    async def chosen(state: str | None) -> None:
        if state is None:
            return
        change = session.library.interest_words.set
        step = await session.changes.change(lambda: change(text, state or None))
        if step:
            session.reorder()
        ui.say(f"{step.what} · {ui.keymap.say('{undo} undoes')}" if step else "Nothing to change")

    ui.open_dialog(Menu(f"“{text}”", choices, ui.looks.glyphs.tick), chosen)


def _read(session: Session, row: int) -> tuple[tuple[str, ...], dict[str, str]]:
    session.library.learned()
    return session.library.why(row, _MOST), session.library.interest_words.all()


def _label(text: str, adjusted: dict[str, str]) -> str:
    state = adjusted.get(text.casefold())
    return f"{text} ({_STATES.get(state, state)})" if state else text
