"""Searching: the query language, the index's words and the store's arrays, brought together."""

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from search.filters import Between, Is
from search.index import Hits, Index, IndexUnreadable, Ranking, schema, set_aside
from search.index.highlight import Highlighter
from search.paths import Paths
from search.query import Parsed, parse
from search.results import Results
from search.store import Store
from search.store.columns import Columns, Counts

if TYPE_CHECKING:
    from whoosh.query import Query

Progress = Callable[[int, int], None]  # so many done, of so many


class Finder:
    """Searches one library's store and index, and keeps the index in step with the store."""

    def __init__(self, store: Store, paths: Paths, new_since: int) -> None:
        self._store = store
        self._folder = paths.index
        self._columns = Columns(
            store.database, cache=paths.cache / "columns.npz", new_since=new_since
        )
        self._schema = schema()
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._index: Index | None = None

    # -- searching ---------------------------------------------------------------------------

    def search(
        self, text: str, within: str, *, typing: bool, cancelled: Callable[[], bool]
    ) -> Results:
        """See Library.search."""
        started = time.perf_counter()
        self._columns.refresh()
        parsed = parse(text, self._schema, date.today(), typing=typing)
        index = self._opened()
        hits = index.search(self._narrowed(parsed.tree, within), self._columns.mask, cancelled)
        ranking = self._in_order(hits, parsed)
        ranking.page(0, 1)  # what took the time is the sorting, and it counts
        took_ms = (time.perf_counter() - started) * 1000
        return Results(parsed, hits, ranking, Highlighter(parsed.tree), took_ms)

    def next_unread(self, results: Results, position: int, direction: int) -> int | None:
        """See Library.next_unread."""
        rows = np.array(results.page(0, len(results)), np.int64)
        self._columns.refresh()
        unread = self._columns.mask(Is("unread"))
        places = np.flatnonzero(unread.take(rows, mode="clip"))
        found = places[places > position] if direction > 0 else places[places < position][::-1]
        return int(found[0]) if found.size else None

    def day_beside(self, day: date, direction: int) -> date | None:
        """See Library.day_beside."""
        self._columns.refresh()
        days = self._columns.values("date")[self._columns.mask(Between("date", None, None))]
        beside = days[days > day.toordinal()] if direction > 0 else days[days < day.toordinal()]
        if not beside.size:
            return None
        return date.fromordinal(int(beside.min() if direction > 0 else beside.max()))

    def counts(self) -> Counts:
        """How many papers there are, and how many in each state."""
        self._columns.refresh()
        return self._columns.counts()

    def refresh(self) -> bool:
        """Take in what was changed since, by whatever program; whether there was anything."""
        return self._columns.refresh()

    def _narrowed(self, tree: "Query", within: str) -> "Query":
        from whoosh.query import And

        if not within:
            return tree
        return And([parse(within, self._schema, date.today()).tree, tree])

    def _in_order(self, hits: Hits, parsed: Parsed) -> Ranking:
        sort = parsed.sort
        if sort is not None and sort.key != "relevance":
            return hits.by_rank(self._columns.ranks(sort.key, reverse=sort.reverse))
        newest = self._columns.ranks("date")
        return hits.by_score(newest) if parsed.worded else hits.by_rank(newest)

    @property
    def new_since(self) -> int:
        """The moment, in ms since 1970, after which a paper that was added is new."""
        return self._columns.new_since

    @new_since.setter
    def new_since(self, moment: int) -> None:
        self._columns.new_since = moment

    # -- the index ---------------------------------------------------------------------------

    @property
    def indexed(self) -> int:
        """How many papers can be found by their words."""
        return self._opened().count

    @property
    def state(self) -> str:
        """How the index stands: "ready", "building" (it lacks something) or "broken"."""
        try:
            version = self._opened().version
        except (IndexUnreadable, OSError):
            return "broken"
        return "ready" if version == self._store.papers.version() else "building"

    def update(self, progress: Progress | None, cancelled: Callable[[], bool]) -> bool:
        """Index what the store has and the index lacks; whether there was anything.

        An index that cannot be read is set aside and built anew. Raises Cancelled, IndexBusy.
        """
        with self._writing:
            index = self._opened()
            index.refresh()
            since, version = index.version, self._store.papers.version()
            if since == version:
                return False
            total = self._store.papers.count_changed(since)
            index.add(
                self._store.papers.changed(since),
                self._store.papers.removed(since),
                version,
                (lambda done: progress(done, total)) if progress else None,
                cancelled,
            )
            self._columns.refresh()
            self._columns.save()
            return True

    def rebuild(self, progress: Progress | None, cancelled: Callable[[], bool]) -> int:
        """Build the index from nothing; how many papers it holds."""
        with self._opening:
            self._index = None
            set_aside(self._folder)
        self.update(progress, cancelled)
        return self.indexed

    def close(self) -> None:
        """Let all files go. No search may be at work."""
        self._columns.close()
        if self._index is not None:
            self._index.close()

    def _opened(self) -> Index:
        """The index, begun anew where it cannot be read: the store has all that it held."""
        with self._opening:
            if self._index is None:
                try:
                    self._index = Index(self._folder, self._store.identity)
                except IndexUnreadable:
                    set_aside(self._folder)
                    self._index = Index(self._folder, self._store.identity)
            return self._index
