"""The index of a library in use: opened, kept in step with the store, rebuilt where damaged."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from search.errors import LibraryError
from search.index import Index, IndexDamaged, IndexUnreadable, discard
from search.paths import Paths
from search.store import Store
from search.store.columns.columns import Columns
from search.store.visits import Visits
from search.work.texts.live import LiveFullTexts

if TYPE_CHECKING:
    from search.work.indexing import Progress

_LEAST_BYTES = 500  # of a paper in the index
_FEW = 200  # papers that are indexed in this process


class LiveIndex:
    """The index of one library and the store's columns. Safe to use from several threads.

    `repaired` is called with a sentence for all that is found damaged and is rebuilt.
    """

    def __init__(
        self, store: Store, paths: Paths, visits: Visits, repaired: Callable[[str], object]
    ) -> None:
        self._store = store
        self._repaired = repaired
        self._folder = paths.index
        self._visits = visits
        self._columns = Columns(store.database, cache=paths.columns, repaired=repaired)
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._index: Index | None = None
        self._unusable: str | None = None  # why there is no index in the cache folder
        self._substitute: TemporaryDirectory[str] | None = None
        self.fulltexts = LiveFullTexts(store, paths, repaired)

    @property
    def columns(self) -> Columns:
        """The store's columns, with the visit that tells which papers are new."""
        self._columns.new_since = self._visits.new_since
        return self._columns

    def opened(self) -> Index:
        """The index; an empty one where it cannot be read, since the store has all that it held."""
        with self._opening:
            if self._index is None:
                try:
                    self._index = Index(self._folder, self._store.identity)
                except IndexUnreadable as error:
                    self._index = self._started_anew(error)
            return self._index

    @property
    def indexed(self) -> int:
        """How many papers can be found by their words."""
        return self.opened().count

    @property
    def state(self) -> str:
        """The state of the index: "ready", "building" (incomplete) or "broken"."""
        try:
            version = self.opened().version
        except (IndexUnreadable, OSError):
            return "broken"
        if self._unusable:
            return "broken"
        return "ready" if version == self._store.papers.version() else "building"

    @property
    def behind(self) -> bool:
        """Whether the index is behind the store."""
        if self._unusable is not None:
            return False
        return self.opened().version != self._store.papers.version() or self.fulltexts.behind

    def update(self, progress: Progress | None, cancelled: Callable[[], bool]) -> bool:
        """Index what the store has and the index lacks; whether more can be found now.

        More than a few papers are indexed, and many segments merged, in another process. An index
        that cannot be read is set aside and rebuilt. Raises Cancelled, LibraryError.
        """
        with self._writing:
            before = self.opened().version
            index = self._refreshed()
            if self._unusable:
                raise IndexUnreadable(self._unusable)
            try:
                more = self._update(index, progress, cancelled)
            except OSError as error:
                raise self._not_updated(error.strerror or str(error)) from error
            except IndexDamaged as error:  # met by merging
                self.discard(index, error)
                more = self._update(self.opened(), progress, cancelled)
            more |= self.update_fulltexts(progress, cancelled)
            return more or self.opened().version != before  # or another program has indexed it

    def update_fulltexts(self, progress: Progress | None, cancelled: Callable[[], bool]) -> bool:
        """Index the full texts that are cached, and take out others; whether there were any.

        Raises Cancelled, LibraryError.
        """
        try:
            return self.fulltexts.update(progress, cancelled)
        except OSError as error:
            raise self._not_updated(error.strerror or str(error)) from error

    def _update(
        self, index: Index, progress: Progress | None, cancelled: Callable[[], bool]
    ) -> bool:
        if index.version == self._store.papers.version():
            self._save_columns()
            return False
        from search.work import indexing  # most searches find nothing to index

        changed = self._store.papers.count_changed(index.version)
        self._ensure_room(changed)
        if changed > _FEW or index.needs_merge:
            indexing.build(self._store.database.path, self._folder, progress, cancelled)
            index.refresh()
        else:
            indexing.update(self._store, index, progress, cancelled)
        self.columns.refresh()
        self._save_columns()
        return True

    def _ensure_room(self, papers: int) -> None:
        """Raise LibraryError where the words of so many papers surely do not fit on the disk."""
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError:
            return  # whatever is wrong shows as the index is written
        if free < papers * _LEAST_BYTES:
            raise self._not_updated(f"{free / 2**20:.1f} MB are free")

    def _not_updated(self, reason: str) -> LibraryError:
        return LibraryError(
            f"the index in {self._folder} cannot be updated ({reason}): words find only what was "
            "indexed before; check free space and permissions"
        )

    def _save_columns(self) -> None:
        with suppress(OSError):  # a cache
            self.columns.save()

    def _refreshed(self) -> Index:
        index = self.opened()
        try:
            index.refresh()
        except IndexUnreadable as error:
            self.discard(index, error)
        return self.opened()

    def check(self, cancelled: Callable[[], bool]) -> bool:
        """See Library.check_index."""
        index = self.opened()
        try:
            index.check(cancelled)
        except IndexUnreadable as error:
            self.discard(index, error)
            return False
        return self.fulltexts.check(cancelled)

    def rebuild(self, progress: Progress | None, cancelled: Callable[[], bool]) -> int:
        """Build the index from nothing; how many papers it holds."""
        with self._opening:
            self._index = None
            discard(self._folder)
        self.fulltexts.discard()
        self.update(progress, cancelled)
        return self.indexed

    def discard(self, index: Index, error: IndexUnreadable) -> None:
        """Discard the index, unless another thread has done so."""
        with self._opening:
            if self._index is index:
                self._index = None
                with suppress(OSError):  # `opened` does without it
                    discard(self._folder)
                self._repaired(_rebuilt(error))

    def close(self) -> None:
        """Close all files. No search may be running."""
        self.columns.close()
        self.fulltexts.close()
        if self._index is not None:
            self._index.close()
        if self._substitute is not None:
            self._substitute.cleanup()

    def _started_anew(self, unreadable: IndexUnreadable) -> Index:
        """An empty index; in a temporary folder where the cache folder cannot be used."""
        try:
            discard(self._folder)
            index = Index(self._folder, self._store.identity)
        except (IndexUnreadable, OSError) as error:
            cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
            reason = cause.strerror if isinstance(cause, OSError) else str(error)
            self._unusable = (
                f"the index in {self._folder} cannot be used ({reason}): words find nothing; "
                "check free space and permissions"
            )
        else:
            self._repaired(_rebuilt(unreadable))
            return index
        try:
            self._substitute = TemporaryDirectory(prefix="broadsheet-")
        except OSError as error:
            raise IndexUnreadable(self._unusable) from error
        return Index(Path(self._substitute.name) / "index", self._store.identity)


def _rebuilt(error: IndexUnreadable) -> str:
    return f"The search index is rebuilt from the library: {error}."
