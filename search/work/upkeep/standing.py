"""How the library stands, found without opening the index. Loads no numpy and no Whoosh."""

from contextlib import suppress

from search.files import index_state
from search.model.outcomes.status import Status
from search.paths import Paths
from search.store import HIDDEN, SCHEMA, Store
from search.store.counts import Counts, counts


def standing(store: Store, paths: Paths, new_since: int) -> Status | None:
    """The counts of papers and what the index says of itself; None where it says nothing.

    Its words are not looked at: a search checks what it reads, `broadsheet doctor` all.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        index = index_state.read(paths.index, store.identity)
        state = "ready" if index.version == store.papers.version() else "building"
        found = counts(store.database, new_since)
        return status(found, store, indexed=index.documents, state=state)
    return None


def status(found: Counts, store: Store, *, indexed: int, state: str) -> Status:
    """The status of a library with these counts and an index in this state."""
    return Status(
        papers=found.papers,
        unread=found.unread,
        bookmarked=found.bookmarked,
        new=found.new,
        with_code=found.with_code,
        hidden=store.marks.count(HIDDEN),
        indexed=indexed,
        sources=store.papers.sources(),
        index=state,
        schema=SCHEMA,
    )
