"""Bringing what files hold into the store, batch by batch."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice

from search.errors import SourceError
from search.outcomes import FileRead, Imported
from search.paper import Paper
from search.sources import Skipped, files, read
from search.store import Outcome, Papers

_BATCH = 500  # papers in one transaction: few enough to wait for, enough to be quick


def import_files(
    store: Papers,
    paths: Iterable[str],
    moment: int,
    format: str | None,  # noqa: A002  the command line's word
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> Imported:
    """See Library.import_files. `moment`, in ms since 1970, is when all of it arrives."""
    started = time.perf_counter()
    reading = _Reading(paths, format)
    outcomes = dict.fromkeys(Outcome, 0)
    papers = reading.papers()
    while not cancelled() and (batch := list(islice(papers, _BATCH))):
        for _, outcome in store.add(batch, moment):
            outcomes[outcome] += 1
        progress(sum(outcomes.values()))
    return Imported(
        added=outcomes[Outcome.ADDED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        skipped=tuple(reading.skipped),
        unread=reading.unread,
        files=tuple(reading.files),
        took_s=time.perf_counter() - started,
    )


class _Reading:
    """Reads one file after the other, and notes what made no paper."""

    def __init__(self, paths: Iterable[str], format: str | None) -> None:  # noqa: A002  as above
        self._paths = paths
        self._format = format
        self.skipped: list[Skipped] = []
        self.files: list[FileRead] = []
        self.unread = 0

    def papers(self) -> Iterator[Paper]:
        """Every paper that the files hold."""
        for name, opener in files(self._paths):
            before, count = len(self.skipped), 0
            try:
                with closing(opener()) as stream:
                    for item in read(stream, name, self._format):
                        if isinstance(item, Skipped):
                            self.skipped.append(item)
                        else:
                            count += 1
                            yield item
            except SourceError as error:
                self.skipped.append(Skipped(name, None, str(error)))
                self.unread += 1
            self.files.append(FileRead(name, count, len(self.skipped) - before))
