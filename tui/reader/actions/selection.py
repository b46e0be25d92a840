"""Selecting papers, for a command that takes several."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


def toggle(session: Session, _: Ui) -> None:
    """Select the paper or no longer, and go to the next."""
    if session.row is not None:
        session.select(session.selection ^ {session.row})
        session.range_start = session.position
        session.list.move("down")


def extend(session: Session, ui: Ui) -> None:
    """Select everything from the paper selected last to this one; without one, begin here."""
    position = session.position
    if session.results is None or position is None:
        return
    if session.range_start is None or not session.selection:
        session.range_start = position
        ui.say(ui.keymap.say("The range begins here; press {select.range} again where it ends"))
    first, last = sorted((session.range_start, position))
    session.select(session.selection | set(session.results.page(first, last - first + 1)))


def everything(session: Session, _: Ui) -> None:
    """Select every paper of the list."""
    if session.results is not None:
        session.select(frozenset(session.results.page(0, len(session.results))))
