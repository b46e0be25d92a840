"""The library of one person, a method for each thing that it can do, hence long."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TextIO

from search.errors import Cancelled, LibraryError, StoreError, UnknownPaperError, not_cancelled
from search.model.step import MARK
from search.paths import Paths
from search.store import Step, Store
from search.store.connection import WAIT_S
from search.store.interest_words import InterestWords
from search.store.starter.first_papers import StarterPapers
from search.store.views import Views
from search.store.visits import Visits

if TYPE_CHECKING:
    from search.exports.digest import Digest
    from search.model.entry import Entry
    from search.model.outcomes.commands import Added, Exported, Imported, Rebuilt
    from search.model.outcomes.explanation import Reason
    from search.model.outcomes.foryou import Learned
    from search.model.outcomes.status import Status
    from search.model.outcomes.sync import FeedState, Synced
    from search.model.paper import Paper
    from search.sources.live.client import Client
    from search.store.counts import Counts
    from search.store.history.marking import Marking
    from search.store.memory import Remembered
    from search.store.rows.headlines import Headline
    from search.store.statistics import Statistics
    from search.text.clean import Spans
    from search.work.finding import Finder
    from search.work.fulltexts import FullTexts
    from search.work.incoming import syncing
    from search.work.indexing import Progress
    from search.work.results import Results
    from search.work.texts.sentences import FoundIn

_TRIES = 2  # of one source of a full text: there is another one, and somebody waits

Cancelling = Callable[[], bool]


def _back_up_before(paths: Paths, schema: int) -> None:
    from search.store.backups import automatic

    automatic.before_migration(paths, schema)


def now() -> int:
    """This moment, in milliseconds since 1970."""
    return int(time.time() * 1000)


class Library:
    """The papers of one person and what the person did to them, in the folders of `paths`.

    Papers are known by row number, a search gives rows, and `entries` gives the papers in them.
    `with_starter` adds the starter papers to a library that never held a paper, unless there are
    backups of it.
    `index_fault` is why the last papers added could not be indexed; None where they were.
    Raises StoreError where the store cannot be opened. Safe to use from several threads.
    """

    def __init__(self, paths: Paths, *, with_starter: bool = False) -> None:
        self.paths = paths
        self.index_fault: str | None = None
        with suppress(OSError):  # private, whatever makes a folder in it
            paths.cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._store = Store(paths.store, before_migration=partial(_back_up_before, paths))
        self.views = Views(self._store.marks)
        self.interest_words = InterestWords(self._store.marks)
        self.starter = StarterPapers(self._store, self._index_unless)
        self._lock = threading.Lock()
        self._repairs: deque[str] = deque()
        self._opened_finder: Finder | None = None
        try:
            if with_starter and not self.read_only and self.starter.are_due():
                self._begin()
            self.visits = Visits(self._store.memory)
        except BaseException:
            self._store.close()
            raise

    def _begin(self) -> None:
        """Add the starter papers; where there was a library before, say how it comes back."""
        from search.store.backups import automatic

        if backups := automatic.kept(self.paths):
            self._repairs.append(
                f"{self.paths.store} was empty or not there: `broadsheet restore "
                f"{backups[0].file}` restores its newest backup"
            )
        else:
            self.starter.add(now())

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed, and what to do; None where the library can be written."""
        return self._store.database.read_only

    @property
    def fulltexts(self) -> FullTexts:
        """The full texts of the papers, from the cache or fetched."""
        from search.fulltext.cache import Cache  # no start waits for it
        from search.settings.load import load_config
        from search.work.fulltexts import FullTexts

        limit = load_config(self.paths.settings).cache_mb * 2**20
        cache = Cache(self.paths.fulltexts, limit, self._repairs.append)
        connect = partial(self._client, tries=_TRIES)
        return FullTexts(self._store, cache, connect, now, self._index_fulltexts)

    # -- finding and reading -----------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        within: str = "",
        typing: bool = False,
        rebuild: bool = True,
        keeping: Results | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> Results:
        """The papers that `query` finds among those that the query `within` finds.

        Where the index turns out to be damaged, it is rebuilt first. Without `rebuild`, words are
        found again after the next `update_index`, filters at once. See `repairs`.

        `typing`: the last word is still being typed, and is a prefix, too. Any text is a valid
        query: what is not understood is in `Results.ignored`. `keeping` are earlier results of the
        same query: papers that they had and that no longer fit are found, too. Raises Cancelled
        soon after `cancelled()` is true.
        """
        return self._finder.search(
            query, within, typing=typing, rebuild=rebuild, keeping=keeping, cancelled=cancelled
        )

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """What a list shows of each of `rows`, in their order; removed ones are left out."""
        from search.store.rows.headlines import headlines  # no command lists papers

        return headlines(self._store.database, rows)

    def passages(
        self, rows: Sequence[int], results: Results, width: int
    ) -> dict[int, tuple[str, Spans]]:
        """The best passage of each row's abstract or summary as it reads, with its matches.

        Of a paper that was found by its full text it is the sentence there, behind the section's
        title. Empty where `results` are not of words.
        """
        if not results.worded:
            return {}
        from search.text.tex.readable import readable  # no start waits for it

        found: dict[int, tuple[str, Spans]] = {}
        for row, written, _ in self._store.papers.texts(rows):
            inside = self.found_in(row, results, width) if results.is_in_full_text(row) else None
            if inside is not None:
                before = f"{inside.heading}: " if inside.heading else ""
                spans = [(start + len(before), end + len(before)) for start, end in inside.spans]
                found[row] = f"{before}{inside.text}", spans
            elif text := readable(written):
                found[row] = results.passage(text, width, "abstract")
        return found

    def found_authors(self, rows: Sequence[int], results: Results) -> dict[int, str]:
        """The first author of each row by whose name it was found, where there is one."""
        if not results.worded:
            return {}
        return {
            row: author
            for row, _, authors in self._store.papers.texts(rows)
            for author in reversed(authors)
            if results.spans(author, "author")
        }

    def found_in(self, row: int, results: Results, width: int) -> FoundIn | None:
        """Where in its full text the words of a query are that found the paper in `row` by them.

        None where other words of it did, or none. Raises UnknownPaperError.
        """
        if not results.worded or not results.is_in_full_text(row):
            return None
        return self._finder.sentences.best(self._store.papers.paper(row), results, width)

    def export(self, query: str, format: str, stream: TextIO) -> Exported:  # noqa: A002  the command line's word
        """Write the papers that `query` finds, in its order, in one of EXPORT_FORMATS.

        Papers are read a page at a time. Raises LibraryError for another format.
        """
        from search.model.outcomes.commands import Exported

        results = self.search(query)
        written = self.export_rows(results.page(0, len(results)), format, stream)
        return Exported(written, results.ignored)

    def export_rows(self, rows: Sequence[int], format: str, stream: TextIO) -> int:  # noqa: A002  as above
        """Write the papers in `rows`, as `export` does; how many there are."""
        from search.work import exporting

        pages = exporting.pages_of(rows)
        return exporting.export(self._store, pages, format, stream, new_since=self.visits.new_since)

    def with_citation_keys(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same entries with the citation keys of exports."""
        from search.work import exporting

        return exporting.keyed(self._store, entries)

    def digest(
        self,
        since: date | None,
        limit: int,
        *,
        limits: Mapping[str, int] | None = None,
        newest_first: bool = False,
    ) -> Digest:
        """The papers added from the day `since` on, without the starter papers.

        None: since the digest that `digest_sent` was last called with, at first the last 7 days.
        It has a section for each saved view, or else one for all papers, of at most `limit` papers,
        or of what `limits` says for the view of that name:
        the most upvoted first, then the newest, unless the view has a sort order; `newest_first`:
        in any case the last that came first.
        """
        from search.work import digesting

        views = self.views.all()
        return digesting.digest(
            self,
            self._store,
            views,
            since,
            lambda view: (limits or {}).get(view or "", limit),
            date.today(),
            newest_first=newest_first,
        )

    def digest_sent(self, digest: Digest) -> None:
        """Remember that the papers of a digest were sent, so that the next one has those after."""
        from search.work import digesting

        digesting.sent(self._store, digest, date.today())

    def row(self, name: str) -> int:
        """The row of the paper known under an id. Raises UnknownPaperError."""
        return self._store.papers.row(name)

    def entry(self, row: int) -> Entry:
        """The whole paper in `row`. Raises UnknownPaperError."""
        for entry in self.entries([row]):
            return entry
        raise UnknownPaperError(f"no paper in row {row}; it was removed")

    def cites(self, row: int) -> tuple[int, int] | None:
        """How many works a paper cites, and how many of them the library has.

        None where its full text is not cached. Raises UnknownPaperError.
        """
        if not self.paths.fulltexts.is_dir():
            return None  # and nothing is imported for it
        from search.fulltext.cache import Cache
        from search.work.texts.citations import counted

        cache = Cache(self.paths.fulltexts, 0, self._repairs.append)
        return counted(self._store, cache, self._store.papers.paper(row))

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """The whole papers in `rows`, in their order; removed ones are left out."""
        return self._store.entries(rows, new_since=self.visits.new_since)

    def explain(self, query: str, row: int, within: str = "") -> list[Reason]:
        """What adds to the score of a paper that `query` finds; together they are the score."""
        return self._finder.explain(query, row, within)

    def learned(self) -> Learned:
        """What the personal order (`sort:foryou`) has learned from the marks."""
        return self._finder.learned()

    def why(self, row: int, most: int = 3) -> tuple[str, ...]:
        """The words by which a paper is in the personal order, the strongest first.

        As far as a search with `sort:foryou`, or `learned`, has learned it; at most so many.
        """
        return self._finder.why(row, most)

    def liked(self, rows: Sequence[int]) -> set[int]:
        """Those of `rows` that are like the marked papers, as far as `learned` has learned it.

        It is the tenth of the papers without a mark that fits best. Nothing is learned anew.
        """
        return self._finder.liked(rows)

    @property
    def liked_count(self) -> int:
        """How many papers `liked` knows to be like the marked ones."""
        return self._finder.liked_count

    def finish(self, row: int) -> None:
        """Keep that the full text of `row` was read to its end. Raises UnknownPaperError."""
        self._store.papers.paper(row)
        self._store.marks.count_as_finished(row, now())

    def unread(self, query: str) -> int:
        """The number of unread papers that a query finds."""
        return len(self.search("is:unread", within=query))

    def day_beside(self, day: date, direction: int, within: str = "") -> date | None:
        """The nearest day before (-1) or after (1) `day` of which `within` finds papers."""
        return self._finder.day_beside(day, direction, within)

    def next_unread(self, rows: Sequence[int], position: int, direction: int) -> int | None:
        """The nearest position in `rows` of an unread paper after (1) or before (-1) `position`."""
        return self._finder.next_unread(rows, position, direction)

    def counts(self) -> Counts:
        """The number of papers, and of those in each state."""
        return self._finder.counts()

    def status(self) -> Status:
        """Counts of papers, and the state of the index."""
        if self._opened_finder is None:  # nobody has searched yet: the index can stay closed
            from search.work.upkeep.standing import standing

            found = standing(self._store, self.paths, self.visits.new_since)
            if found is not None:
                return found
        return self._finder.status()

    def statistics(self) -> Statistics:
        """Counts of papers over time and by kind, as of today."""
        from search.store.statistics import statistics

        return statistics(self._store.database, date.today())

    # -- marking -----------------------------------------------------------------------------

    def mark(self, rows: Sequence[int], marking: Marking) -> Step | None:
        """Mark all of `rows` in one step of the history; None where that changes nothing.

        Rows whose papers were removed are left out; a single such row raises UnknownPaperError. A
        tag is spelled as in the library already: nlp becomes NLP.
        """
        if len(rows) == 1:
            self._store.papers.paper(rows[0])
        if marking.tag or marking.untag:
            marking = marking.spelled(self._store.marks.tags())
        changes = marking.changes(self._store.papers.existing(rows), now())
        step = self._store.marks.change(changes, MARK, marking.arguments())
        self._look(rows)
        return step

    def count_as_read(self, row: int) -> bool:
        """Mark a paper read because it was open for a while; False where it is read already.

        That is no step of the history: nobody asked for it. It clears no redo, and only a later
        mark takes it back. Raises UnknownPaperError.
        """
        self._store.papers.paper(row)
        self._look([row])
        return self._store.marks.count_as_read(row, now())

    def _look(self, rows: Sequence[int]) -> None:
        """Take in that papers were looked at: what is new stays new until some of it was."""
        self.visits.look(max(self._store.papers.added(rows).values(), default=0))

    def remove(self, rows: Sequence[int]) -> int:
        """Remove papers for good, with their marks and history; how many there were.

        No later sync brings them back, an import or `add_by_id` does.
        """
        from search.work.incoming.removing import remove

        removed = remove(self._store, rows)
        self.update_index()
        return removed

    def tags(self) -> dict[str, int]:
        """Every tag with the number of its papers that are not hidden, the most used first."""
        return self._store.marks.tags()

    def known_values(self, field: str, typed: str) -> list[str]:
        """Tags, authors, keywords or categories that begin with `typed`, the most frequent first.

        `field` is "tag", "author", "keyword" or "cat". Of a name any word may begin so.
        """
        return self._store.known_values(field, typed)

    def undo(self) -> Step | None:
        """Undo the last step of the history; None where there is nothing to undo."""
        return self._indexed(self._store.marks.undo())

    def redo(self) -> Step | None:
        """Redo the last undone step; None where there is nothing to redo."""
        return self._indexed(self._store.marks.redo())

    def split(self, row: int) -> Step:
        """Take the works that a title alone joined in `row` apart, in one step of the history.

        The first keeps the row and the marks. Raises UnknownPaperError, and LibraryError where
        all sources mean one work.
        """
        from search.store.rows import apart

        step = apart.split(self._store, row)
        self.update_index()
        return step

    def join(self, row: int, other: int) -> Step:
        """Make the papers in two rows one, in `row`, with the marks of both, in one step.

        Raises UnknownPaperError, and LibraryError where both are the same row.
        """
        from search.store.rows import apart

        step = apart.join(self._store, row, other)
        self.update_index()
        return step

    # -- adding and indexing -----------------------------------------------------------------

    def add(
        self,
        papers: Iterable[Paper],
        *,
        progress: Callable[[int], None] | None = None,
        indexing: Progress | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> Added:
        """Add papers, or merge each into the paper that it is, and index them.

        They are taken in batches, each in one transaction. `progress` is called with the number of
        papers added so far, `indexing` with the number indexed and the total. Where `cancelled()`
        becomes true, papers that were added stay, and are indexed by the next call. Raises
        StoreError, IndexBusy.
        """
        from search.work.incoming import importing

        done = importing.add(self._store, papers, now(), progress, cancelled)
        self._index_unless(cancelled, indexing)
        return done

    def import_files(
        self,
        paths: Iterable[str],
        *,
        format: str | None = None,  # noqa: A002  the command line's word
        progress: Callable[[int], None] | None = None,
        indexing: Progress | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> Imported:
        """Add the papers of files, folders or "-", as by `add`.

        A file that cannot be read is among the skipped. The marks that papers bring along from
        another library are added to one's own, in one step of the history.
        """
        from search.work.incoming import importing

        started = time.perf_counter()
        done = importing.import_files(self._store, paths, now(), format, progress, cancelled)
        self._index_unless(cancelled, indexing)
        return replace(done, took_s=time.perf_counter() - started)

    def feeds(self) -> tuple[FeedState, ...]:
        """The live feeds of the settings, and when each was last synced."""
        return self._syncer().states()

    def sync(
        self,
        names: Iterable[str] = (),
        *,
        since: date | None = None,
        progress: syncing.Progress | None = None,
        indexing: Progress | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> Synced:
        """Fetch the feeds named, or all of the settings, one after the other, and index the papers.

        A feed that fails has an `error` and does not stop the others; what arrived is kept.
        `since` is the first day to catch up on, where a feed can; by default the day of the last
        sync. `progress` is called with a feed's name and how many of its papers arrived,
        `indexing` as in `add`. Not to be called where an event loop runs.
        Raises Cancelled soon after `cancelled()` is true, SourceError where the environment's
        proxy or certificates cannot be used, StoreError.
        """
        before = self._last_row()
        with self._client(cancelled) as client:
            synced = self._syncer().sync(names, client, now(), since=since, progress=progress)
        self._index_unless(cancelled, indexing)
        if synced.added:
            self.learned()
            liked = self.liked(range(before + 1, self._last_row() + 1))
            synced = replace(synced, liked=len(liked))
        return synced

    def _last_row(self) -> int:
        from search.store.rows.numbers import last_row

        return last_row(self._store.database.connection)

    def add_by_id(
        self,
        names: Iterable[str],
        *,
        indexing: Progress | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> Imported:
        """Fetch papers by arXiv id, DOI or the address of either, and add them.

        One that cannot be had is among the skipped and stops no other. Not to be called where an
        event loop runs. Raises Cancelled, SourceError where the environment's proxy or
        certificates cannot be used, StoreError.
        """
        from search.work.incoming.adding import add_by_id

        started = time.perf_counter()
        done = add_by_id(self._store, names, partial(self._client, cancelled), now())
        self._index_unless(cancelled, indexing)
        return replace(done, took_s=time.perf_counter() - started)

    def update_index(
        self, progress: Progress | None = None, cancelled: Cancelling = not_cancelled
    ) -> bool:
        """Index papers that are not indexed yet; whether more papers can be found now.

        Only needed for the starter papers, and for what another program or a cancelled call left.

        `progress` is called with the number of papers done and the total. Raises Cancelled,
        LibraryError.
        """
        return self._finder.index.update(progress, cancelled)

    def rebuild(
        self, progress: Progress | None = None, cancelled: Cancelling = not_cancelled
    ) -> Rebuilt:
        """Build the index from nothing. Raises Cancelled, LibraryError."""
        from search.model.outcomes.commands import Rebuilt

        started = time.perf_counter()
        papers = self._finder.index.rebuild(progress, cancelled)
        return Rebuilt(papers, time.perf_counter() - started)

    def index_behind(self) -> bool:
        """Whether the index is behind the store; see `update_index`."""
        return self._finder.index.behind

    def check_index(self, cancelled: Cancelling = not_cancelled) -> bool:
        """Check all of the index, so that no search has to; whether it is sound.

        A damaged one is discarded, and rebuilt by the next `update_index`. Raises Cancelled.
        """
        return self._finder.index.check(cancelled)

    def repairs(self) -> list[str]:
        """What was found damaged and is rebuilt, or is gone, a sentence each; each is given once.

        Only files of the cache are rebuilt. All that they hold is in the store; full texts are
        removed, and fetched again when they are asked for.
        """
        found = []
        with suppress(IndexError):  # whatever other threads do
            while True:
                found.append(self._repairs.popleft())
        return found

    def changed_outside(self) -> bool:
        """Whether another program changed the library since it was last looked at."""
        return self._finder.refresh()

    # -- what the program keeps for itself ---------------------------------------------------

    def remember(self, key: str, value: Remembered, *, wait_s: float = WAIT_S) -> None:
        """Save a value for the next runs of the program.

        Raises LibraryError where another program writes for longer than `wait_s` seconds.
        """
        self._store.memory.save(key, value, wait_s)

    def recall(self, key: str) -> Remembered:
        """The value saved under `key`, or None."""
        return self._store.memory[key]

    def back_up_daily(self, largest: int | None = None) -> None:
        """Make the automatic backup of today, if there is none yet; see backups/automatic.py.

        A library of more than `largest` bytes is left out, by default of more than a gigabyte, and
        so is one with nothing but starter papers. Nothing is raised: doctor counts the backups.
        """
        with suppress(LibraryError, OSError):
            if not self.read_only and not self.starter.are_all():
                from search.store.backups import automatic

                automatic.daily(self.paths, largest or automatic.LARGEST)

    def close(self) -> None:
        """Close all files. No other thread may use the library."""
        if self._opened_finder:
            self._opened_finder.index.close()
        self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- inside --------------------------------------------------------------------------------

    def _index_unless(
        self, cancelled: Cancelling = not_cancelled, progress: Progress | None = None
    ) -> None:
        """Index what was added; where the caller cancelled or that fails, the next call does.

        The starter papers make room for what was added.
        """
        self.starter.make_room()
        if cancelled():
            return
        self.index_fault = None
        try:
            self.update_index(progress, cancelled)
        except (Cancelled, StoreError):
            raise
        except LibraryError as error:
            self.index_fault = str(error)

    def _index_fulltexts(self) -> None:
        """Index the full texts that came; where that fails, the next update does."""
        with suppress(LibraryError):
            self._finder.index.update_fulltexts(None, not_cancelled)

    def _indexed(self, step: Step | None) -> Step | None:
        """The step, after the papers that it made or took away were indexed."""
        if step and step.rearranges:
            self.update_index()
        return step

    @property
    def _finder(self) -> Finder:
        """Created at the first search: Whoosh and numpy take a third of a second to import."""
        with self._lock:
            if self._opened_finder is None:
                from search.work.finding import Finder

                self._opened_finder = Finder(
                    self._store, self.paths, self.visits, self._repairs.append
                )
            return self._opened_finder

    def _client(self, cancelled: Cancelling, tries: int = 4) -> Client:
        from search.sources.live.client import Client
        from search.sources.live.exchange import Limits

        return Client(Limits(tries=tries), turns=self.paths.turns, cancelled=cancelled)

    def _syncer(self) -> syncing.Syncer:
        from search.settings.load import load_config
        from search.work.incoming.syncing import Syncer  # ten milliseconds to import

        config = load_config(self.paths.settings)
        return Syncer(self._store, config.feeds, only_new=config.arxiv_lists == "new")
