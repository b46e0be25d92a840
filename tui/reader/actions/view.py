"""Other lists: views, papers like one, the papers of a day; and the library in numbers."""

from datetime import date
from typing import TYPE_CHECKING

from search import field_value, with_field
from tui.reader.actions.navigation import go_out

if TYPE_CHECKING:
    from tui.reader.screen import Reader


def open_view(reader: "Reader", name: str) -> None:
    """Another view; the search stays."""
    reader.keep_place()
    reader.view = name
    go_out(reader)


def open_numbered(reader: "Reader", place: int) -> None:
    """The view that stands at a place of the list, counted from 1."""
    views = reader.views()
    if place <= len(views):
        open_view(reader, views[place - 1].name)
    else:
        reader.notices.tell(
            reader.keymap.say("No view has this number; {view.save} saves the search as one")
        )


def side_list(reader: "Reader") -> None:
    """The list of all views, with their unread papers."""
    from tui.dialogs.view_list import ViewList

    def chosen(name: str | None) -> None:
        reader.refresh_views()
        if name is not None:
            open_view(reader, name)

    reader.app.push_screen(ViewList(reader.library, reader.view), chosen)


def save(reader: "Reader") -> None:
    """Keep the search as a view, under a name that is asked for."""
    from tui.dialogs.line_editor import LineEditor

    query = reader.whole_query()

    async def named(name: str | None) -> None:
        if name and await reader.change(lambda: reader.library.views.save(name, query)):
            reader.refresh_views()
            reader.ask("")
            open_view(reader, f"saved:{name.strip()}")
            reader.notices.tell(f"View {name.strip()} saved · {reader.keymap.say('{undo} undoes')}")

    if query:
        reader.app.push_screen(LineEditor(f"Save “{query}” as a view", "its name"), named)
    else:
        reader.notices.tell("Search for something first: a view is a search under a name")


def statistics(reader: "Reader") -> None:
    """The library over time and by kind."""
    from tui.dialogs.statistics import StatisticsScreen

    reader.app.push_screen(StatisticsScreen(reader.library, reader.looks))


def related(reader: "Reader") -> None:
    """The papers like this one; Esc goes back to the search before."""
    entry = reader.current()
    if entry:
        if reader.former_query is None:
            reader.former_query = reader.query_text
        reader.ask(f"like:{entry.paper.id}")
        go_out(reader)


def walk_days(reader: "Reader", direction: int) -> None:
    """Only the papers of the next older (-1) or newer (1) day that has any."""
    entry = reader.current()
    start = _day(field_value(reader.query_text, "date"))
    if start is None and entry:
        when = entry.paper.listed or entry.paper.published
        if when:
            # The first step shows the day of the paper under the cursor.
            start = date.fromordinal(when.first.toordinal() - direction)
    day = reader.library.day_beside(start or date.today(), direction)
    if day is None:
        reader.notices.tell(f"No {'newer' if direction > 0 else 'older'} day has papers")
    else:
        reader.ask(with_field(reader.query_text, "date", day.isoformat()))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
