"""The index of full texts in use: opened, kept in step with their cache, rebuilt where damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from search.index import IndexDamaged, IndexUnreadable, discard
from search.paths import Paths
from search.store import Store

if TYPE_CHECKING:
    from search.fulltext.cache import Cache
    from search.index.fulltext.index import FullTextIndex, TextsView
    from search.work.texts.bringing_up import Progress

_FEW = 3  # full texts that are indexed in this process


class LiveFullTexts:
    """The index of the full texts of one library. Safe to use from several threads.

    There is none, and nothing is opened or made, where no full text is cached.
    """

    def __init__(self, store: Store, paths: Paths, repaired: Callable[[str], object]) -> None:
        self._store = store
        self._paths = paths
        self._repaired = repaired
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._index: FullTextIndex | None = None
        self._in_step: object = None  # the state in which nothing was to be done

    @cached_property
    def cache(self) -> Cache:
        """The cached full texts; imported when somebody asks for one."""
        from search.fulltext.cache import Cache

        return Cache(self._paths.fulltexts, 0, self._repaired)

    def texts(self) -> TextsView | None:
        """The full texts that are indexed; None where there are none, or not yet."""
        index = self._opened(make=False)
        return None if index is None else index.texts()

    @property
    def behind(self) -> bool:
        """Whether full texts are cached that are not indexed, or the other way round."""
        index = self._opened(make=False)
        if index is None and not self._paths.fulltexts.is_dir():
            return False
        from search.work.texts import bringing_up

        state = self.cache.state(), self._store.papers.version(), index and index.view
        if state == self._in_step:  # it is asked after each key
            return False
        if bringing_up.work(self._store, self.cache, index.files() if index else {}):
            return True
        self._in_step = state
        return False

    def update(self, progress: Progress | None, cancelled: Callable[[], bool]) -> bool:
        """Index what is cached, and take out what is not; whether anything was to be done.

        More than a few are indexed in another process. Raises Cancelled, LibraryError, OSError.
        """
        with self._writing:
            try:
                return self._update(progress, cancelled)
            except IndexDamaged as error:  # met by reading or merging
                self.discard(error)
                return self._update(progress, cancelled)

    def _update(self, progress: Progress | None, cancelled: Callable[[], bool]) -> bool:
        index = self._opened(make=False)
        if index is None and not self._paths.fulltexts.is_dir():
            return False
        from search.work import indexing  # which a library without full texts does not need
        from search.work.texts import bringing_up

        if index is not None:
            index.refresh()
        todo = bringing_up.work(self._store, self.cache, index.files() if index else {})
        damaged = [name for name, _ in todo.added.values() if not self.cache.check(name)]
        if damaged:  # and gone
            todo = bringing_up.work(self._store, self.cache, index.files() if index else {})
        if not todo:
            return False
        index = index or self._opened(make=True)
        assert index is not None
        if len(todo.added) > _FEW or index.needs_merge:
            folder, cache = self._paths.fulltext_index, self._paths.fulltexts
            indexing.build(self._store.database.path, folder, progress, cancelled, cache)
            index.refresh()
        else:
            bringing_up.update(self._store, self.cache, index, progress, cancelled)
        return True

    def check(self, cancelled: Callable[[], bool]) -> bool:
        """Check all of it; whether it is sound. A damaged one is discarded. Raises Cancelled."""
        try:
            index = self._opened(make=False)
            if index is not None:
                index.check(cancelled)
        except IndexUnreadable as error:
            self.discard(error)
            return False
        return True

    def discard(self, error: IndexUnreadable | None = None) -> None:
        """Discard the index; it is rebuilt by the next update."""
        with self._opening:
            self._index = None
            with suppress(OSError):
                discard(self._paths.fulltext_index)
        if error is not None:
            self._repaired(f"The index of full texts is rebuilt from their cache: {error}.")

    def close(self) -> None:
        """Close all files. No search may be running."""
        if self._index is not None:
            self._index.close()

    def _opened(self, *, make: bool) -> FullTextIndex | None:
        """The index; a damaged one is discarded. Raises IndexUnreadable where none can be made."""
        try:
            return self._open(make=make)
        except IndexUnreadable as error:
            self.discard(error)
        return self._open(make=make)

    def _open(self, *, make: bool) -> FullTextIndex | None:
        with self._opening:
            if self._index is None and (make or self._paths.fulltext_index.is_dir()):
                from search.index.fulltext.index import FullTextIndex

                self._index = FullTextIndex(self._paths.fulltext_index, self._store.identity)
            return self._index
