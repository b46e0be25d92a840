"""The words of every paper: a Whoosh index, derived from the store and disposable."""

from search.index.folder import discard
from search.index.index import Index
from search.index.matching.hits import Hits, Ranking
from search.index.segmented import IndexBusy
from search.index.terms.schema import schema
from search.index.unreadable import FullTextsDamaged, IndexDamaged, IndexUnreadable

__all__ = [
    "FullTextsDamaged",
    "Hits",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexUnreadable",
    "Ranking",
    "discard",
    "schema",
]
