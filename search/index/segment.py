"""One segment of the index as a space of documents to evaluate a tree over."""

import fnmatch
import re

import numpy as np
from whoosh import query
from whoosh.query import Query
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from search.index import arrayfile
from search.index.analysis import bare, plain
from search.index.codec import ROWS, WORDS
from search.index.collection import Statistics
from search.index.docs import Docs, Mask, both
from search.index.evaluate import Constant, Leaf
from search.index.leaves import PhraseLeaf, TermLeaf, any_of
from search.index.postings import BASE, Field, fields
from search.index.stock import Matched
from search.index.written import Written


class Files:
    """What the files of one segment hold; they never change."""

    def __init__(self, reader: SegmentReader) -> None:
        storage, segment = reader.storage(), reader.segment()
        arrays = arrayfile.read(segment.path(storage, WORDS))
        self.fields = fields(arrays)
        self.written = Written(arrays)
        self.rows = arrayfile.read(segment.path(storage, ROWS))["rows"].astype(np.int64)
        in_order = len(self.rows) > 0 and bool((np.diff(self.rows) == 1).all())
        # First row and the one past the last, where the rows are all those in between.
        self.span = (int(self.rows[0]), int(self.rows[-1]) + 1) if in_order else None


class Segment:
    """The documents of one segment; `rows` gives the store's row of each.

    `size` counts all of them, `count` those that are not deleted.

    `statistics` are those of all segments; whoever makes the segments sets them.
    """

    statistics: Statistics

    def __init__(self, files: Files, whole: Searcher, searcher: Searcher) -> None:
        self._files = files
        self._whole = whole  # a part's statistics are the whole's, which it holds by a weak name
        self._searcher = searcher
        self.rows = files.rows
        self.size = len(files.rows)
        self.written = files.written
        self._live = np.ones(self.size, np.bool_)
        deleted = list(searcher.reader().segment().deleted_docs())
        self._live[deleted] = False
        self.count = self.size - len(deleted)

    def field(self, name: str) -> Field | None:
        """One of its fields, None where it has none of that name."""
        return self._files.fields.get(name)

    def all(self) -> Docs:
        """Every document that is not deleted."""
        return Docs(self.size, mask=self._live)

    def alive(self, docs: Docs) -> Docs:
        """Those of `docs` that are not deleted."""
        return docs if self.count == self.size else both([docs, self.all()])

    def filtered(self, mask: Mask) -> Docs:
        """The documents whose rows `mask` marks; rows past its end are not marked."""
        span = self._files.span
        if span and span[1] <= len(mask):
            return Docs(self.size, mask=mask[slice(*span)])
        if self.size and int(self.rows.max()) < len(mask):
            return Docs(self.size, mask=mask.take(self.rows))
        return Docs(self.size, mask=mask.take(self.rows, mode="clip") & (self.rows < len(mask)))

    def leaf(self, node: Query) -> Leaf:
        """What a leaf with words matches."""
        name = node.field()
        if not isinstance(name, str):
            return Matched(self._searcher, node)
        field = self.field(name)
        if field is None:
            return Constant(Docs.none(self.size))
        match node:
            case query.Term():
                return self._term(field, node.text, node.boost) or Constant(Docs.none(self.size))
            case query.Phrase():
                return self._phrase(field, node)
            case query.Every():
                return self._any(field, [range(len(field.lexicon))], node.boost)
        places = _expanded(field, node)
        if places is None:
            return Matched(self._searcher, node)
        if isinstance(node, query.Prefix) and field.base == BASE:
            # Who types "learnin" is on the way to "learning", whose stem is shorter than that.
            found = map(field.lexicon.find, self.statistics.begun(_folded(node.text)))
            places += [_one(place) for place in found if place is not None]
        return self._any(field, places, node.boost)

    def _term(self, field: Field, text: str | bytes, boost: float) -> TermLeaf | None:
        term = text if isinstance(text, bytes) else text.encode()
        place = field.lexicon.find(term)
        if place is None:
            return None
        idf = np.float32(self.statistics.idf(field.base, term) * boost)
        table = self.statistics.table(field.base)
        return TermLeaf(self.size, field.postings(place), lambda codes: table.take(codes) * idf)

    def _phrase(self, field: Field, node: query.Phrase) -> Leaf:
        terms = [self._term(field, word, 1.0) for word in node.words]
        held = [term for term in terms if term is not None]
        if not held or len(held) < len(terms):
            return Constant(Docs.none(self.size))
        return PhraseLeaf(held, node.slop, node.boost)

    def _any(self, field: Field, places: list[range], boost: float) -> Constant:
        documents = (field.documents(some) for some in places)
        return Constant(any_of(self.size, documents), boost)


def _expanded(field: Field, node: Query) -> list[range] | None:
    """The places of all the terms that a leaf stands for; None for a leaf that Whoosh must answer.

    Every one of them scores the leaf's boost, however rare: Whoosh does so for many terms.
    """
    lexicon = field.lexicon
    match node:
        case query.Prefix():
            return [lexicon.under(_folded(node.text))]
        case query.FuzzyTerm():
            text = _folded(node.text).decode()
            near = lexicon.near(text, int(node.maxdist), node.prefixlength)
            return [_one(place) for place, _ in near]
        case query.Wildcard():
            text = _folded(node.text).decode()
            start = re.split(r"[*?\[]", text)[0].encode()
            return [_one(place) for place in lexicon.fitting(fnmatch.translate(text), start)]
    return None


def _folded(text: str) -> bytes:
    """What a person typed of a term, as the terms are spelled."""
    return bare(plain(text)).encode()


def _one(place: int) -> range:
    return range(place, place + 1)
