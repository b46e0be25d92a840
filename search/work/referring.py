"""Finding the paper that a pasted reference means, where its words together find nothing."""

from search.fulltext.document import Reference
from search.fulltext.references import names
from search.store import Store

_FEWEST_WORDS = 6


def referred(store: Store, text: str) -> str | None:
    """The id of the paper whose whole title stands in the reference `text`; None without one."""
    if len(text.split()) < _FEWEST_WORDS:
        return None
    possible = list(names(Reference("", None, text)))
    rows = store.papers.named(possible)
    row = next((rows[name] for name in possible if name in rows), None)
    return None if row is None else next((each.id for _, each in store.papers.papers([row])), None)
