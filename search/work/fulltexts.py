"""Whole papers of the library: from the cache, else from the network, references matched."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from search.errors import Cancelled, LibraryError
from search.fulltext import references
from search.fulltext.cache import Cache
from search.fulltext.document import Document
from search.fulltext.fetch import OfflineError, Wanted, fetch
from search.model.outcomes import FullTextsFetched, Missing
from search.model.paper import Paper
from search.sources.live import Client, Validators
from search.store import Store

Progress = Callable[[int, int], None]  # papers done, and all


class FullTexts:
    """The full texts of the papers of a store, kept in a cache."""

    def __init__(self, store: Store, cache: Cache) -> None:
        self._store = store
        self.cache = cache

    def cached(self, row: int) -> Document | None:
        """The paper's text from the cache, its references matched; None where it is not there."""
        document = self.cache.load(self._store.papers.paper(row).id)
        return document and self.matched(document)

    def get(self, row: int, client: Callable[[], Client], moment: int) -> Document:
        """The paper's text, fetched where it is not cached. Raises Cancelled, LibraryError."""
        if (found := self.cached(row)) is not None:
            return found
        paper = self._store.papers.paper(row)
        with client() as opened:
            self._fetch(opened, paper, moment)
        if (found := self.cached(row)) is None:
            raise LibraryError(f"the full text of {paper.id} was not kept; try again")
        return found

    def fetch(
        self,
        rows: Sequence[int],
        client: Callable[[], Client],
        moment: int,
        *,
        refresh: bool,
        progress: Progress | None,
    ) -> FullTextsFetched:
        """See Library.fetch_fulltext. `moment` is now, in ms since 1970."""
        started = time.perf_counter()
        papers = [paper for _, paper in self._store.papers.papers(rows)]
        wanted = [paper for paper in papers if refresh or not self._is_current(paper)]
        counts = {"fetched": 0, "cached": len(papers) - len(wanted)}
        missing: list[Missing] = []
        report = progress or (lambda _done, _all: None)
        report(counts["cached"], len(papers))
        if wanted:
            with client() as opened:
                offline: str | None = None
                for number, paper in enumerate(wanted, len(papers) - len(wanted) + 1):
                    try:
                        if offline:  # nobody is asked in vain for each of a hundred papers
                            raise OfflineError(offline)
                        is_new = self._fetch(opened, paper, moment)
                        counts["fetched" if is_new else "cached"] += 1
                    except Cancelled:
                        raise
                    except LibraryError as error:
                        offline = str(error) if isinstance(error, OfflineError) else None
                        missing.append(Missing(paper.id, str(error)))
                    report(number, len(papers))
        took_s = time.perf_counter() - started
        return FullTextsFetched(**counts, missing=tuple(missing), took_s=took_s)

    def save(self, row: int, document: Document, moment: int) -> None:
        """Keep a text that came from elsewhere, such as a file."""
        paper = self._store.papers.paper(row)
        self.cache.save(paper.id, document, moment, "", Validators())

    def matched(self, document: Document) -> Document:
        """The document with the library's papers in its references."""
        wanted = {name for each in document.references for name in references.names(each)}
        rows = self._store.papers.named(wanted)
        papers = dict(self._store.papers.papers(set(rows.values())))
        by_name = {name: papers[row] for name, row in rows.items() if row in papers}
        return replace(document, references=references.matched(document.references, by_name))

    def clear(self, rows: Sequence[int] | None) -> int:
        """Remove papers from the cache, or all; how many there were."""
        if rows is None:
            return self.cache.remove(each.id for each in self.cache.all())
        return self.cache.remove(paper.id for _, paper in self._store.papers.papers(rows))

    def _is_current(self, paper: Paper) -> bool:
        known = self.cache.find(paper.id)
        return known is not None and known.is_current

    def _fetch(self, client: Client, paper: Paper, moment: int) -> bool:
        """Fetch a paper's text into the cache; whether it is a new one."""
        kept = self.cache.find(paper.id)

        def known(address: str) -> Validators | None:
            is_kept = kept is not None and kept.is_current and kept.address == address
            return kept.validators if kept is not None and is_kept else None

        found = fetch(client, Wanted(paper.title, paper.arxiv, paper.pdf), known)
        if found is None:
            return False
        self.cache.save(paper.id, found.document, moment, found.address, found.validators)
        return True
