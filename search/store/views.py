"""Saved views: a query under a name, kept in the user's order and in the history of changes."""

from typing import NamedTuple

from search.errors import LibraryError
from search.model.step import VIEW_MOVE, VIEW_REMOVE, VIEW_RENAME, VIEW_SAVE, Arguments, Step
from search.store import VIEW, Change, Marks
from search.store.history.marks import LIBRARY, Value
from search.text import clean

_LAST = 10_000  # the place of a view that another program wrote without one


class SavedView(NamedTuple):
    """A query under a name."""

    name: str
    query: str


class Views:
    """The saved views of a store. Each change is one step of its history."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def all(self) -> list[SavedView]:
        """Every saved view, in the user's order."""
        placed = [
            (*_read(value), mark.removeprefix(VIEW))
            for mark, value in self._marks.of(LIBRARY).items()
            if mark.startswith(VIEW)
        ]
        return [SavedView(name, query) for _, query, name in sorted(placed)]

    def save(self, name: str, query: str) -> Step | None:
        """Save `query` under `name`, replacing a view of that name. Raises LibraryError."""
        name = _clean(name)
        views = [view for view in self.all() if view.name != name]
        same = [place for place, view in enumerate(self.all()) if view.name == name]
        views.insert(same[0] if same else len(views), SavedView(name, clean.one_line(query)))
        return self._arrange(views, VIEW_SAVE, {"name": name})

    def remove(self, name: str) -> Step | None:
        """Remove a view. Raises LibraryError where none has that name."""
        self._known(name)
        rest = [view for view in self.all() if view.name != name]
        return self._arrange(rest, VIEW_REMOVE, {"name": name})

    def rename(self, old: str, new: str) -> Step | None:
        """Rename a view. Raises LibraryError where another has the new name."""
        self._known(old)
        new = _clean(new)
        views = self.all()
        if new != old and any(view.name == new for view in views):
            raise LibraryError(f"a view named {new!r} already exists; choose another name")
        renamed = [SavedView(new, view.query) if view.name == old else view for view in views]
        return self._arrange(renamed, VIEW_RENAME, {"old": old, "new": new})

    def move(self, name: str, places: int) -> Step | None:
        """Move a view up (negative) or down the list."""
        self._known(name)
        views = self.all()
        place = next(place for place, view in enumerate(views) if view.name == name)
        view = views.pop(place)
        views.insert(min(max(place + places, 0), len(views)), view)
        return self._arrange(views, VIEW_MOVE, {"name": name})

    def _known(self, name: str) -> None:
        if all(view.name != name for view in self.all()):
            raise LibraryError(
                f"unknown view {name!r}; `broadsheet view list` shows the saved views"
            )

    def _arrange(self, views: list[SavedView], kind: str, arguments: Arguments) -> Step | None:
        wanted: dict[str, Value] = {
            f"{VIEW}{view.name}": f"{place:04d} {view.query}" for place, view in enumerate(views)
        }
        had = [mark for mark in self._marks.of(LIBRARY) if mark.startswith(VIEW)]
        changes = [Change(LIBRARY, mark, wanted.get(mark)) for mark in {*had, *wanted}]
        return self._marks.change(changes, kind, arguments)


def _read(value: Value) -> tuple[int, str]:
    place, _, query = str(value).partition(" ")
    if not (place.isascii() and place.isdigit()):
        return _LAST, str(value)
    return int(place), query


def _clean(name: str) -> str:
    cleaned = clean.one_line(name)
    if not cleaned:
        raise LibraryError("missing name; give the view a name")
    return cleaned
