"""Whole papers of the library: from the cache, else from the network, references matched."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from search.errors import Cancelled, LibraryError, not_cancelled
from search.fulltext.cache import Cache
from search.fulltext.cached_file import Cached
from search.fulltext.document import Document
from search.fulltext.fetch import OfflineError, Wanted, fetch
from search.model.outcomes.commands import FullTextsFetched, Missing
from search.model.paper import Paper
from search.sources.live.client import Client
from search.sources.live.feed_state import Validators
from search.store import Store
from search.store.memory import Remembered
from search.work.texts.citations import in_library
from search.work.texts.cited import References, references

_MISSED = "fulltext.missed"
_MISSED_MS = 7 * 24 * 3600 * 1000

Progress = Callable[[int, int], None]  # papers done, and all


Cancelling = Callable[[], bool]
Connect = Callable[[Cancelling], Client]


class FullTexts:
    """The full texts of the papers of a store, kept in a cache.

    `connect` makes the client that fetches, `now` gives this moment in ms since 1970, and `changed`
    is called whenever the cache has other texts, so that they are indexed. The references of each
    text name the library's papers.
    """

    def __init__(
        self,
        store: Store,
        cache: Cache,
        connect: Connect,
        now: Callable[[], int],
        changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._cache = cache
        self._connect = connect
        self._now = now
        self._changed = changed

    def cached(self, row: int, *, with_papers: bool = True) -> Document | None:
        """The full text of the paper in `row` from the cache; None where it is not there.

        Without `with_papers`, its references name no papers of the library, which takes half of
        the time. Raises UnknownPaperError.
        """
        document = self._cache.load(self._name(self._store.papers.paper(row)))
        return self.matched(document) if document and with_papers else document

    def matched(self, document: Document) -> Document:
        """The document with the library's papers in its references."""
        return replace(document, references=in_library(self._store, document.references))

    def get(self, row: int, *, cancelled: Cancelling = not_cancelled) -> Document:
        """The full text of the paper in `row`, from the cache, else fetched and kept there.

        Not to be called where an event loop runs, unless it is cached. Raises UnknownPaperError,
        Cancelled, LibraryError.
        """
        if (found := self.cached(row)) is not None:
            return found
        paper = self._store.papers.paper(row)
        with self._connect(cancelled) as client:
            self._fetch(client, paper, self._now())
        self._changed()
        if (found := self.cached(row)) is None:
            raise LibraryError(f"the full text of {paper.id} was not kept; try again")
        return found

    def refresh(self, row: int, *, cancelled: Cancelling = not_cancelled) -> bool:
        """Fetch the text of the paper in `row` where it changed; whether there is a new one.

        What is cached stays until another text is there. Not to be called where an event loop
        runs. Raises UnknownPaperError, Cancelled, LibraryError.
        """
        paper = self._store.papers.paper(row)
        with self._connect(cancelled) as client:
            is_new = self._fetch(client, paper, self._now())
        if is_new:
            self._changed()
        return is_new

    def fetch(
        self,
        rows: Sequence[int],
        *,
        refresh: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelling = not_cancelled,
    ) -> FullTextsFetched:
        """Fetch full texts into the cache, one after the other; a missing one stops no other.

        Cached ones are asked for again only where `refresh` is set, and sent only where they
        changed. `progress` is called with the number of papers done and the total. Not to be
        called where an event loop runs. Raises Cancelled, SourceError.
        """
        started = time.perf_counter()
        papers = [paper for _, paper in self._store.papers.papers(rows)]
        wanted = [paper for paper in papers if refresh or not self._is_current(paper)]
        counts = {"fetched": 0, "cached": len(papers) - len(wanted)}
        missing: list[Missing] = []
        report = progress or (lambda _done, _all: None)
        report(counts["cached"], len(papers))
        if wanted:
            moment = self._now()
            try:
                with self._connect(cancelled) as client:
                    offline: str | None = None
                    for number, paper in enumerate(wanted, len(papers) - len(wanted) + 1):
                        try:
                            if offline:  # nobody is asked in vain for each of a hundred papers
                                raise OfflineError(offline)
                            is_new = self._fetch(client, paper, moment)
                            counts["fetched" if is_new else "cached"] += 1
                        except Cancelled:
                            raise
                        except LibraryError as error:
                            offline = str(error) if isinstance(error, OfflineError) else None
                            if offline is None:
                                self._miss(paper.id)
                            missing.append(Missing(paper.id, str(error)))
                        report(number, len(papers))
            finally:
                if counts["fetched"]:
                    self._changed()
        took_s = time.perf_counter() - started
        return FullTextsFetched(**counts, missing=tuple(missing), took_s=took_s)

    def wanted(self, rows: Sequence[int]) -> list[int]:
        """Those of `rows` whose full text is to be fetched: it is not cached.

        One that no source had is asked for again after a week.
        """
        missed, now = self._missed(), self._now()
        return [
            row
            for row, paper in self._store.papers.papers(rows)
            if self._cache.find(self._name(paper)) is None
            and now - missed.get(paper.id, 0) > _MISSED_MS
        ]

    def references(self, rows: Sequence[int]) -> References:
        """What the papers in `rows` cite, as far as their full texts are cached."""
        return references(self._store, self._cache, rows)

    def read_file(self, path: str) -> Document:
        """The full text in a file: a saved page of arXiv's, Markdown or a PDF.

        Raises LibraryError.
        """
        from search.fulltext.reading.files import read_file

        return self.matched(read_file(path))

    def save(self, row: int, document: Document) -> None:
        """Keep `document` in the cache as the full text of the paper in `row`.

        Raises UnknownPaperError.
        """
        paper = self._store.papers.paper(row)
        self._cache.save(self._name(paper), document, self._now(), "", Validators())
        self._changed()

    def all(self) -> list[Cached]:
        """The full texts in the cache, the latest fetched first."""
        return self._cache.all()

    def clear(self, rows: Sequence[int] | None = None) -> int:
        """Remove full texts from the cache, or all of them; how many were removed."""
        if rows is None:
            removed = self._cache.remove(each.id for each in self._cache.all())
        else:
            papers = (paper for _, paper in self._store.papers.papers(rows))
            removed = self._cache.remove(name for paper in papers for name in paper.identities)
        if removed:
            self._changed()
        return removed

    def _name(self, paper: Paper) -> str:
        """The id under which a paper is cached: the one that it had when it was fetched."""
        return self._cache.known_as(paper.identities) or paper.id

    def _missed(self) -> dict[str, int]:
        """When no source had the text of a paper, by its id, in ms since 1970."""
        found = self._store.memory[_MISSED]
        known = found.items() if isinstance(found, dict) else ()
        return {name: moment for name, moment in known if isinstance(moment, int)}

    def _miss(self, paper: str) -> None:
        now = self._now()
        missed: dict[str, Remembered] = {
            name: moment for name, moment in self._missed().items() if now - moment <= _MISSED_MS
        }
        self._store.memory[_MISSED] = missed | {paper: now}

    def _is_current(self, paper: Paper) -> bool:
        name = self._name(paper)
        known = self._cache.find(name)
        return known is not None and known.is_current and self._cache.check(name)

    def _fetch(self, client: Client, paper: Paper, moment: int) -> bool:
        """Fetch a paper's text into the cache; whether it is a new one."""
        name = self._name(paper)
        kept = self._cache.find(name) if self._cache.check(name) else None

        def known(address: str) -> Validators | None:
            is_kept = kept is not None and kept.is_current and kept.address == address
            return kept.validators if kept is not None and is_kept else None

        found = fetch(client, Wanted(paper.title, paper.arxiv, paper.pdf), known)
        if found is None:
            return False
        self._cache.save(name, found.document, moment, found.address, found.validators)
        return True
