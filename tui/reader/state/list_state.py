"""The list of the reader: its results, the rows that are loaded, and the cursor.

Each change of the cursor or the list has a cause. The rows are read off the thread that draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.listing import Listing, Pages
from tui.reader.state.contracts import Jobs, Watcher
from tui.reader.state.listed import RULE, Listed
from tui.reader.state.searching import Cause, Found

if TYPE_CHECKING:
    from search import Results

_NEAR = 50  # rows on each side, one of which is shown where the one under the cursor is gone
_MARGIN = 8  # rows loaded beyond what is on screen, when it is scrolled


class ListState:
    """What a search found, and where the cursor stands in it."""

    def __init__(self, watcher: Watcher, jobs: Jobs) -> None:
        self._watcher = watcher
        self._jobs = jobs
        self.listed: Listed | None = None
        self.listing: Listing | None = None
        self.shown = ("", "")  # the query and the view of the results
        self.cursor = 0
        self.cause = Cause.PROGRAM  # of the cursor's last change
        self.changes_made = 0  # of marks; what was read before the last one is out of date

    def show(self, found: Found) -> None:
        """Take in other results."""
        shown = (found.request.query, found.request.view.name)
        same = shown == self.shown
        self.shown = shown
        self.listed, self.listing = found.listed, found.listing
        self.cursor = found.listed.first if found.position is None else found.position
        self.cause = found.request.cause
        self._watcher.list_changed(None if found.position is None else found.offset, same=same)

    # -- the cursor ------------------------------------------------------------------------------

    @property
    def results(self) -> Results | None:
        """What the search found; None before the first."""
        return None if self.listed is None else self.listed.results

    @property
    def position(self) -> int | None:
        """Where the cursor stands, counted from 0; None in an empty list."""
        return self.cursor if self.listed is not None and len(self.listed) else None

    @property
    def is_beyond_first(self) -> bool:
        """Whether the cursor stands on another paper than the first."""
        return self.listed is not None and self.cursor > self.listed.first

    @property
    def row(self) -> int | None:
        """The row number of the paper under the cursor."""
        if self.listed is None:
            return None
        return next(iter(self.listed.page(self.cursor, 1)), None)

    @property
    def near(self) -> tuple[int, ...]:
        """The row numbers around the cursor: those below it, then those above, nearest first."""
        if self.listed is None:
            return ()
        first = max(self.cursor - _NEAR, 0)
        above = self.listed.page(first, self.cursor - first)
        near = (*self.listed.page(self.cursor + 1, _NEAR), *reversed(above))
        return tuple(row for row in near if row != RULE)

    def move(self, where: str) -> None:
        """Move the cursor: "down", "up", "first" or "last", by half a page or a page.

        These are "half_down", "half_up", "page_down" and "page_up".
        """
        visible = self._watcher.viewport().visible
        half, page = max(visible // 2, 1), max(visible - 1, 1)
        steps = {
            "down": 1, "up": -1, "half_down": half, "half_up": -half,
            "page_down": page, "page_up": -page,
        }  # fmt: skip
        ends = {"first": 0, "last": self._last}
        self.go_to(ends[where] if where in ends else self.cursor + steps[where])

    def go_to(self, position: int, cause: Cause = Cause.PERSON) -> None:
        """Put the cursor on a position, or the nearest one that there is."""
        position = max(min(position, self._last), 0)
        if self.listed is not None:
            position = self.listed.beside_rule(position, self.cursor)
        if position != self.cursor:
            self.cursor, self.cause = position, cause
            self._watcher.cursor_changed()

    @property
    def _last(self) -> int:
        return len(self.listed) - 1 if self.listed is not None else 0

    # -- the rows --------------------------------------------------------------------------------

    def scrolled(self) -> None:
        """Load the rows that have come into sight."""
        viewport = self._watcher.viewport()
        if self.listing is not None and self.listing.missing(viewport):
            self._load(self.listing, self.listing.missing(viewport, _MARGIN), viewport.room)

    def _load(self, listing: Listing, numbers: Sequence[int], room: int) -> None:
        made = self.changes_made

        def loaded(pages: Pages) -> None:
            if listing is not self.listing:
                return
            if made == self.changes_made:
                listing.keep(pages, room)
                self._watcher.rows_changed()
            else:
                self.scrolled()

        self._jobs.run("rows", lambda _: listing.load(numbers, room), loaded, self._watcher.failed)

    def reload(self) -> None:
        """Read anew what is on screen."""
        listing, viewport, made = self.listing, self._watcher.viewport(), self.changes_made
        if listing is None:
            return

        def loaded(pages: Pages) -> None:
            if listing is self.listing and made == self.changes_made:
                self.reloaded(pages)  # or else the newer change has read them

        self._jobs.run("reload", lambda _: listing.reload(viewport), loaded, self._watcher.failed)

    def reloaded(self, pages: Pages) -> None:
        """Take in rows that were read anew; all others are out of date."""
        if self.listing is not None:
            self.listing.keep(pages, self._watcher.viewport().room, anew=True)
            self._watcher.rows_changed()
