"""What the reader knows now, and every change of it; long, since all state has one owner.

The session owns the library, view, query, list, paper, selection and place. It reads and changes
the library off the thread that draws, and calls its watcher when there is something else to draw.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from search import LibraryError
from tui.reader.state import searches
from tui.reader.state.changes import Changes
from tui.reader.state.contracts import Jobs, Watcher
from tui.reader.state.current_paper import CurrentPaper
from tui.reader.state.liking import Liking
from tui.reader.state.list_state import ListState
from tui.reader.state.listed import Listed
from tui.reader.state.place import TO_REMEMBER_S, Place, save_place
from tui.reader.state.searches import Searches
from tui.reader.state.searching import Cause, Found, Request, search
from tui.reader.state.trail import Trail
from tui.reader.state.upkeep import Outside, Upkeep, read_outside
from tui.views import View, views

if TYPE_CHECKING:
    from search import Counts, Entry, Library, Reason, Remembered, Results

_FILE = "file"
_SOUGHT = 200  # rows of a change, one of which is to be in sight


class Session:
    """One person's reading of one library, from the start of the reader to its end."""

    library: Library

    def __init__(
        self, watcher: Watcher, jobs: Jobs, place: Place, remembered: Mapping[str, Remembered]
    ) -> None:
        self._watcher = watcher
        self._jobs = jobs
        self.ready = asyncio.Event()  # the library is open and the first list is there, or failed
        self.place = place
        self.view = place.view
        self.query = place.query
        self.has_typed = False  # anything into the search bar
        self.list = ListState(watcher, jobs)
        self.upkeep = Upkeep(watcher, jobs, changed=self._changed_outside, indexed=self._indexed)
        self.selection: frozenset[int] = frozenset()  # row numbers
        self.range_start: int | None = None  # the position where a range of the selection begins
        self.changes = Changes(self, watcher)
        self.liking = Liking(self, watcher, jobs, lambda: self.paper.load_why())
        self.paper: CurrentPaper = CurrentPaper(self, watcher, jobs, place)
        self._trail = Trail()
        self._before_drop: dict[frozenset[int], Listed] = {}  # the list, by the rows that left it
        self._updating: Request | None = None  # what the shown list waits for
        self.searches = Searches(remembered.get(searches.KEY))
        self.views = views(())
        file = remembered.get(_FILE)
        self.file = file if isinstance(file, str) else ""  # that was written last
        self.only_starter = False
        self.unsaved: Callable[[], Awaitable[None]] | None = None  # saves what is being written

    # -- beginning and ending ------------------------------------------------------------------

    async def open(self, open_library: Callable[[], Library]) -> None:
        """Open the library and find the first list. Raises LibraryError."""
        request = self._request(Cause.PROGRAM)

        def load() -> tuple[Found, Outside, Counts]:
            self.library = self.upkeep.library = self.upkeep.ahead.library = open_library()
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
        self.liking.learn()
        self.upkeep.ahead.start()

    async def close(self) -> None:
        """Remember the place, before the reader ends and stops what is under way.

        A note that is being written is saved: whoever ends the reader may be a signal.
        """
        self._take_place()
        with suppress(LibraryError):  # on a full disk the next start begins at the place before
            if self.unsaved:
                await self.unsaved()
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
    def combined_query(self) -> str:
        """The view's query and the one in the search bar as one."""
        parts = (self.current_view.query, self.query.strip())
        return " ".join(part for part in parts if part)

    def type(self, query: str) -> None:
        """Search as it is typed; the cursor goes to the best hit."""
        self.has_typed = True
        if not self._trail.typing:
            self._leave()
            self._trail.type(self.query)
        self.place = Place(self.view, query)
        self._ask(query)

    def accept(self) -> None:
        """Settle the search: its last word is no longer the beginning of others."""
        if not self._trail.typing:
            return
        self._trail.accept(self.query)
        if self.searches.add(self.query) and self.ready.is_set():
            self.remember(searches.KEY, [*self.searches.all])
        if self.list.is_beyond_first:  # the person went on from the best hit
            self.keep_place()
        else:
            self.place = Place(self.view, self.query)
        self._find(Cause.PERSON)

    def give_up_typing(self) -> None:
        """Go back to where one was before the typing."""
        before = self._trail.give_up()
        if before is not None and before != self.query:
            self._go(self.view, before)

    def ask(self, query: str, *, best: bool = False) -> None:
        """Search for `query`; the cursor stays on its paper, or goes to the `best` hit."""
        self._leave()
        self._trail.search(self.query)
        self.place = Place(self.view, query) if best else replace(self.place, query=query)
        self._ask(query)
        self._watcher.query_changed()

    def end_search(self) -> None:
        """Go back to the list before the search; `open_other` leads to the search again."""
        self._leave()
        self._trail.other = self.place
        self._go(self.view, self._trail.end_search())

    def open_other(self) -> bool:
        """Go to the list that was left last by `end_search`, or back; False without one."""
        other = self._trail.other
        if other is None:
            return False
        self._leave()
        self._trail.other = self.place
        if other.query:
            self._trail.search(self.query)
        else:
            self._trail.end_search()
        self._go(other.view, other.query)
        return True

    def open_view(self, name: str) -> None:
        """Search in another view, from where the cursor stood in it; the open one is refreshed."""
        self._leave()
        if name != self.view:
            kept = replace(self.place, view=name, near=()) if self.query else Place(name)
            self.place = self._trail.place(name, self.query) or kept
            self.view = name
        self._find(Cause.PERSON)

    def refresh(self) -> None:
        """Search anew, in the same view; the cursor stays, or goes to a neighbour."""
        self.open_view(self.view)

    def reorder(self) -> None:
        """Take in that the personal order is another one now."""
        from search import field_value  # the first frame needs no query

        self.liking.learn()
        if (field_value(self.combined_query, "sort") or "").endswith("foryou"):
            self.refresh()

    def _leave(self) -> None:
        self.keep_place()
        if self._is_shown:
            self._trail.leave(self.place)

    def _go(self, view: str, query: str) -> None:
        self.place = self._trail.place(view, query) or replace(self.place, view=view, query=query)
        self.view, self.query = view, query
        self._find(Cause.PERSON)
        self._watcher.query_changed()

    def _ask(self, query: str) -> None:
        if query != self.query:
            self.query = query
            self._find(Cause.PERSON)

    def _find(
        self,
        cause: Cause,
        *,
        keeping: bool = False,
        dropping: Sequence[int] = (),
        before: Listed | None = None,
    ) -> None:
        """Search anew; `keeping`: whatever the list shows stays in it, but for `dropping`.

        `before`: the list as it once was, of which all stays.
        """
        if not self.ready.is_set():
            return  # what is typed until then is searched first thing
        kept = before or self.list.listed if keeping and self._is_shown else None
        if kept is None:
            self._before_drop.clear()  # the list is left
            self._updating = None
        elif self._updating:  # the search that this one takes the place of
            dropping = (*self._updating.dropping, *dropping)
            kept = before or self._updating.keeping
        request = self._request(cause, kept)
        request = replace(request, dropping=tuple(dropping))
        row, made = self.row, self.list.changes_made
        if kept is not None:
            self._updating = request

        def found(found: Found) -> None:
            if keeping and self.row != row:  # the person has gone on meanwhile
                self.keep_place()
                self._find(cause, keeping=True)
                return
            if self._updating is request:
                self._updating = None
            self._show_if_wanted(found)
            if made != self.list.changes_made:
                self.list.reload()

        self._jobs.run(
            "find",
            lambda job: search(self.library, request, job.cancelled),
            found,
            self.upkeep.report,
        )

    def _request(self, cause: Cause, keeping: Listed | None = None) -> Request:
        viewport = self._watcher.viewport()
        typing = self._trail.typing
        return Request(self.query, self.current_view, self.place, viewport, cause, typing, keeping)

    def _show_if_wanted(self, found: Found) -> None:
        if (found.request.query, found.request.view.name) == (self.query, self.current_view.name):
            self._show(found)

    def drop(self, rows: Sequence[int]) -> None:
        """Take the papers in `rows` out of the list where they no longer fit; the others stay."""
        if self.list.listed is not None:
            self._before_drop[frozenset(rows)] = self.list.listed
        self.keep_place()
        self._find(Cause.PERSON, keeping=True, dropping=rows)

    def _update_list(self, cause: Cause) -> None:
        """Bring the list up to date around the paper under the cursor, or to come under it."""
        if not self._updating:
            self.keep_place()
        self._find(cause, keeping=True)

    @property
    def _is_shown(self) -> bool:
        """Whether the list is the one that is asked for, and no longer the one before."""
        return self.list.shown == (self.query, self.current_view.name)

    def _show(self, found: Found) -> None:
        self.paper.entry = None  # another program may have marked it meanwhile
        if self.selection:  # what is no longer shown is not selected either
            self.selection &= set(found.listed.rows())
        self.list.show(found)
        if found.behind:
            self.upkeep.update_index()
        self._watcher.status_changed()

    # -- the list and the paper under the cursor -------------------------------------------------

    @property
    def results(self) -> Results | None:
        """What was found last; None until the library is open."""
        return self.list.results

    @property
    def missing(self) -> str | None:
        """The id that the list was asked for, where no paper has it and it can be fetched."""
        found = self.results
        if found is None or found.query != self.query or not found.missing:
            return None
        return None if found.missing.startswith("t-") else found.missing

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
        listed, position = self.list.listed, self.position
        if listed is None or position is None:
            return True
        rows = listed.rows()
        found = await asyncio.to_thread(self.library.next_unread, rows, position, direction)
        if found is not None:
            self.list.go_to(found)
        return found is not None

    async def targets(self) -> list[Entry]:
        """The papers that a command is for: those selected, or else the one under the cursor.

        Raises LibraryError.
        """
        if self.selection:
            return await asyncio.to_thread(self.library.entries, sorted(self.selection))
        entry = await self.paper.now()
        return [entry] if entry else []

    # -- the place -------------------------------------------------------------------------------

    def keep_place(self) -> None:
        """Remember the view, the query, the cursor and the scrolling.

        While another list is under way, the cursor still stands in the one before it.
        """
        if self._is_shown:
            self._take_place()
            place = self.place
            self._jobs.run("place", lambda _: save_place(self.library, place))

    def _take_place(self) -> None:
        row = self.row
        above = self.list.cursor - self._watcher.viewport().first
        self.place = Place(
            self.view, self.query, row, above, self.list.near, self.paper.scrolled(row)
        )

    def remember(self, key: str, value: Remembered) -> None:
        """Remember a value from one start to the next."""
        self._jobs.run(key, lambda _: self.library.remember(key, value, wait_s=TO_REMEMBER_S))

    def keep_file(self, name: str) -> None:
        """Remember the file that was written last."""
        self.file = name
        self.remember(_FILE, name)

    # -- selecting -------------------------------------------------------------------------------

    def select(self, rows: frozenset[int]) -> None:
        """Select exactly these row numbers."""
        self.selection = rows
        self._watcher.status_changed()

    async def tags(self) -> list[str]:
        """Every tag in use, the most used first. Raises LibraryError."""
        return list(await asyncio.to_thread(self.library.tags))

    async def bring_into_sight(self, rows: Sequence[int]) -> None:
        """Show at least one of the papers in `rows`, where the view has any."""
        listed = self.list.listed
        before = self._before_drop.pop(frozenset(rows), None)
        rows = [row for row in rows if row][:_SOUGHT]
        if listed is None or not rows:
            return
        viewport = self._watcher.viewport()
        positions = [listed.position(row) for row in rows]
        known = [position for position in positions if position is not None]
        seen = [at for at in known if viewport.first <= at < viewport.first + viewport.visible]
        if len(known) < len(rows):
            self.keep_place()
            place = self.place
            if not seen:
                around = () if place.row is None else (place.row, *place.near)
                near = (*rows[1:], *around)
                self.place = replace(place, row=rows[0], near=near, above=None)
            self._find(Cause.PERSON, keeping=True, before=before)
        elif not seen:
            self.list.go_to(min(known, key=lambda position: abs(position - self.list.cursor)))

    async def reasons(self) -> list[Reason]:
        """What adds to the score of the paper under the cursor. Raises LibraryError."""
        row, query, view = self.row, self.query, self.current_view.query
        if row is None:
            return []
        return await asyncio.to_thread(self.library.explain, query, row, view)

    # -- views -----------------------------------------------------------------------------------

    async def save_view(self, name: str, query: str) -> bool:
        """Save `query` as a view, and open it; False where it is saved so. Raises LibraryError."""
        if await self.changes.change(lambda: self.library.views.save(name, query)) is None:
            return False
        place = replace(self.place, view=f"saved:{name}", query="")
        self._leave()
        self._trail.end_search()
        self._trail.leave(place)
        self._go(place.view, place.query)
        return True

    async def reload_views(self) -> None:
        """Read the saved views anew. Raises LibraryError."""
        self.take_views(views(await asyncio.to_thread(self.library.views.all)))

    def take_views(self, found: Sequence[View]) -> None:
        """Take in the views; where the open one is gone, the first one opens."""
        self.views = list(found)
        if self.current_view.name != self.view:
            self.view = self.current_view.name
            self._find(Cause.PROGRAM)
        self._watcher.status_changed()

    async def day_beside(self, start: date, direction: int) -> date | None:
        """The nearest older (-1) or newer (1) day with papers of the list, were it of any day.

        Raises LibraryError.
        """
        from search import with_field  # the parser of queries can wait until the first frame

        query = with_field(self.query, "date", None)
        within = " ".join(filter(None, (self.current_view.query, query)))
        return await asyncio.to_thread(self.library.day_beside, start, direction, within)

    # -- changes that the person did not make ----------------------------------------------------

    def _indexed(self) -> None:
        if self.combined_query:
            self._update_list(Cause.PROGRAM)
        self.liking.learn()

    def _changed_outside(self, outside: Outside) -> None:
        self._take_outside(outside)
        if outside.starter_left:  # what was beside them says nothing: the first paper, not the last
            self.keep_place()
            self.place = replace(self.place, near=())
            self._find(Cause.OUTSIDE, keeping=True)
        else:
            self._update_list(Cause.OUTSIDE)
        self.liking.learn()
        self.upkeep.count()

    def _take_outside(self, outside: Outside) -> None:
        self.upkeep.saw(outside)
        self.only_starter = outside.only_starter
        if outside.starter_left:
            self._watcher.starter_left(*outside.starter_left)
        self.take_views(outside.views)


def _named(known: Sequence[View], name: str) -> View:
    return next((view for view in known if view.name == name), known[0])
