"""Adding papers to the store, batch by batch: those that a caller has, or those of files."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice

from search.errors import SourceError, UnknownPaperError
from search.model.outcomes.commands import Added, FileRead, Imported
from search.model.paper import Paper
from search.model.record import Record
from search.model.step import IMPORT, Step
from search.sources import Marked, Skipped, files, read
from search.store import NOTE, PASSAGE, Change, Outcome, Store
from search.store.history.marking import Marking
from search.work.incoming.own_exports import without_own

_BATCH = 500  # papers in one transaction: few enough to wait for, enough to be quick


def add(
    store: Store,
    papers: Iterable[Paper],
    moment: int,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool],
) -> Added:
    """See Library.add. `moment`, in ms since 1970, is when all of them arrive."""
    outcomes = Counter[Outcome]()
    rows: dict[int, None] = {}
    for row, outcome in _added(store, papers, moment, progress, cancelled):
        outcomes[outcome] += 1
        rows[row] = None
    return Added(
        added=outcomes[Outcome.ADDED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        rows=tuple(rows),
    )


def import_files(
    store: Store,
    paths: Iterable[str],
    moment: int,
    format: str | None,  # noqa: A002  the command line's word
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool],
) -> Imported:
    """See Library.import_files. `moment`, in ms since 1970, is when all of it arrives."""
    started = time.perf_counter()
    reading = _Reading(paths, format)
    version = store.papers.version()
    papers = _added(store, reading.records(), moment, progress, cancelled)
    outcomes = Counter(outcome for _, outcome in papers)
    marked = _mark(store, reading, moment)
    return Imported(
        added=outcomes[Outcome.ADDED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        skipped=tuple(reading.skipped),
        unread=reading.unread,
        files=tuple(reading.files),
        marked=len(marked.rows) if marked else 0,
        joined=store.papers.joined_by_title(version),
        took_s=time.perf_counter() - started,
    )


def _added(
    store: Store,
    papers: Iterable[Record | Paper],
    moment: int,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool],
) -> Iterator[tuple[int, Outcome]]:
    """The row and the outcome of each paper, when the batch that it is in was committed."""
    rest, done = iter(papers), 0
    while not cancelled() and (batch := list(islice(rest, _BATCH))):
        new, unchanged = without_own(store, batch)
        yield from store.papers.add(new, moment)
        yield from ((row, Outcome.UNCHANGED) for row in unchanged)
        done += len(batch)
        if progress:
            progress(done)


def _mark(store: Store, reading: "_Reading", moment: int) -> Step | None:
    """Set the marks that came with papers, in one step. The user's own stay."""

    def changes() -> Iterator[Change]:
        known = store.marks.tags()
        for file, name, marking in reading.marked:
            try:
                row = store.papers.row(name)  # what came later may have merged two rows
            except UnknownPaperError:
                continue  # another program has just removed it
            marks = store.marks.of(row)
            own = marks.get(NOTE)
            if own and marking.note and own != marking.note:
                why = f"kept your note on {name}; the imported one was skipped"
                reading.skipped.append(Skipped(file, None, why, is_entry=False))
            passages = tuple(
                each for each in marking.passages if f"{PASSAGE}{each.id}" not in marks
            )
            marking = replace(marking, note=None if own else marking.note, passages=passages)
            yield from marking.spelled(known).changes([row], moment)

    return store.marks.change(changes(), IMPORT)


class _Reading:
    """Reads the files; collects what was skipped and the marks that came with papers."""

    def __init__(self, paths: Iterable[str], format: str | None) -> None:  # noqa: A002  as above
        self._paths = paths
        self._format = format
        self.skipped: list[Skipped] = []
        self.files: list[FileRead] = []
        self.marked: list[tuple[str, str, Marking]] = []  # with file and paper of each
        self.unread = 0

    def records(self) -> Iterator[Record]:
        """Every record that the files hold."""
        for name, opener in files(self._paths):
            before, count, is_read = len(self.skipped), 0, True
            try:
                with closing(opener()) as stream:
                    for item in read(stream, name, self._format):
                        if isinstance(item, Skipped):
                            self.skipped.append(item)
                        else:
                            count += 1
                            yield self._record(item, name)
            except SourceError as error:
                self.skipped.append(Skipped(name, None, str(error), is_entry=False))
                self.unread += 1
                is_read = False
            skipped = sum(each.is_entry for each in self.skipped[before:])
            self.files.append(FileRead(name, count, skipped, is_read))

    def _record(self, item: Record | Marked, file: str) -> Record:
        if isinstance(item, Record):
            return item
        marking = Marking(
            read=item.read or None,
            bookmarked=item.bookmarked or None,
            hidden=item.hidden or None,
            tag=item.tags,
            note=item.note,
            passages=item.passages,
        )
        if marking != Marking():
            self.marked.append((file, item.paper.id, marking))
        return item.record
