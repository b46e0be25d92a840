"""How list and paper share the screen, and how dense the list is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.appearance.arrangement import AUTOMATIC, ONE_PANE, SIDE_BY_SIDE, STACKED

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Panes

_NAMES = {
    SIDE_BY_SIDE: "list and paper side by side",
    STACKED: "the list above the paper",
    ONE_PANE: "one pane at a time",
}


def density(_: Session, ui: Panes) -> None:
    """One line for each paper, or the usual rows again."""
    arrangement = ui.panes.arrangement
    ui.arrange(replace(arrangement, compact=not arrangement.compact))


def layout(_: Session, ui: Panes) -> None:
    """The next layout."""
    chosen = ui.panes.arrangement.next_layout()
    ui.arrange(chosen)
    in_force = ui.panes.layout
    if chosen.layout == AUTOMATIC:
        ui.say(f"Layout by the size of the terminal: {_NAMES[in_force]}")
    elif chosen.layout == in_force:
        ui.say(f"Layout: {_NAMES[in_force]}")
    else:
        ui.say(f"Layout: {_NAMES[chosen.layout]}, where the terminal has room for it")


def list_alone(_: Session, ui: Panes) -> None:
    """The list alone, or list and paper again."""
    ui.arrange(ui.panes.arrangement.list_alone())
    ui.show_list()


def resize_list(_: Session, ui: Panes, direction: int) -> None:
    """Make the list larger (1) or smaller (-1), or give it its usual size (0)."""
    ui.arrange(ui.panes.list_resized(direction))
    if ui.panes.layout == ONE_PANE:
        ui.say(ui.keymap.say("There is one pane here: {look.list} or {look.layout} shows both"))
