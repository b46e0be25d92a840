"""Other lists: views, papers like one, the papers of a day; and the library in numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from search import field_value, with_field

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


def open_numbered(session: Session, ui: Ui, place: int) -> None:
    """Open the view at a place of the list, counted from 1; the open one is refreshed."""
    if place <= len(session.views):
        session.open_view(session.views[place - 1].name)
        ui.show_list()
    else:
        ui.say(ui.keymap.say("No view has this number; {view.save} saves the search as one"))


def view_list(session: Session, ui: Ui) -> None:
    """Show the list of all views, with their unread papers."""
    from tui.dialogs.view_list import ViewList

    async def chosen(name: str | None) -> None:
        await session.reload_views()
        if name is not None:
            session.open_view(name)
            ui.show_list()

    ui.open_dialog(ViewList(session.library, session.views, session.view), chosen)


def save(session: Session, ui: Ui) -> None:
    """Save the search as a view, under a name that is asked for."""
    from tui.dialogs.line_editor import LineEditor

    query = session.combined_query

    async def named(name: str | None) -> None:
        if name and await session.save_view(name, query):
            ui.show_list()
            ui.say(f"View {name} saved · {ui.keymap.say('{undo} undoes')}")

    if query:
        ui.open_dialog(LineEditor(f"Save “{query}” as a view", "name of the view"), named)
    else:
        ui.say("Search for something first: a view is a search under a name")


def statistics(session: Session, ui: Ui) -> None:
    """Show the library over time and by kind."""
    from tui.dialogs.statistics import StatisticsScreen

    ui.open_dialog(StatisticsScreen(session.library, ui.looks), lambda _: None)


async def related(session: Session, ui: Ui) -> None:
    """Show the papers like this one; Esc goes back to the search before."""
    entry = await session.paper.now()
    if entry:
        session.ask(f"like:{entry.paper.id}", best=True)
        ui.show_list()


async def walk_days(session: Session, ui: Ui, direction: int) -> None:
    """Show only the papers of the next older (-1) or newer (1) day that has any."""
    entry = await session.paper.now()
    start = _day(field_value(session.query, "date"))
    if start is None and entry:
        when = entry.paper.listed or entry.paper.published
        if when:
            # The first step shows the day of the paper under the cursor.
            start = date.fromordinal(when.first.toordinal() - direction)
    day = await session.day_beside(start or date.today(), direction)
    if day is None:
        ui.say(f"No {'newer' if direction > 0 else 'older'} day has papers of this list")
    else:
        session.ask(with_field(session.query, "date", day.isoformat()))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
