"""Collecting a digest: the papers added since a day or the last mail, for each saved view."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from search.exports.digest import Arrival, Digest, Section
from search.model.entry import Entry
from search.model.outcomes.foryou import Learned
from search.sources.json_values import count, values
from search.sources.json_values import day as parsed_day
from search.store import Store, starter
from search.store.rows.headlines import Headline
from search.store.views import SavedView
from search.work.incoming import news
from search.work.results import Results

_TITLES = 500  # papers of a view that are given by title, past those that are given whole
_FOR_YOU, _ALL = "For you", "All"  # sections; the first is of the papers like the marked ones
_SENT = "digest.sent"  # the last mail: the day, and the highest row number then
_Limit = Callable[[str | None], int]  # papers of the view of a name, or of all papers
_AT_FIRST = timedelta(days=6)  # before today: what the first mail has


class Searched(Protocol):
    """What of a Library a digest needs."""

    def search(self, query: str, *, within: str = "") -> Results:
        """See Library.search."""

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """See Library.headlines."""

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """See Library.entries."""

    def learned(self) -> Learned:
        """See Library.learned."""

    def liked(self, rows: Sequence[int]) -> set[int]:
        """See Library.liked."""


def digest(
    library: Searched,
    store: Store,
    views: Sequence[SavedView],
    since: date | None,
    limit: _Limit,
    today: date,
    *,
    newest_first: bool,
) -> Digest:
    """See Library.digest."""
    again = news.relisted(store)

    def new(rows: list[int]) -> list[int]:
        found = [row for row in rows if row not in again]
        return sorted(found, reverse=True) if newest_first else found  # as they were stored

    if since:
        return _collected(library, store, views, since, since, limit, new)
    sent = values(store.memory[_SENT])
    when, last = parsed_day(sent.get("day")), count(sent.get("row")) or 0
    if when is None:
        since = today - _AT_FIRST
        return _collected(library, store, views, since, since, limit, new)
    # Rows are numbered in the order in which papers are stored. An import that began before the
    # last mail may have ended after it: its papers bear the day when it began.
    first = when.first - timedelta(days=1)
    return _collected(
        library, store, views, when.first, first, limit,
        lambda rows: [row for row in new(rows) if row > last],
    )  # fmt: skip


def sent(store: Store, digest: Digest, today: date) -> None:
    """See Library.digest_sent."""
    known = values(store.memory[_SENT])
    row = max(count(known.get("row")) or 0, digest.last_row)
    store.memory[_SENT] = {"day": str(today), "row": row}


def _collected(
    library: Searched,
    store: Store,
    views: Sequence[SavedView],
    since: date,
    first: date,
    limit: _Limit,
    wanted: Callable[[list[int]], list[int]],
) -> Digest:
    """The digest of the papers added from the day `first` on of which `wanted` leaves the rows."""
    scope = f"added:{first}.. sort:upvotes"
    if len(library.search(f"source:{starter.SOURCE}")):
        scope += f" -source:{starter.SOURCE}"
    sections: list[Section] = []
    ignored: list[str] = []
    found: set[int] = set()
    revised = news.revised(store)
    asked: list[tuple[str | None, str]] = [(view.name, view.query) for view in views]
    if library.learned().profiles:
        asked = [(_FOR_YOU, "sort:foryou"), *(asked or [(_ALL, "")])]
    for name, query in asked or [(None, "")]:
        results = library.search(query, within=scope)
        rows = wanted(results.page(0, len(results)))
        if name == _FOR_YOU:
            liked = library.liked(rows)
            rows = [row for row in rows if row in liked]
        found.update(rows)
        ignored += [f"view {name}: {what}" for what in results.ignored]
        sections.append(
            Section(
                name=name,
                query=query,
                total=len(rows),
                papers=_arrivals(library, rows[: limit(name)], revised),
                rest=_rest(library, scope, query, rows) if len(rows) > limit(name) else None,
                titles=tuple(library.entries(rows[limit(name) : limit(name) + _TITLES])),
            )
        )
    arrived = library.search(scope)
    rows = wanted(arrived.page(0, len(arrived)))
    return Digest(
        since=since,
        library=store.identity,
        scope=scope,
        arrived=len(rows),
        found=len(found),
        sections=tuple(sections),
        ignored=tuple(ignored),
        last_row=max(rows, default=0),
    )


def _arrivals(
    library: Searched, rows: Sequence[int], revised: Mapping[int, int]
) -> tuple[Arrival, ...]:
    entries = {entry.row: entry for entry in library.entries(rows)}
    return tuple(
        Arrival(entries[headline.row], headline.added, revised.get(headline.row, 0))
        for headline in library.headlines(rows)
        if headline.row in entries
    )


def _rest(library: Searched, scope: str, query: str, rows: list[int]) -> str | None:
    """One query that finds `rows`; None where `query` is parsed differently behind another."""
    combined = f"{scope} {query}".rstrip()
    results = library.search(combined)
    return combined if results.page(0, len(results)) == rows else None
