"""Fetching the full texts of bookmarks ahead, so that they can be read without a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from search import Cancelled
from tui.reader.state.contracts import Job, Jobs

if TYPE_CHECKING:
    from search import Config, FullTextsFetched, Library, LibraryError, Remembered

KEY = "fetch.ahead"


def is_asked_for(config: Config, remembered: Mapping[str, Remembered]) -> bool:
    """Whether bookmarks are fetched ahead: as the settings say, else as it was the last time."""
    if "fetch" in config.given:
        return config.fetch == "bookmarked"
    return remembered.get(KEY) is True


class FetchAhead:
    """Fetches what the bookmarks lack, in one job at a time, while `is_on`."""

    library: Library

    def __init__(self, jobs: Jobs, say: Callable[[str], None]) -> None:
        self._jobs = jobs
        self._say = say  # what goes on
        self.is_on = False
        self._is_running = self._again = False

    def turn(self) -> bool:
        """Begin to fetch ahead, or stop; whether it is on now."""
        self.is_on = not self.is_on
        self.start()
        return self.is_on

    def start(self) -> None:
        """Fetch what is missing; where that is under way, look once more after it."""
        if not self.is_on:
            return
        if self._is_running:
            self._again = True
            return
        self._is_running, self._again = True, False
        self._jobs.run("fulltexts", self._fetch, self._fetched, self._failed)

    def _fetch(self, job: Job) -> FullTextsFetched | None:
        found = self.library.search("is:bookmarked")
        texts = self.library.fulltexts
        wanted = texts.wanted(found.page(0, len(found)))
        if not wanted:
            return None

        def progress(done: int, total: int) -> None:
            job.progress(f"fetching full texts: {done:,} of {total:,}")

        def cancelled() -> bool:
            return job.cancelled() or not self.is_on

        try:
            return texts.fetch(wanted, progress=progress, cancelled=cancelled)
        except Cancelled:
            return None

    def _fetched(self, done: FullTextsFetched | None) -> None:
        self._is_running = False
        self._say(_outcome(done) if done else "")
        if self._again:
            self.start()

    def _failed(self, error: LibraryError) -> None:
        self._is_running = False
        self._say(str(error))


def _outcome(done: FullTextsFetched) -> str:
    """What there is to say after a run; "" where all came."""
    reasons = [missing.reason for missing in done.missing]
    if any(reason.startswith("offline") for reason in reasons):
        return "offline: full texts are fetched later"
    if len(reasons) == 1:
        return f"no full text of {done.missing[0].id}"
    return f"no full text of {len(reasons):,} bookmarks" if reasons else ""
