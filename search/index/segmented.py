"""An index in a folder, whatever its documents are: opened, added to, merged, and checked."""

from __future__ import annotations

import errno
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from whoosh.index import EmptyIndexError, LockError

from search.errors import Cancelled, LibraryError, not_cancelled
from search.files import scratch
from search.files.damaged import DamagedFileError
from search.index.folder import Folder
from search.index.ranking.collection import Statistics
from search.index.segments.segment import Segment, SegmentData
from search.index.unreadable import readable, unreadable

if TYPE_CHECKING:
    from whoosh.fields import Schema

    from search.index.building.writer import Writer

Item = TypeVar("Item")  # what is added for a row
_WAIT_S = 60.0  # for another program that writes
_GLANCE_S = 0.1
_FREED = 4 << 20  # bytes, of which twice as many are kept: the arrays of a large search
_STRIDE = 500  # documents between two reports of progress
_MANY = 8  # segments from which on merging pays
SEGMENT = 1 << 17  # papers in a segment at most, so that the memory to make one is bounded


class IndexBusy(LibraryError):  # noqa: N818  a state, not a fault
    """Another program has been writing to the index for a minute, or no file can be locked."""


class View:
    """The segments at one moment, and the store's version that they are complete up to."""

    def __init__(self, segments: list[Segment], version: int) -> None:
        self.segments = segments
        self.version = version
        self.statistics = Statistics(segments)
        for segment in segments:
            segment.statistics = self.statistics


Viewed = TypeVar("Viewed", bound=View)


