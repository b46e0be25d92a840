"""What the reader knows now, and every change of it: no widget is known here.

The session owns the library, view, query, list, selection, entry and place. It reads and changes
the library off the thread that draws, and calls its watcher when there is something else to draw.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from search import LibraryError, UnknownPaperError
from tui.listing import Listing, Pages, Viewport
from tui.reader.contracts import Jobs, Watcher
from tui.reader.list_state import ListState
from tui.reader.place import Place, save_place
from tui.reader.searching import Cause, Found, Request, search
from tui.reader.upkeep import Outside, Upkeep, read_outside
from tui.views import View, views

if TYPE_CHECKING:
    from search import Counts, Entry, Library, Marking, Remembered, Results, Step


@dataclass(frozen=True, slots=True)
class _Changed:
    """A change of marks, and what it changed of what is shown."""

    step: Step | None
    pages: Pages
    entry: Entry | None
    views: list[View]


class Session:
    """One person's reading of one library, from the start of the reader to its end."""

    library: Library

    def __init__(self, watcher: Watcher, jobs: Jobs, place: Place) -> None:
        self._watcher = watcher
        self._jobs = jobs
        self.ready = asyncio.Event()  # the library is open and the first list is there, or failed
        self.place = place
        self.view = place.view
        self.query = place.query
        self.has_typed = False  # anything into the search bar
        self.previous_query: str | None = None  # before the papers like one were searched
        self.list = ListState(watcher, jobs)
        self.upkeep = Upkeep(watcher, jobs, changed=self._changed_outside, indexed=self._indexed)
        self.selection: frozenset[int] = frozenset()  # row numbers
        self.range_start: int | None = None  # the position where a range of the selection begins
        self.entry: Entry | None = None  # the paper that was loaded last
        self.views = views(())
        self.only_starter = False
        self._scrolled: dict[int, int] = {}  # lines of a paper scrolled past, by row number
        if place.row is not None:
            self._scrolled[place.row] = place.scrolled

    # -- beginning and ending ------------------------------------------------------------------

    async def open(self, open_library: Callable[[], Library]) -> None:
        """Open the library and find the first list. Raises LibraryError."""
        request = self._request(Cause.PROGRAM)

        def load() -> tuple[Found, Outside, Counts]:
            self.library = self.upkeep.library = open_library()
            outside = read_outside(self.library)  # the view may be a saved one
            ask = replace(request, view=_named(outside.views, self.view))
            return search(self.library, ask, lambda: False), outside, self.library.counts()

        try:
            found, outside, self.upkeep.counts = await asyncio.to_thread(load)
            self._take_outside(outside)
            self._show_if_wanted(found)
        finally:
            self.ready.set()  # whoever waits must not keep the reader from ending
        if self.query != request.query:
            self._find(Cause.PERSON)
        self.upkeep.update_index()

    async def close(self) -> None:
        """Remember the place, before the reader ends and stops what is under way."""
        self._take_place()
        with suppress(LibraryError):  # on a full disk the next start begins at the place before
            await asyncio.to_thread(save_place, self.library, self.place)

    async def settled(self) -> None:
        """Wait until the search that is under way, if any, has its results."""
        await self._jobs.wait("find")

    # -- asking ----------------------------------------------------------------------------------

    @property
    def current_view(self) -> View:
        """The view that is open; the first one where it is no longer there."""
        return _named(self.views, self.view)

    @property
    def whole_query(self) -> str:
        """The view's query and the one in the search bar as one."""
        parts = (self.current_view.query, self.query.strip())
        return " ".join(part for part in parts if part)

    def type(self, query: str) -> None:
        """Search as it is typed; the cursor goes to the best hit."""
        self.has_typed = True
        self.place = Place(self.view, query)
        self._ask(query)

    def ask(self, query: str) -> None:
        """Search for `query`, as if it had been typed; the cursor stays on its paper."""
        self.keep_place()
        self._ask(query)
        self._watcher.query_changed()

    def open_view(self, name: str) -> None:
        """Search in another view; the cursor stays on its paper."""
        self.keep_place()
        if name != self.view:
            self.view = name
            self._find(Cause.PERSON)

    def _ask(self, query: str) -> None:
        if query != self.query:
            self.query = query
            self._find(Cause.PERSON)

    def _find(self, cause: Cause) -> None:
        if not self.ready.is_set():
            return  # what is typed until then is searched first thing
        request = self._request(cause)
        self._jobs.run(
            "find",
            lambda job: search(self.library, request, job.cancelled),
            self._show_if_wanted,
            self.upkeep.report,
        )

    def _request(self, cause: Cause) -> Request:
        return Request(self.query, self.current_view, self.place, self._watcher.viewport(), cause)

    def _show_if_wanted(self, found: Found) -> None:
        if (found.request.query, found.request.view.name) == (self.query, self.current_view.name):
            self._show(found)

    def _show(self, found: Found) -> None:
        self.entry = None  # another program may have marked it meanwhile
        if self.selection:  # what is no longer shown is not selected either
            self.selection &= set(found.results.page(0, len(found.results)))
        self.list.show(found)
        if found.behind and not self.upkeep.activity:
            self.upkeep.update_index()
        self._watcher.status_changed()

    # -- the list and the paper under the cursor -------------------------------------------------

    @property
    def results(self) -> Results | None:
        """What was found last; None until the library is open."""
        return self.list.results

    @property
    def position(self) -> int | None:
        """Where the cursor stands, counted from 0; None in an empty list."""
        return self.list.position

    @property
    def row(self) -> int | None:
        """The row number of the paper under the cursor."""
        return self.list.row

    async def next_unread(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) unread paper of the list; False without one."""
        results, position = self.results, self.position
        if results is None or position is None:
            return True
        found = await asyncio.to_thread(self.library.next_unread, results, position, direction)
        if found is not None:
            self.list.go_to(found)
        return found is not None

    def show_paper(self) -> None:
        """Load the paper under the cursor, and remember the place."""
        row = self.row
        if self.results is None:
            return  # nothing was found yet, so there is no place to keep either

        def loaded(entry: Entry | None) -> None:
            if row == self.row:
                self.entry = entry
                self._watcher.paper_opened()
                self.keep_place()

        self._jobs.run("paper", lambda _: self._read(row), loaded, self._watcher.failed)

    async def current(self) -> Entry | None:
        """The paper under the cursor, even before the cursor rests. Raises LibraryError."""
        row = self.row
        if row is None:
            return None
        if self.entry is None or self.entry.row != row:
            entry = await asyncio.to_thread(self._read, row)
            if row == self.row:
                self.entry = entry
            return entry
        return self.entry

    async def targets(self) -> list[Entry]:
        """The papers that a command is for: those selected, or else the one under the cursor.

        Raises LibraryError.
        """
        if self.selection:
            return await asyncio.to_thread(self.library.entries, sorted(self.selection))
        entry = await self.current()
        return [entry] if entry else []

    def _read(self, row: int | None) -> Entry | None:
        try:
            return None if row is None else self.library.entry(row)
        except UnknownPaperError:
            return None  # another program has just removed it

    # -- the place -------------------------------------------------------------------------------

    def scrolled_paper(self, row: int, lines: int) -> None:
        """Take in how many lines of a paper are scrolled past."""
        self._scrolled[row] = lines

    def lines_scrolled(self, row: int) -> int:
        """How many lines of the paper in `row` were scrolled past."""
        return self._scrolled.get(row, 0)

    def keep_place(self) -> None:
        """Remember the view, the query, the cursor and the scrolling.

        While another list is under way, the cursor still stands in the one before it.
        """
        if self.list.shown == (self.query, self.current_view.name):
            self._take_place()
            place = self.place
            self._jobs.run("place", lambda _: save_place(self.library, place))

    def _take_place(self) -> None:
        row = self.row
        scrolled = 0 if row is None else self.lines_scrolled(row)
        first = self._watcher.viewport().first
        self.place = Place(self.view, self.query, row, first, scrolled)

    def remember(self, key: str, value: Remembered) -> None:
        """Remember a value from one start to the next."""
        self._jobs.run(key, lambda _: self.library.remember(key, value))

    # -- selecting -------------------------------------------------------------------------------

    def select(self, rows: frozenset[int]) -> None:
        """Select exactly these row numbers."""
        self.selection = rows
        self._watcher.status_changed()

    # -- marking ---------------------------------------------------------------------------------

    async def mark(self, rows: Sequence[int], marking: Marking) -> Step | None:
        """Mark the papers in `rows`, as one step; None where that changes nothing.

        Raises LibraryError.
        """
        return await self.change(lambda: self.library.mark(rows, marking))

    async def tags(self) -> list[str]:
        """Every tag in use, the most used first. Raises LibraryError."""
        return list(await asyncio.to_thread(self.library.tags))

    async def undo(self) -> Step | None:
        """Take the last step back; None where there is none. Raises LibraryError."""
        return await self.change(self.library.undo)

    async def redo(self) -> Step | None:
        """Make the undone step again; None where there is none. Raises LibraryError."""
        return await self.change(self.library.redo)

    async def change(self, make: Callable[[], Step | None]) -> Step | None:
        """Make a change of marks or views, and show it. Raises LibraryError.

        Off the thread that draws, since another program may hold the store for a while.
        """
        changed = await asyncio.to_thread(
            self._change, make, self.list.listing, self._watcher.viewport(), self.row
        )
        if changed.step:
            self.list.reloaded(changed.pages)
            if self.entry and self.entry.row in changed.step.rows:
                entry = changed.entry
                self.entry = entry if entry and entry.row == self.row else None
                self._watcher.paper_changed()
            self._take_views(changed.views)
            self.upkeep.count()
        return changed.step

    def _change(
        self,
        make: Callable[[], Step | None],
        listing: Listing | None,
        viewport: Viewport,
        row: int | None,
    ) -> _Changed:
        step = make()
        if step is None:
            return _Changed(None, {}, None, [])
        return _Changed(
            step,
            {} if listing is None else listing.reload(viewport),
            self._read(row) if row in step.rows else None,
            views(self.library.views.all()),
        )

    # -- views -----------------------------------------------------------------------------------

    async def save_view(self, name: str, query: str) -> bool:
        """Save `query` as a view, and open it; False where it is saved so. Raises LibraryError."""
        if await self.change(lambda: self.library.views.save(name, query)) is None:
            return False
        self.ask("")
        self.open_view(f"saved:{name}")
        return True

    async def reload_views(self) -> None:
        """Read the saved views anew. Raises LibraryError."""
        self._take_views(views(await asyncio.to_thread(self.library.views.all)))

    def _take_views(self, found: list[View]) -> None:
        self.views = found
        if self.current_view.name != self.view:
            self.view = self.current_view.name
            self._find(Cause.PROGRAM)
        self._watcher.status_changed()

    async def day_beside(self, start: date, direction: int) -> date | None:
        """The nearest older (-1) or newer (1) day with papers. Raises LibraryError."""
        return await asyncio.to_thread(self.library.day_beside, start, direction)

    # -- changes that the person did not make ----------------------------------------------------

    def _indexed(self) -> None:
        if self.query:
            self.keep_place()
            self._find(Cause.PROGRAM)

    def _changed_outside(self, outside: Outside) -> None:
        self.keep_place()
        self._take_outside(outside)
        self._find(Cause.OUTSIDE)
        self.upkeep.count()
        self.upkeep.update_index()

    def _take_outside(self, outside: Outside) -> None:
        self.only_starter = outside.only_starter
        self._take_views(outside.views)


def _named(known: Sequence[View], name: str) -> View:
    return next((view for view in known if view.name == name), known[0])
