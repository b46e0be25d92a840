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
    start = session.range_start if session.selection else None
    begins, start = start is None, position if start is None else start
    session.range_start = start
    first, last = sorted((start, position))
    session.select(session.selection | {*listed.page(first, last - first + 1)} - {RULE})
    if begins:
        ui.say(ui.keymap.say("The range begins here; press {select.range} again where it ends"))
    else:
        ui.say(f"{wording.count(len(session.selection), 'paper')} selected")


def everything(session: Session, ui: Ui) -> None:
    """Select every paper of the list with all words of the search."""
    listed = session.list.listed
    if listed is not None:
        session.select(frozenset(listed.results.page(0, len(listed.results))))
        if listed.partly:
            ui.say(f"{wording.count(len(listed.results), 'paper')} with all words selected")
