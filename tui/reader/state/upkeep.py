"""What keeps a session up to date: counting, indexing, syncing, and looking for outside changes.

All of it runs off the thread that draws. Nothing here moves the cursor.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.reader.state.contracts import Job, Jobs, Watcher
from tui.reader.state.fetching import FetchAhead
from tui.views import View, views

if TYPE_CHECKING:
    from search import Counts, FeedState, Imported, Library, LibraryError, Synced


@dataclass(frozen=True, slots=True)
class Outside:
    """What another program, or a sync, may have changed."""

    views: list[View]
    only_starter: bool
    starter_left: tuple[int, int] | None  # see StarterPapers.left


def read_outside(library: Library) -> Outside:
    """Read it from the library. Raises LibraryError."""
    left = library.starter.left(forget=True)
    return Outside(views(library.views.all()), library.starter.are_all(), left)


class Upkeep:
    """Runs the work in the background; calls `changed` and `indexed` where the list may differ."""

    library: Library

    def __init__(
        self,
        watcher: Watcher,
        jobs: Jobs,
        *,
        changed: Callable[[Outside], None],
        indexed: Callable[[], None],
    ) -> None:
        self._watcher = watcher
        self._jobs = jobs
        self._changed = changed
        self._indexed = indexed
        self.counts: Counts | None = None
        self._outside: Outside | None = None  # what was seen last
        self.activity = ""  # what goes on in the background
        self._indexing = self._index_again = self._looking = False
        self.ahead = FetchAhead(jobs, self.show_activity)

    def count(self) -> None:
        """Count the library's papers anew."""

        def counted(counts: Counts) -> None:
            self.counts = counts
            self._watcher.status_changed()

        self._jobs.run("count", lambda _: self.library.counts(), counted, self.report)

    def update_index(self) -> None:
        """Bring the index up to date; where that is under way, once more after it."""
        if self._indexing:
            self._index_again = True
            return
        self._indexing, self._index_again = True, False

        def update(job: Job) -> tuple[bool, str, list[str]]:
            more = self.library.update_index(_indexing(job), job.cancelled)
            if not self.library.check_index(job.cancelled):
                more = self.library.update_index(_indexing(job), job.cancelled)
            return more, _missing(self.library.feeds()), self.library.repairs()

        def updated(result: tuple[bool, str, list[str]]) -> None:
            more, missing, repairs = result
            self._indexing = False
            self.show_activity(self.library.read_only or missing)
            for sentence in repairs:
                self._watcher.repaired(sentence)
            if more:
                self._indexed()
            if self._index_again:
                self.update_index()

        def failed(error: LibraryError) -> None:
            self._indexing = False
            self.report(error)

        self._jobs.run("index", update, updated, failed)

    def sync(self) -> None:
        """Fetch the live feeds."""

        def fetch(job: Job) -> tuple[Synced, Outside, str]:
            def progress(feed: str, count: int) -> None:
                job.progress(f"{feed}: {count:,} papers")

            job.progress("fetching the feeds")
            synced = self.library.sync(
                progress=progress, indexing=_indexing(job), cancelled=job.cancelled
            )
            missing = _missing(self.library.feeds())
            return synced, read_outside(self.library), missing

        def fetched(result: tuple[Synced, Outside, str]) -> None:
            synced, outside, missing = result
            self.show_activity(self.library.index_fault or missing)
            self._watcher.synced(synced)
            self._changed(outside)

        self._jobs.run("sync", fetch, fetched, self.report)

    def fetch_paper(self, name: str) -> None:
        """Fetch one paper by its id."""

        def fetch(job: Job) -> tuple[Imported, Outside]:
            job.progress(f"fetching {name}")
            added = self.library.add_by_id([name], indexing=_indexing(job), cancelled=job.cancelled)
            return added, read_outside(self.library)

        def fetched(result: tuple[Imported, Outside]) -> None:
            added, outside = result
            self.show_activity(self.library.index_fault or "")
            self._watcher.fetched(name, added)
            self._changed(outside)

        self._jobs.run(f"fetch {name}", fetch, fetched, self.report)

    def look_outside(self) -> None:
        """See whether another program changed the library.

        One look at a time: each change is seen once, and a second look that cancels the first
        would lose what it saw. A search may have taken a change in before: the list then has it,
        but what else is shown has not.
        """
        if self._looking:
            return
        self._looking = True

        def look(_: Job) -> Outside | None:
            changed = self.library.changed_outside()
            outside = read_outside(self.library)
            is_other = replace(outside, starter_left=None) != self._outside
            if changed or is_other or outside.starter_left or self.library.counts() != self.counts:
                return outside
            return None

        def looked(outside: Outside | None) -> None:
            self._looking = False
            if outside:
                self._changed(outside)

        def failed(error: LibraryError) -> None:
            self._looking = False
            self.report(error)

        self._jobs.run("outside", look, looked, failed)

    def saw(self, outside: Outside) -> None:
        """Take in what is shown now."""
        self._outside = replace(outside, starter_left=None)

    def show_activity(self, text: str) -> None:
        """Say what goes on in the background; nothing does where `text` is empty."""
        self.activity = text
        self._watcher.status_changed()

    def report(self, error: LibraryError) -> None:
        """Say why work in the background failed."""
        self.show_activity(str(error))


def _missing(feeds: Iterable[FeedState]) -> str:
    """What the feeds could not fetch yet, until a sync does; "" where nothing is missing."""
    lacking = {feed.name: feed.missing for feed in feeds if feed.missing}
    if not lacking:
        return ""
    count = sum(map(len, lacking.values()))
    lists = "1 list" if count == 1 else f"{count:,} lists"
    return f"{', '.join(lacking)}: {lists} missing, sync again"


def _indexing(job: Job) -> Callable[[int, int], None]:
    """Report how far the indexing is."""
    began: float | None = None

    def progress(done: int, total: int) -> None:
        nonlocal began
        began = began or time.monotonic()
        job.progress(f"indexing {wording.progress(done, total, time.monotonic() - began)}")

    return progress
