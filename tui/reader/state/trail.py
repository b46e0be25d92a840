"""The lists that the person left, and the way back to each: a list is a query in a view."""

from __future__ import annotations

from tui.reader.state.place import Place

_KEPT = 200  # lists


class Trail:
    """Where the cursor stood in each list that was left, and which list Esc leads to."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], Place] = {}
        self._before_typing: str | None = None  # the query when the person began to type
        self._before_search: str | None = None  # the query when the search began
        self.other: Place | None = None  # the list that Esc left last

    def leave(self, place: Place) -> None:
        """Remember where the cursor stands in a list that is left."""
        self._places[place.view, place.query] = place
        if len(self._places) > _KEPT:
            del self._places[next(iter(self._places))]

    def place(self, view: str, query: str) -> Place | None:
        """Where the cursor stood in a list; None where it was not left yet."""
        return self._places.get((view, query))

    @property
    def typing(self) -> bool:
        """Whether a search is being typed."""
        return self._before_typing is not None

    def search(self, query: str) -> None:
        """Begin a search where the query was `query`; further ones go on with it."""
        if self._before_search is None:
            self._before_search = query

    def type(self, query: str) -> None:
        """Begin to type where the query was `query`."""
        self._before_typing = query
        self.search(query)

    def accept(self, query: str) -> None:
        """End the typing with `query`."""
        self._before_typing = None
        if query == self._before_search:
            self._before_search = None

    def give_up(self) -> str | None:
        """End the typing; the query before it, None where nothing was typed."""
        before, self._before_typing = self._before_typing, None
        if before == self._before_search:
            self._before_search = None
        return before

    def end_search(self) -> str:
        """End the search; the query before it."""
        before, self._before_search = self._before_search, None
        return before or ""
