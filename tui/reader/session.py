"""What the reader knows now, and every change of it: no widget is known here.

The session owns the library, view, query, results, cursor, selection, entry, place and counts. It
reads and changes the library off the thread that draws, and calls its watcher when there is
something else to draw. Each change of the cursor or the list has a cause.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from search import LibraryError, UnknownPaperError
from tui.appearance import wording
from tui.listing import Listing, Pages, Viewport
from tui.reader.contracts import Job, Jobs, Watcher
from tui.reader.place import Place, save_place
from tui.reader.searching import Cause, Found, Request, search
from tui.views import View, views

if TYPE_CHECKING:
    from search import Counts, Entry, Library, Marking, Remembered, Results, Step, Synced

_MARGIN = 8  # rows loaded beyond what is on screen, when it is scrolled


@dataclass(frozen=True, slots=True)
class _Outside:
    """What another program, or a sync, may have changed."""

    views: list[View]
    only_starter: bool


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
        self.results: Results | None = None
        self.listing: Listing | None = None
        self._shown = ("", "")  # the query and the view of the results
        self.cursor = 0
        self.cause = Cause.PROGRAM  # of the cursor's last change
        self.selection: frozenset[int] = frozenset()  # row numbers
        self.range_start: int | None = None  # the position where a range of the selection begins
        self.entry: Entry | None = None  # the paper that was loaded last
        self.counts: Counts | None = None
        self.views = views(())
        self.only_starter = False
        self.activity = ""  # what goes on in the background
        self._scrolled: dict[int, int] = {}  # lines of a paper scrolled past, by row number
        if place.row is not None:
            self._scrolled[place.row] = place.scrolled

    # -- beginning and ending ------------------------------------------------------------------

    async def open(self, open_library: Callable[[], Library]) -> None:
        """Open the library and find the first list. Raises LibraryError."""
        request = self._request(Cause.PROGRAM)

        def load() -> tuple[Found, _Outside, Counts]:
            self.library = open_library()
            outside = self._read_outside()  # the view may be a saved one
            ask = replace(request, view=_named(outside.views, self.view))
            return search(self.library, ask, lambda: False), outside, self.library.counts()

        try:
            found, outside, self.counts = await asyncio.to_thread(load)
            self._take_outside(outside)
            self._show_if_wanted(found)
        finally:
            self.ready.set()  # whoever waits must not keep the reader from ending
        if self.query != request.query:
            self._find(Cause.PERSON)
        self.update_index()

    async def close(self) -> None:
        """Remember the place, before the reader ends and stops what is under way."""
        self._take_place()
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
            self._report,
        )

    def _request(self, cause: Cause) -> Request:
        return Request(self.query, self.current_view, self.place, self._watcher.viewport(), cause)

    def _show_if_wanted(self, found: Found) -> None:
        if (found.request.query, found.request.view.name) == (self.query, self.current_view.name):
            self._show(found)

    def _show(self, found: Found) -> None:
        shown = (found.request.query, found.request.view.name)
        same = shown == self._shown
        self._shown = shown
        self.results, self.listing = found.results, found.listing
        self.entry = None  # another program may have marked it meanwhile
        self.cursor = found.position or 0
        self.cause = found.request.cause
        if self.selection:  # what is no longer shown is not selected either
            self.selection &= set(self.results.page(0, len(self.results)))
        self._watcher.list_changed(
            None if found.position is None else found.request.place.offset, same=same
        )
        if found.behind and not self.activity:
            self.update_index()
        self._watcher.status_changed()

    # -- the rows of the list --------------------------------------------------------------------

    @property
    def position(self) -> int | None:
        """Where the cursor stands, counted from 0; None in an empty list."""
        return self.cursor if self.results is not None and len(self.results) else None

    @property
    def row(self) -> int | None:
        """The row number of the paper under the cursor."""
        if self.results is None:
            return None
        return next(iter(self.results.page(self.cursor, 1)), None)

    def scrolled_list(self) -> None:
        """Load the rows that have come into sight."""
        viewport = self._watcher.viewport()
        if self.listing is not None and self.listing.missing(viewport):
            self._load(self.listing, self.listing.missing(viewport, _MARGIN), viewport.room)

    def _load(self, listing: Listing, numbers: Sequence[int], room: int) -> None:
        def loaded(pages: Pages) -> None:
            if listing is self.listing:
                listing.keep(pages, room)
                self._watcher.rows_changed()

        self._jobs.run("rows", lambda _: listing.load(numbers, room), loaded, self._watcher.failed)

    # -- the cursor and the paper under it -------------------------------------------------------

    def move(self, where: str) -> None:
        """Move the cursor: "down", "up", "page_down", "page_up", "first" or "last"."""
        page = max(self._watcher.viewport().visible - 1, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page}
        ends = {"first": 0, "last": self._last}
        self.go_to(ends[where] if where in ends else self.cursor + steps[where])

    def go_to(self, position: int, cause: Cause = Cause.PERSON) -> None:
        """Put the cursor on a position, or the nearest one that there is."""
        position = max(min(position, self._last), 0)
        if position != self.cursor:
            self.cursor, self.cause = position, cause
            self._watcher.cursor_changed()

    @property
    def _last(self) -> int:
        return len(self.results) - 1 if self.results is not None else 0

    async def next_unread(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) unread paper of the list; False without one."""
        results, position = self.results, self.position
        if results is None or position is None:
            return True
        found = await asyncio.to_thread(self.library.next_unread, results, position, direction)
        if found is not None:
            self.go_to(found)
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
        if self._shown == (self.query, self.current_view.name):
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
            self._change, make, self.listing, self._watcher.viewport(), self.row
        )
        if changed.step:
            if self.listing is not None:
                room = self._watcher.viewport().room
                self.listing.keep(changed.pages, room, anew=True)
                self._watcher.rows_changed()
            if self.entry and self.entry.row in changed.step.rows:
                entry = changed.entry
                self.entry = entry if entry and entry.row == self.row else None
                self._watcher.paper_changed()
            self._take_views(changed.views)
            self.count()
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

    # -- in the background -----------------------------------------------------------------------

    def count(self) -> None:
        """Count the library's papers anew."""

        def counted(counts: Counts) -> None:
            self.counts = counts
            self._watcher.status_changed()

        self._jobs.run("count", lambda _: self.library.counts(), counted, self._report)

    def update_index(self) -> None:
        """Bring the index up to date; then what is shown is searched anew if it is of words."""
        self._jobs.run("index", self._update_index, self._indexed, self._report)

    def _update_index(self, job: Job) -> bool:
        return self.library.update_index(_indexing(job), job.cancelled)

    def _indexed(self, more: bool) -> None:
        self.show_activity("")
        if more and self.query:
            self.keep_place()
            self._find(Cause.PROGRAM)

    def sync(self) -> None:
        """Fetch the live feeds; the cursor stays on its paper."""

        def fetch(job: Job) -> tuple[Synced, _Outside]:
            def progress(feed: str, count: int) -> None:
                job.progress(f"{feed}: {count:,} papers")

            job.progress("fetching the feeds")
            synced = self.library.sync(
                progress=progress, indexing=_indexing(job), cancelled=job.cancelled
            )
            return synced, self._read_outside()

        def fetched(result: tuple[Synced, _Outside]) -> None:
            synced, outside = result
            self.show_activity("")
            self._watcher.synced(synced)
            self._changed_outside(outside)

        self._jobs.run("sync", fetch, fetched, self._report)

    def look_outside(self) -> None:
        """See whether another program changed the library, and show what it changed."""

        def look(_: Job) -> _Outside | None:
            return self._read_outside() if self.library.changed_outside() else None

        def looked(outside: _Outside | None) -> None:
            if outside:
                self._changed_outside(outside)

        self._jobs.run("outside", look, looked, self._report)

    def _read_outside(self) -> _Outside:
        return _Outside(views(self.library.views.all()), self.library.has_only_starter())

    def _changed_outside(self, outside: _Outside) -> None:
        self.keep_place()
        self._take_outside(outside)
        self._find(Cause.OUTSIDE)
        self.count()
        self.update_index()

    def _take_outside(self, outside: _Outside) -> None:
        self.only_starter = outside.only_starter
        self._take_views(outside.views)

    def show_activity(self, text: str) -> None:
        """Say what goes on in the background; nothing does where `text` is empty."""
        self.activity = text
        self._watcher.status_changed()

    def _report(self, error: LibraryError) -> None:
        self.show_activity(str(error))


def _named(known: Sequence[View], name: str) -> View:
    return next((view for view in known if view.name == name), known[0])


def _indexing(job: Job) -> Callable[[int, int], None]:
    """Report how far the indexing is."""
    began: float | None = None

    def progress(done: int, total: int) -> None:
        nonlocal began
        began = began or time.monotonic()
        job.progress(f"indexing {wording.progress(done, total, time.monotonic() - began)}")

    return progress
