"""Collecting a digest: the papers added since a day, for each saved view."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from search.exports.digest import Arrival, Digest, Section
from search.model.entry import Entry
from search.store import Headline, starter
from search.store.views import SavedView
from search.work.results import Results


class Searched(Protocol):
    """What of a Library a digest needs."""

    def search(self, query: str, *, within: str = "") -> Results:
        """See Library.search."""

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """See Library.headlines."""

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """See Library.entries."""


def digest(
    library: Searched, identity: str, views: Sequence[SavedView], since: date, limit: int
) -> Digest:
    """See Library.digest. `identity` is the store's."""
    scope = f"added:{since}.. sort:upvotes"
    if len(library.search(f"source:{starter.SOURCE}")):
        scope += f" -source:{starter.SOURCE}"
    sections: list[Section] = []
    ignored: list[str] = []
    found: set[int] = set()
    asked: list[tuple[str | None, str]] = [(view.name, view.query) for view in views]
    for name, query in asked or [(None, "")]:
        results = library.search(query, within=scope)
        rows = results.page(0, len(results))
        found.update(rows)
        ignored += [f"view {name}: {what}" for what in results.ignored]
        sections.append(
            Section(
                name=name,
                query=query,
                total=len(rows),
                papers=_arrivals(library, rows[:limit]),
                rest=_rest(library, scope, query, rows) if len(rows) > limit else None,
            )
        )
    return Digest(
        since=since,
        library=identity,
        scope=scope,
        arrived=len(library.search(scope)),
        found=len(found),
        sections=tuple(sections),
        ignored=tuple(ignored),
    )


def _arrivals(library: Searched, rows: Sequence[int]) -> tuple[Arrival, ...]:
    entries = {entry.row: entry for entry in library.entries(rows)}
    return tuple(
        Arrival(entries[headline.row], headline.added)
        for headline in library.headlines(rows)
        if headline.row in entries
    )


def _rest(library: Searched, scope: str, query: str, rows: list[int]) -> str | None:
    """One query that finds `rows`; None where `query` is parsed differently behind another."""
    combined = f"{scope} {query}".rstrip()
    results = library.search(combined)
    return combined if results.page(0, len(results)) == rows else None
