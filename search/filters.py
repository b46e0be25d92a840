"""Leaves of the query tree that no word answers: what the store knows about a row.

The index evaluates the whole tree, words and these alike; it gets these as boolean arrays
by row number from `search.store.columns`.
"""

from dataclasses import dataclass

from whoosh.query import Query


@dataclass(frozen=True)
class Between(Query):  # type: ignore[misc]  # Whoosh has no types
    """A number or day of the paper within bounds, both included; None leaves a side open.

    `column` is one of "date" (listed, else published), "published", "listed" (days since
    0001-01-01, as date.toordinal), "upvotes", "stars". A paper without the value never matches.
    """

    column: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Is(Query):  # type: ignore[misc]  # Whoosh has no types
    """A state: "unread", "read", "bookmarked", "new" or "tagged"."""

    state: str


@dataclass(frozen=True)
class Has(Query):  # type: ignore[misc]  # Whoosh has no types
    """What a paper has: "code", "abstract", "note", "pdf" or "project"."""

    what: str


@dataclass(frozen=True)
class Tagged(Query):  # type: ignore[misc]  # Whoosh has no types
    """Papers that bear the tag `name` (case folded); with a trailing "*", any that starts so."""

    name: str


@dataclass(frozen=True)
class Noted(Query):  # type: ignore[misc]  # Whoosh has no types
    """Papers whose note holds `words` (a word or phrase, case folded, at a word's start)."""

    words: str


@dataclass(frozen=True)
class Named(Query):  # type: ignore[misc]  # Whoosh has no types
    """The paper known under an id: arXiv id, "doi:..." or "t-..."."""

    id: str
