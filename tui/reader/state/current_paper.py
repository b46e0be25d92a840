"""The paper under the cursor: read off the thread that draws, and how far it is scrolled."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from search import UnknownPaperError
from tui.reader.state.contracts import Job, Jobs, Watcher
from tui.reader.state.liking import Liking
from tui.reader.state.list_state import ListState

if TYPE_CHECKING:
    from search import Entry, Library
    from tui.reader.state.place import Place


class Reading(Protocol):
    """What is read now."""

    library: Library
    list: ListState
    liking: Liking

    def keep_place(self) -> None:
        """Remember the view, the query, the cursor and the scrolling."""


class CurrentPaper:
    """The paper that was loaded last; `entry` is None where there is none, or it is out of date."""

    def __init__(self, reading: Reading, watcher: Watcher, jobs: Jobs, place: Place) -> None:
        self._reading = reading
        self._watcher = watcher
        self._jobs = jobs
        self.entry: Entry | None = None
        self._why: tuple[int | None, tuple[str, ...]] = (None, ())  # and the row that it is of
        self._scrolled: dict[int, int] = {}  # lines of a paper scrolled past, by row number
        if place.row is not None:
            self._scrolled[place.row] = place.scrolled

    def load(self) -> None:
        """Load the paper under the cursor, and remember the place."""
        reading = self._reading
        row, made = reading.list.row, reading.list.changes_made
        if reading.list.results is None:
            return  # nothing was found yet, so there is no place to keep either

        def load(_: Job) -> tuple[Entry | None, tuple[str, ...]]:
            return self.read(row), reading.liking.read(row)

        def loaded(found: tuple[Entry | None, tuple[str, ...]]) -> None:
            if row != reading.list.row:
                return
            if made != reading.list.changes_made:
                self.load()  # it may have been marked while it was read
                return
            self.entry, self._why = found[0], (row, found[1])
            self._watcher.paper_opened()
            reading.keep_place()

        self._jobs.run("paper", load, loaded, self._watcher.failed)

    def load_why(self) -> None:
        """Read anew by what the paper under the cursor is like the marked ones."""
        reading, row = self._reading, self._reading.list.row

        def loaded(words: tuple[str, ...]) -> None:
            if self._why[0] == row == reading.list.row and self._why[1] != words:
                self._why = (row, words)
                self._watcher.paper_changed()

        self._jobs.run("why", lambda _: reading.liking.read(row), loaded, self._watcher.failed)

    async def now(self) -> Entry | None:
        """The paper under the cursor, even before the cursor rests. Raises LibraryError."""
        shown = self._reading.list
        row = shown.row
        if row is None:
            return None
        if self.entry is None or self.entry.row != row:
            made = shown.changes_made
            entry = await asyncio.to_thread(self.read, row)
            if row == shown.row and made == shown.changes_made:
                self.entry = entry
            return entry
        return self.entry

    def read(self, row: int | None) -> Entry | None:
        """The paper in `row`; None where it is gone. Not on the thread that draws."""
        library = self._reading.library
        try:
            return None if row is None else replace(library.entry(row), cites=library.cites(row))
        except UnknownPaperError:
            return None  # another program has just removed it

    def why(self, row: int) -> tuple[str, ...]:
        """The words by which the paper that was loaded last is like the marked ones."""
        of, words = self._why
        return words if of == row else ()

    def scroll(self, row: int, lines: int) -> None:
        """Take in how many lines of a paper are scrolled past."""
        self._scrolled[row] = lines

    def scrolled(self, row: int | None) -> int:
        """How many lines of the paper in `row` were scrolled past."""
        return 0 if row is None else self._scrolled.get(row, 0)
