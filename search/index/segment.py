"""One segment of the index as a space of documents to evaluate a tree over."""

import numpy as np
from whoosh.query import Query
from whoosh.searching import Searcher

from search.index.docs import Docs, Mask
from search.index.stock import Matched


class Segment:
    """The documents of one segment; `rows` gives the store's row of each."""

    def __init__(self, whole: Searcher, searcher: Searcher) -> None:
        self._whole = whole  # a part's statistics are the whole's, which it holds by a weak name
        self._searcher = searcher
        reader = searcher.reader()
        self.size: int = reader.doc_count_all()
        self.rows = np.array(list(reader.column_reader("row")) if self.size else [], np.int64)
        self._live = np.array([not reader.is_deleted(doc) for doc in range(self.size)], np.bool_)

    @property
    def count(self) -> int:
        """How many documents are not deleted."""
        return int(np.count_nonzero(self._live))

    def all(self) -> Docs:
        """Every document that is not deleted."""
        return Docs(self.size, mask=self._live)

    def filtered(self, mask: Mask) -> Docs:
        """The documents whose rows `mask` marks; rows past its end are not marked."""
        return Docs(self.size, mask=mask.take(self.rows, mode="clip") & (self.rows < len(mask)))

    def leaf(self, node: Query) -> Matched:
        """What a leaf with words matches."""
        return Matched(self._searcher, node)
