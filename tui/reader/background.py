"""The threads that work for the reader: searching, counting, indexing, remembering.

Each answers by a message to its screen; only who begins and who ends waits for the answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerError, get_current_worker

from search import Cancelled, LibraryError
from tui.appearance import wording
from tui.reader.place import Place, keep

if TYPE_CHECKING:
    from search import Counts, Library, Remembered, Results, Synced
    from tui.views import View

Done = TypeVar("Done")

_FIND = "find"  # the line of work


class Background:
    """Work over `library` on behalf of `screen`. In each line of work the newest wins."""

    @dataclass
    class Found(Message):
        """A search has its results; `behind`: the index lacks words of some papers."""

        query: str
        view: str
        results: Results
        counts: Counts
        behind: bool

    @dataclass
    class Counted(Message):
        """The library in numbers."""

        counts: Counts

    @dataclass
    class Progressed(Message):
        """What goes on, in words; empty when it is over."""

        told: str

    @dataclass
    class Indexed(Message):
        """More words can be found than before."""

    @dataclass
    class Synced(Message):
        """The live feeds were asked."""

        synced: Synced

    @dataclass
    class Outdated(Message):
        """Another program changed the library."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        self._screen = screen
        self._library = library

    def find(self, query: str, view: View) -> None:
        """Search; the last word of `query` is still being typed. Answers Found."""
        self._run(lambda: self._screen.post_message(self._found(query, view)), _FIND)

    async def find_now(self, query: str, view: View) -> Found:
        """Search, and answer here. Raises LibraryError."""
        return await asyncio.to_thread(self._found, query, view)

    def _found(self, query: str, view: View) -> Found:
        results = self._library.search(
            query, within=view.query, typing=True, cancelled=_cancelled()
        )
        return self.Found(
            query, view.name, results, self._library.counts(), self._library.index_behind()
        )

    async def answered(self) -> None:
        """Wait until the search that is under way, if any, has answered."""
        for worker in list(self._screen.workers):
            if worker.group == _FIND and not worker.is_cancelled:
                with suppress(WorkerError):
                    await worker.wait()

    def count(self) -> None:
        """Count. Answers Counted."""
        self._run(lambda: self._screen.post_message(self.Counted(self._library.counts())), "count")

    def update_index(self) -> None:
        """Bring the index up to date. Answers Progressed, and Indexed where it had to be."""

        self._run(self._update, "index")

    def _update(self) -> None:
        changed = self._library.update_index(self._indexing(), _cancelled())
        self._screen.post_message(self.Progressed(""))
        if changed:
            self._screen.post_message(self.Indexed())

    def _indexing(self) -> Callable[[int, int], None]:
        """What hears how far the indexing is. Answers Progressed."""
        began: float | None = None

        def progress(done: int, total: int) -> None:
            nonlocal began
            began = began or time.monotonic()
            told = wording.progress(done, total, time.monotonic() - began)
            self._screen.post_message(self.Progressed(f"indexing {told}"))

        return progress

    def sync(self) -> None:
        """Fetch the live feeds and index what came. Answers Progressed and Synced."""

        def progress(feed: str, count: int) -> None:
            self._screen.post_message(self.Progressed(f"{feed}: {count:,} papers"))

        def sync() -> None:
            self._screen.post_message(self.Progressed("asking the feeds"))
            synced = self._library.sync(
                progress=progress, indexing=self._indexing(), cancelled=_cancelled()
            )
            self._screen.post_message(self.Progressed(""))
            self._screen.post_message(self.Synced(synced))

        self._run(sync, "sync")

    def look_outside(self) -> None:
        """See whether another program changed the library. Answers Outdated if so."""

        def look() -> None:
            if self._library.changed_outside():
                self._screen.post_message(self.Outdated())

        self._run(look, "outside")

    def keep(self, place: Place) -> None:
        """Remember where the reader stands. No answer."""
        self._run(lambda: keep(self._library, place), "place")

    async def keep_now(self, place: Place) -> None:
        """Remember where the reader stands, before it ends and stops all that is under way."""
        await asyncio.to_thread(self._do, lambda: keep(self._library, place))

    def remember(self, key: str, value: Remembered) -> None:
        """Remember a value. No answer."""
        self._run(lambda: self._library.remember(key, value), key)

    def _run(self, work: Callable[[], object], group: str) -> None:
        self._screen.run_worker(lambda: self._do(work), thread=True, exclusive=True, group=group)

    def _do(self, work: Callable[[], Done]) -> Done | None:
        try:
            return work()
        except Cancelled:
            pass  # newer work has taken its place
        except LibraryError as error:
            self._screen.post_message(self.Progressed(str(error)))
        return None


def _cancelled() -> Callable[[], bool]:
    worker = get_current_worker()
    return lambda: worker.is_cancelled
