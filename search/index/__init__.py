"""The words of every paper: a Whoosh index, derived from the store and disposable."""

import warnings

# Whoosh 2.7.4 warns of its own old spelling when it is compiled, which can be on a person's screen.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import whoosh.index
    import whoosh.qparser  # noqa: F401  compiled here, used elsewhere

from search.index.folder import discard
from search.index.index import Index, IndexBusy
from search.index.matching.hits import Hits, Ranking
from search.index.terms.schema import schema
from search.index.unreadable import IndexDamaged, IndexUnreadable

__all__ = [
    "Hits",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexUnreadable",
    "Ranking",
    "discard",
    "schema",
]
