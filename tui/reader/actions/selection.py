"""Selecting papers, for a command that takes several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.reader.state.listed import RULE

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
    listed = session.list.listed
    if listed is None or position is None:
        return
    if session.range_start is None or not session.selection:
        session.range_start = position
        ui.say(ui.keymap.say("The range begins here; press {select.range} again where it ends"))
    first, last = sorted((session.range_start, position))
    session.select(session.selection | {*listed.page(first, last - first + 1)} - {RULE})


def everything(session: Session, ui: Ui) -> None:
    """Select every paper of the list with all words of the search."""
    listed = session.list.listed
    if listed is not None:
        session.select(frozenset(listed.results.page(0, len(listed.results))))
        if listed.partly:
            ui.say(f"{wording.count(len(listed.results), 'paper')} with all words selected")
