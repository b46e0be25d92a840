"""The one object that the screen and the command line hold: a person's library of papers."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TextIO

from search.errors import UnknownPaperError
from search.model.entry import Entry
from search.model.outcomes import Exported, Found, Imported, Rebuilt, Status
from search.model.step import MARK
from search.model.synced import FeedState, Synced
from search.paths import Paths
from search.store import (
    SCHEMA,
    Headline,
    Statistics,
    Step,
    Store,
    entries,
    first_papers,
    headlines,
    starter,
    statistics,
)  # fmt: skip
from search.store.counts import Counts
from search.store.marking import Marking
from search.store.memory import Remembered
from search.store.views import Views
from search.text import links
from search.text.clean import Spans
from search.work.results import Results

if TYPE_CHECKING:
    from search.exports.digest import Digest
    from search.work import syncing
    from search.work.finding import Finder, Progress

_ID = re.compile(r"t-[0-9a-f]{12}|doi:10\..+")
_SNIPPET = 200  # characters of a passage on the command line
_PAGE = 500  # papers held at a time

Cancelling = Callable[[], bool]


def never() -> bool:
    """The answer of a caller who does not cancel."""
    return False


def _silent(_done: int) -> None:
    """The progress that nobody wants to hear."""


def now() -> int:
    """This moment, in milliseconds since 1970."""
    return int(time.time() * 1000)


class Library:
    """Everything that one person imported and did, in the folders of `paths`.

    `with_starter`: a library that never held a paper begins with the starter papers.
    Raises StoreError where the store cannot be opened. Safe to use from several threads.
    """

    def __init__(self, paths: Paths, *, with_starter: bool = True) -> None:
        self.paths = paths
        self._store = Store(paths.store)
        self.views = Views(self._store.marks)
        self._lock = threading.Lock()
        self._opened_finder: Finder | None = None
        try:
            if with_starter:
                first_papers.begin(self._store, now())
            self.new_since = self._moment("new_since")
        except BaseException:
            self._store.close()
            raise

    # -- finding and reading -----------------------------------------------------------------

    def search(
        self, query: str, *, within: str = "", typing: bool = False, cancelled: Cancelling = never
    ) -> Results:
        """The papers that `query` finds among those that the query `within` finds.

        `typing`: the last word is still being typed, and finds what begins with it too.
        Never fails on what a person types. Raises Cancelled soon after `cancelled()` is true.
        """
        return self._finder.search(query, within, typing=typing, cancelled=cancelled)

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """What a list shows of each of `rows`, in their order; removed ones are left out."""
        return headlines(self._store.database, rows)

    def passages(
        self, rows: Sequence[int], results: Results, width: int
    ) -> dict[int, tuple[str, Spans]]:
        """The best passage of each row's abstract or summary, with its matches.

        Empty where `results` are not of words.
        """
        if not results.worded:
            return {}
        papers = self._store.papers.papers(rows)
        texts = ((row, paper.abstract or paper.summary) for row, paper in papers)
        return {row: results.passage(text, width) for row, text in texts if text}

    def found(self, results: Results, offset: int, limit: int) -> list[Found]:
        """A page of results, each paper whole, with its score and best passage."""
        rows = results.page(offset, limit)
        found = {entry.row: entry for entry in self.entries(rows)}
        passages = self.passages(rows, results, _SNIPPET)
        return [
            Found(
                found[row],
                results.score(row),
                _starred(*passages[row]) if row in passages else None,
            )
            for row in rows
            if row in found
        ]

    def export(self, query: str, format: str, stream: TextIO) -> Exported:  # noqa: A002  the command line's word
        """Write all that `query` finds, in its order, in one of EXPORT_FORMATS.

        Holds no more than a page of papers at a time. Raises LibraryError for another format.
        """
        from search.exports import write

        results = self.search(query)

        def pages() -> Iterator[Entry]:
            for start in range(0, len(results), _PAGE):
                rows = results.page(start, _PAGE)
                found = {entry.row: entry for entry in self.entries(rows)}
                yield from (found[row] for row in rows if row in found)

        return Exported(write(pages(), format, stream), results.ignored)

    def digest(self, since: date, limit: int) -> "Digest":
        """What came into the library from the day `since` on, without the starter papers.

        A section for each saved view, else one for everything, of at most `limit` papers: the most
        upvoted first, then the newest, where the view asks for no other order.
        """
        from search.work import digesting

        return digesting.digest(self, self._store.identity, self.views.all(), since, limit)

    def is_id(self, name: str) -> bool:
        """Whether `name` has the form of an id, so that it is no query."""
        return name == links.arxiv_id(name) or bool(_ID.fullmatch(name))

    def row(self, name: str) -> int:
        """The row of the paper known under an id. Raises UnknownPaperError."""
        return self._store.papers.row(name)

    def entry(self, row: int) -> Entry:
        """The whole paper in `row`. Raises UnknownPaperError."""
        for entry in self.entries([row]):
            return entry
        raise UnknownPaperError(f"no paper in row {row}; it was removed")

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """The whole papers in `rows`, by row number; removed ones are left out."""
        store = self._store
        return entries(store.papers, store.marks, rows, new_since=self.new_since)

    def unread(self, query: str) -> int:
        """How many unread papers a query finds."""
        return len(self.search("is:unread", within=query))

    def day_beside(self, day: date, direction: int) -> date | None:
        """The nearest day before (-1) or after (1) `day` of which there are papers."""
        return self._finder.day_beside(day, direction)

    def next_unread(self, results: Results, position: int, direction: int) -> int | None:
        """The nearest position of an unread paper after (1) or before (-1) `position`."""
        return self._finder.next_unread(results, position, direction)

    def counts(self) -> Counts:
        """How many papers there are, and how many of them in each state."""
        return self._finder.counts()

    def status(self) -> Status:
        """The library in numbers."""
        counts, state = self._finder.counts(), self._finder.state
        return Status(
            papers=counts.papers,
            unread=counts.unread,
            bookmarked=counts.bookmarked,
            new=counts.new,
            with_code=counts.with_code,
            indexed=self._finder.indexed if state != "broken" else 0,
            sources=self._store.papers.sources(),
            index=state,
            schema=SCHEMA,
        )

    def statistics(self) -> Statistics:
        """The library over time and by kind, as of today."""
        return statistics(self._store.database, date.today())

    # -- marking -----------------------------------------------------------------------------

    def mark(self, rows: Sequence[int], marking: Marking) -> Step | None:
        """Mark all of `rows` in one step of the history; None where that changes nothing.

        Rows whose papers are gone meanwhile are left out; where there was only one, it raises
        UnknownPaperError. A tag takes the spelling in which the library has it already: nlp is NLP.
        """
        if len(rows) == 1:
            self._store.papers.paper(rows[0])
        marking = marking.spelled(self._store.marks.tags())
        changes = marking.changes(self._store.papers.existing(rows), now())
        return self._store.marks.change(changes, MARK, marking.arguments())

    def tags(self) -> dict[str, int]:
        """Every tag in use, with how many papers bear it, the most used first."""
        return self._store.marks.tags()

    def undo(self) -> Step | None:
        """Take back the last step of the history; None where nothing is left."""
        return self._store.marks.undo()

    def redo(self) -> Step | None:
        """Make again what was undone last; None where nothing is left."""
        return self._store.marks.redo()

    # -- importing ---------------------------------------------------------------------------

    def import_files(
        self,
        paths: Iterable[str],
        *,
        format: str | None = None,  # noqa: A002  the command line's word
        progress: Callable[[int], None] | None = None,
        cancelled: Cancelling = never,
    ) -> Imported:
        """Read files, folders or "-" into the store; what was read is kept, come what may.

        A file that cannot be read is among the skipped. The marks that papers bring along from
        another library are added to one's own, in one step of the history. `progress` hears how
        many papers were read so far. The index is not touched: see `update_index`.
        """
        from search.work import importing

        return importing.import_files(
            self._store, paths, now(), format, progress or _silent, cancelled
        )

    def feeds(self) -> tuple[FeedState, ...]:
        """The live feeds of the settings, and when each was last synced."""
        return self._syncer().states()

    def sync(
        self,
        names: Iterable[str] = (),
        *,
        since: date | None = None,
        progress: "syncing.Progress | None" = None,
        cancelled: Cancelling = never,
    ) -> Synced:
        """Fetch the feeds named, or all of the settings, into the store, one after the other.

        What fails in one feed is told there and does not stop the others; what arrived is kept.
        `since` is the first day to catch up on, where a feed can; without it, the day of the last
        sync. `progress` hears a feed's name and how many of its papers came. The index is not
        touched: see `update_index`. Not to be called where an event loop runs.
        Raises Cancelled soon after `cancelled()` is true, SourceError where the environment's
        proxy or certificates cannot be used, StoreError.
        """
        from search.sources.live import Client

        with Client(cancelled=cancelled) as client:
            return self._syncer().sync(names, client, now(), since=since, progress=progress)

    def update_index(
        self, progress: "Progress | None" = None, cancelled: Cancelling = never
    ) -> bool:
        """Index what the store has and the index lacks; whether there was anything.

        `progress` hears how many papers of how many are done. Raises Cancelled, LibraryError.
        """
        return self._finder.update(progress, cancelled)

    def rebuild(self, progress: "Progress | None" = None, cancelled: Cancelling = never) -> Rebuilt:
        """Build the index from nothing. Raises Cancelled, LibraryError."""
        started = time.perf_counter()
        papers = self._finder.rebuild(progress, cancelled)
        return Rebuilt(papers, time.perf_counter() - started)

    def index_behind(self) -> bool:
        """Whether there are papers whose words cannot be found yet; see `update_index`."""
        return self._finder.behind

    def changed_outside(self) -> bool:
        """Whether another program changed the library since it was last looked at."""
        return self._finder.refresh()

    def has_only_starter(self) -> bool:
        """Whether every paper is one of those that the library began with."""
        return self._store.papers.all_from(starter.SOURCE)

    def remove_starter(self) -> tuple[int, int]:
        """Take the starter papers out for good; how many went, and how many stay.

        Those that bear a bookmark, a tag or a note stay; so do those that another source told of,
        without the name of the starter.
        """
        return first_papers.remove(self._store)

    # -- what the program remembers ------------------------------------------------------------

    def remember(self, key: str, value: Remembered) -> None:
        """Keep a value from one run to the next."""
        self._store.memory[key] = value

    def recall(self, key: str) -> Remembered:
        """The value kept under `key`, or None."""
        return self._store.memory[key]

    def open_reader(self) -> None:
        """From now on, new is what arrived since the reader was opened the time before."""
        self.new_since = self._moment("opened")
        self.remember("new_since", self.new_since)
        self.remember("opened", now())
        if self._opened_finder:
            self._opened_finder.new_since = self.new_since

    def close_reader(self) -> None:
        """From now on, new is what arrives after the reader was opened."""
        self.remember("new_since", self._moment("opened"))

    def close(self) -> None:
        """Close all files. No thread may be at work."""
        if self._opened_finder:
            self._opened_finder.close()
        self._store.close()

    # -- inside --------------------------------------------------------------------------------

    @property
    def _finder(self) -> "Finder":
        """Opened at the first search: Whoosh and numpy cost a third of a second to import."""
        with self._lock:
            if self._opened_finder is None:
                from search.work.finding import Finder

                self._opened_finder = Finder(self._store, self.paths, self.new_since)
            return self._opened_finder

    def _syncer(self) -> "syncing.Syncer":
        from search.settings.load import load
        from search.work.syncing import Syncer  # ten milliseconds at every start

        return Syncer(self._store, load(self.paths.settings).feeds)

    def _moment(self, key: str) -> int:
        value = self.recall(key)
        return value if isinstance(value, int) else 0


def _starred(text: str, spans: Spans) -> str:
    """`text` with each span between `**`."""
    for start, end in reversed(spans):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text