class SegmentedIndex(ABC, Generic[Item, Viewed]):
    """Documents of one library in segments. Searching is safe from several threads.

    `folder` is made where it is not there. Raises IndexUnreadable where it holds something else
    than a sound index of `library`.
    """

    def __init__(self, folder: Path, library: str, schema: Schema) -> None:
        self._data: dict[str, SegmentData] = {}
        _keep_freed_memory()
        try:
            self._folder = Folder(folder, library, schema)
            self._view = self._read()
        except Exception as error:  # Whoosh raises all kinds
            raise unreadable(error) from error

    @abstractmethod
    def _documents(self, row: int, item: Item) -> Iterable[Mapping[str, object]]:
        """The documents of what is in a row, as Whoosh's add_document takes them."""

    @abstractmethod
    def _viewed(self, segments: list[Segment], version: int) -> Viewed:
        """The view of segments."""

    @property
    def version(self) -> int:
        """The store's count of changes up to which every paper is in the index."""
        return self._view.version

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(segment.count for segment in self._view.segments)

    def refresh(self) -> None:
        """Take in what another process committed. Raises IndexUnreadable."""
        try:
            self._view = self._read()
        except Exception as error:
            raise unreadable(error) from error

    @property
    def view(self) -> object:
        """Another object whenever the index has other papers."""
        return self._view

    def add(
        self,
        items: Iterable[tuple[int, Item]],
        removed: Iterable[int],
        version: int,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Index `items` by row in place of what their rows held, and take `removed` rows out.

        Afterwards the index is complete up to the store's `version`; until then it keeps its own,
        so that whatever ends the work in between only makes it be done again. Each row comes once.
        `progress` hears now and then how many papers are done. Readers go on on what they have.
        Raises IndexBusy where another program keeps writing, Cancelled when `cancelled` says so,
        IndexUnreadable.
        """
        rest = iter(items)
        gone, done = set(removed), 0
        while True:
            count = self._add_segment(islice(rest, SEGMENT), gone, done, progress, cancelled)
            gone, done = set(), done + count
            if count < SEGMENT:
                break
        self._folder.write_version(version)
        self.refresh()

    @property
    def needs_merge(self) -> bool:
        """Whether there are so many segments that fewer would be quicker to search."""
        return len(self._view.segments) > _MANY

    def merge_if_idle(self) -> bool:
        """Merge the smallest segments where there are many; whether anything was merged.

        Takes seconds and a core; to be called when the program is idle. Raises IndexBusy,
        IndexDamaged.
        """
        if not self.needs_merge:
            return False
        from search.index.building.writer import merge_policy, smallest

        writer = self._writer(not_cancelled)
        choose = partial(smallest, room=SEGMENT)
        if not choose(writer.segments):
            writer.cancel()
            return False
        try:
            writer.commit(mergetype=merge_policy(choose))
        except BaseException as error:
            writer.cancel()
            if isinstance(error, DamagedFileError):
                raise unreadable(error) from error
            raise
        self.refresh()
        return True

    def check(self, cancelled: Callable[[], bool] = not_cancelled) -> None:
        """Check all files, also what no search has read. Raises IndexUnreadable, Cancelled."""
        with readable():
            for data in list(self._data.values()):
                data.check_all(cancelled)

    def close(self) -> None:
        """Let the files go, when the searches at work are done with them."""
        self._view = self._viewed([], 0)
        self._data.clear()

    def _add_segment(
        self,
        items: Iterator[tuple[int, Item]],
        gone: set[int],
        before: int,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        """Commit one segment of the next items; how many they were."""
        added = 0
        stopped = cancelled or not_cancelled
        writer = self._writer(stopped)
        try:
            for row, item in _until(stopped, items):
                for document in self._documents(row, item):
                    writer.add_document(**document)
                gone.add(row)
                added += 1
                if progress and added % _STRIDE == 0:
                    progress(before + added)
            self._delete(writer, gone)
            if added or gone:
                writer.commit(merge=False)
        except BaseException:
            writer.cancel()
            raise
        if not (added or gone):
            writer.cancel()
        elif progress:
            progress(before + added)
        return added

    def _delete(self, writer: Writer, gone: set[int]) -> None:
        """Delete the documents of rows that are gone, or about to be replaced."""
        rows = np.fromiter(gone, np.int64, len(gone))
        base = 0
        for segment in self._read().segments:
            for document in np.flatnonzero(np.isin(segment.rows, rows)).tolist():
                writer.delete_document(base + document)
            base += segment.size

    def _writer(self, cancelled: Callable[[], bool]) -> Writer:
        """A writer, when no other program writes. Raises IndexBusy, Cancelled."""
        from search.index.building.writer import Writer  # which a search never needs

        late = time.monotonic() + _WAIT_S
        while True:
            try:
                return Writer(self._folder.index)
            except EmptyIndexError as error:  # another program has just begun to rebuild it
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
            except LockError as error:
                if not scratch.flock_works(self._folder.path):
                    raise IndexBusy(
                        f"no file in {self._folder.path} can be locked: words find only what was "
                        "indexed before; set XDG_CACHE_HOME to a folder on a local disk"
                    ) from error
                if time.monotonic() > late:
                    raise IndexBusy(
                        "another Broadsheet keeps writing the index: words find only what was "
                        "indexed before; the next command indexes the rest"
                    ) from error
            if cancelled():
                raise Cancelled("indexing was cancelled")
            time.sleep(_GLANCE_S)

    def _read(self) -> Viewed:
        # The version first: segments may be newer than it says, never older.
        version = self._folder.version()
        while True:
            generation = self._folder.index.latest_generation()
            try:
                return self._viewed(self._segments(generation), version)
            except FileNotFoundError:
                # A writer that commits deletes the files that are no longer in use.
                if self._folder.index.latest_generation() == generation:
                    raise

    def _segments(self, generation: int) -> list[Segment]:
        """The segments of one generation; those that were open already stay open."""
        files = {file.segment_id(): file for file in self._folder.segments(generation)}
        known = self._data
        self._data = {
            name: known.get(name) or SegmentData(self._folder.path, file)
            for name, file in files.items()
        }
        return [Segment(self._data[name], file.deleted_docs()) for name, file in files.items()]


def _keep_freed_memory() -> None:
    """Make the C library keep the memory of freed arrays for the next ones.

    Of Linux's (glibc): what is larger than any block that was ever freed is taken from the system,
    page by page, and given back each time, which costs a search more than its arithmetic.
    """
    np.empty(_FREED, np.uint8)


def _until(cancelled: Callable[[], bool], items: Iterator[Item]) -> Iterator[Item]:
    """The items. Raises Cancelled before each of them: a full text takes a while."""
    for item in items:
        if cancelled():
            raise Cancelled("the building of the index was stopped")
        yield item
