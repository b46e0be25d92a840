"""Leaves that Whoosh's own matchers answer, one posting at a time, read into arrays."""

import numpy as np
from whoosh.query import Query
from whoosh.searching import Searcher

from search.index.docs import Docs, Ids
from search.index.hits import Scores


class Matched:
    """What a matcher of Whoosh gave for one segment."""

    def __init__(self, searcher: Searcher, node: Query) -> None:
        matcher = node.matcher(searcher)
        ids, scores = [], []
        while matcher.is_active():
            ids.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        self.docs = Docs(searcher.doc_count_all(), ids=np.array(ids, np.int64))
        self._scores = np.array(scores, np.float32)

    def scores(self, ids: Ids) -> Scores:
        """The score of each of `ids`, 0 where the node did not match."""
        every = np.zeros(self.docs.size, np.float32)
        every[self.docs.ids] = self._scores
        return every.take(ids)
