"""Changes of marks and views by the person, and the one by the timer; each is shown at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from tui.listing import Listing, Pages, Viewport
from tui.reader.state.contracts import Watcher
from tui.reader.state.current_paper import CurrentPaper
from tui.reader.state.liking import Liking
from tui.reader.state.list_state import ListState
from tui.reader.state.upkeep import Upkeep
from tui.views import View, views

if TYPE_CHECKING:
    from search import Entry, Library, Marking, Step


Result = TypeVar("Result")


class Reading(Protocol):
    """What is read now."""

    library: Library
    list: ListState
    upkeep: Upkeep
    liking: Liking
    paper: CurrentPaper
    selection: frozenset[int]

    @property
    def row(self) -> int | None:
        """The row number of the paper under the cursor."""

    def select(self, rows: frozenset[int]) -> None:
        """Select exactly these row numbers."""

    def take_views(self, found: Sequence[View]) -> None:
        """Take in the saved views."""

    async def bring_into_sight(self, rows: Sequence[int]) -> None:
        """Show at least one of the papers in `rows`, where the list has any."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of changed rows."""

    pages: Pages
    entry: Entry | None
    views: Sequence[View]


class Changes:
    """Makes changes, off the thread that draws: another program may hold the store for a while."""

    def __init__(self, reading: Reading, watcher: Watcher) -> None:
        self._reading = reading
        self._watcher = watcher
        self._spent: dict[int, frozenset[int]] = {}  # selections, by the number of the step
        self.counted: int | None = None  # the row that the timer marked read last

    async def mark(
        self, rows: Sequence[int], marking: Marking, *, selection: bool = False
    ) -> Step | None:
        """Mark the papers in `rows`, as one step; None where that changes nothing.

        `selection`: they were selected, and are no longer, until the step is undone.
        Raises LibraryError.
        """
        selected = self._reading.selection
        step = await self.change(lambda: self._reading.library.mark(rows, marking))
        self.counted = None
        if marking.bookmarked:
            self._reading.upkeep.ahead.start()
        if step:
            self._spent.pop(step.number, None)
            if selection:
                self._spent[step.number] = selected
        if selection:
            self._reading.select(frozenset())
        return step

    async def count_as_read(self, row: int) -> None:
        """Mark a paper read that was open for a while, as no step. Raises LibraryError."""
        library = self._reading.library
        if await self._make(lambda: library.count_as_read(row), lambda done: [row] if done else []):
            self.counted = row

    async def undo(self) -> Step | None:
        """Undo the last step, and select what it had selected; None where there is none.

        Raises LibraryError.
        """
        step = await self.change(self._reading.library.undo)
        if step:
            self.counted = None
            if step.number in self._spent:
                self._reading.select(self._spent[step.number])
            await self._reading.bring_into_sight(step.rows)
        return step

    async def redo(self) -> Step | None:
        """Redo the undone step; None where there is none. Raises LibraryError."""
        step = await self.change(self._reading.library.redo)
        if step:
            self.counted = None
            if step.number in self._spent:
                self._reading.select(frozenset())
            await self._reading.bring_into_sight(step.rows)
        return step

    async def change(self, make: Callable[[], Step | None]) -> Step | None:
        """Make a change of marks or views, and show it. Raises LibraryError."""
        return await self._make(make, lambda step: step.rows if step else ())

    async def _make(
        self, make: Callable[[], Result], changed: Callable[[Result], Sequence[int]]
    ) -> Result:
        reading = self._reading
        listing, viewport, row = reading.list.listing, self._watcher.viewport(), reading.row

        def run() -> tuple[Result, _Shown | None]:
            outcome = make()
            rows = changed(outcome)
            return outcome, self._shown(rows, listing, viewport, row) if rows else None

        outcome, shown = await asyncio.to_thread(run)
        if shown:
            reading.list.changes_made += 1
            if listing is reading.list.listing:
                reading.list.reloaded(shown.pages)
            else:
                reading.list.reload()  # a search has ended meanwhile
            if reading.paper.entry and reading.paper.entry.row in changed(outcome):
                entry = shown.entry
                reading.paper.entry = entry if entry and entry.row == reading.row else None
                self._watcher.paper_changed()
            reading.take_views(shown.views)
            reading.upkeep.count()
            reading.liking.learn()
        return outcome

    def _shown(
        self, rows: Sequence[int], listing: Listing | None, viewport: Viewport, row: int | None
    ) -> _Shown:
        return _Shown(
            {} if listing is None else listing.reload(viewport),
            self._reading.paper.read(row) if row in rows else None,
            views(self._reading.library.views.all()),
        )
