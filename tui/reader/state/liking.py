"""What the marks say of the papers in the list: learned off the thread that draws, then drawn."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tui.listing import Listing, Pages
from tui.reader.state.contracts import Job, Jobs, Watcher
from tui.reader.state.list_state import ListState

if TYPE_CHECKING:
    from search import Library

REST_S = 0.2  # of the marks, before it is learned from them


class Reading(Protocol):
    """What is read now."""

    library: Library
    list: ListState


class Liking:
    """Learns the personal order anew, and shows which papers of the list are like the marked.

    `then` is called when it was learned.
    """

    def __init__(
        self, reading: Reading, watcher: Watcher, jobs: Jobs, then: Callable[[], None]
    ) -> None:
        self._reading = reading
        self._then = then
        self._watcher = watcher
        self._jobs = jobs

    def read(self, row: int | None) -> tuple[str, ...]:
        """Why the paper in `row` is like the marked ones; nothing where it is not among the best.

        Not on the thread that draws.
        """
        library, results = self._reading.library, self._reading.list.results
        if row is None or results is None:
            return ()
        shown = row in library.liked([row]) or bool(results.afield)
        return library.why(row) if shown else ()

    def learn(self) -> None:
        """Learn from the marks as they are, when they rest."""
        library, listing = self._reading.library, self._reading.list.listing
        viewport, made = self._watcher.viewport(), self._reading.list.changes_made

        def work(job: Job) -> Pages | None:
            time.sleep(REST_S)
            if job.cancelled():
                return None  # newer marks are learned from
            before = library.liked_count
            library.learned()
            if listing is None or before == library.liked_count == 0:
                return None
            return listing.reload(viewport)

        def learned(pages: Pages | None) -> None:
            current = made == self._reading.list.changes_made
            if pages is not None and current and self._is_shown(listing):
                self._reading.list.reloaded(pages)
            self._then()

        self._jobs.run("foryou", work, learned, self._watcher.failed)

    def _is_shown(self, listing: Listing | None) -> bool:
        return listing is not None and listing is self._reading.list.listing
