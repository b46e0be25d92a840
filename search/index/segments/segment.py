"""One segment of the index as a space of documents to evaluate a query tree over."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.query import Query

from search.files.arrayfile import ArrayFile
from search.index.matching.evaluate import Constant, Space
from search.index.matching.leaves import (
    Leaf,
    PhraseLeaf,
    TermLeaf,
    WordLeaf,
    any_of,
    with_given_name,
)
from search.index.matching.sequences import Sequences
from search.index.ranking import weights
from search.index.ranking.collection import Statistics
from search.index.segments.codec import ROWS, WORDS
from search.index.segments.codec import Segment as SegmentFile
from search.index.segments.docs import Docs, Ids, Mask, intersection
from search.index.segments.kept import Kept
from search.index.segments.positions import BODY
from search.index.segments.postings import BASE, Field, Postings, fields
from search.index.segments.titles import Titles
from search.index.terms.analysis import bare, plain
from search.model.queries import Initialed, PhrasePrefix, Spellings

_ROOM = 1 << 19  # documents of words and of expansions that are kept, each with 16 bytes

_KEPT = 64  # queries of which it is kept what the papers that were asked for last gain
Gains = tuple[NDArray[np.float32], NDArray[np.float32]]


class SegmentData:
    """What the files of one segment hold; they never change. Raises OSError, ValueError."""

    def __init__(self, folder: Path, segment: SegmentFile) -> None:
        self._words = ArrayFile(segment.path(folder, WORDS))
        self._rows = ArrayFile(segment.path(folder, ROWS))
        self.rows = self._rows.array("rows", np.uint32).astype(np.int64)
        self.fields = fields(self._words, len(self.rows))
        self.titles = Titles(self._words)
        in_order = len(self.rows) > 0 and bool((np.diff(self.rows) == 1).all())
        # First row and the one past the last, where the rows are all those in between.
        self.span = (int(self.rows[0]), int(self.rows[-1]) + 1) if in_order else None

    def check_all(self, cancelled: Callable[[], bool]) -> None:
        """Check all of the files, read or not. Raises Cancelled."""
        self._rows.check_all(cancelled)
        self._words.check_all(cancelled)


class Segment(Space):
    """The documents of one segment; `rows` gives the store's row of each.

    `size` counts all of them, `count` those that are not deleted.

    `statistics` are those of all segments; whoever makes the segments sets them. `sequences`
    counts terms side by side.
    """

    statistics: Statistics

    def __init__(self, data: SegmentData, deleted: Iterable[int]) -> None:
        self._data = data
        self.rows = data.rows
        self.size = len(data.rows)
        self.titles = data.titles
        self._live = np.ones(self.size, np.bool_)
        self._live[list(deleted)] = False
        self.count = int(np.count_nonzero(self._live))
        self._nothing = Constant(Docs.none(self.size))
        self.sequences = Sequences(self._postings)
        self._gains: dict[Hashable, tuple[Ids, Gains]] = {}
        self._words: Kept[WordLeaf] = Kept(_ROOM)
        self._expansions: Kept[Docs] = Kept(_ROOM)

    def field(self, name: str) -> Field | None:
        """One of its fields, None where it has none of that name."""
        return self._data.fields.get(name)

    def rows_of(self, ids: Ids) -> NDArray[np.int64]:
        """The row of each of `ids`; another array than theirs."""
        span = self._data.span
        return ids + span[0] if span else self.rows.take(ids)

    def all(self) -> Docs:
        """Every document that is not deleted."""
        return Docs(self.size, mask=self._live)

    def live(self, docs: Docs) -> Docs:
        """Those of `docs` that are not deleted."""
        return docs if self.count == self.size else intersection([docs, self.all()])

    def filtered(self, mask: Mask) -> Docs:
        """The documents whose rows `mask` marks; rows past its end are not marked."""
        span = self._data.span
        if span and span[1] <= len(mask):
            return Docs(self.size, mask=mask[slice(*span)])
        if self.size and int(self.rows.max()) < len(mask):
            return Docs(self.size, mask=mask.take(self.rows))
        return Docs(self.size, mask=mask.take(self.rows, mode="clip") & (self.rows < len(mask)))

    def leaf(self, node: Query) -> Leaf:
        """What a leaf with words matches. Raises TypeError for a leaf of another kind.

        Whatever a prefix or a fuzzy term is expanded to scores its boost, however rare: Whoosh
        scores many terms so.
        """
        field = self.field(node.field())
        if field is None:
            return self._nothing
        match node:
            case query.Term():
                return self._term(field, node.text, node.boost) or self._nothing
            case PhrasePrefix():
                return self._phrase_prefix(field, node) or self._nothing
            case Initialed():
                return Constant(self.initialed(node.letter, node.words[0]), node.boost)
            case query.Phrase():
                return self._phrase(field, node.words, node.slop, node.boost) or self._nothing
            case query.Prefix() | query.FuzzyTerm():
                return Constant(self._expanded(field, node), node.boost)
        raise TypeError(f"{node!r} is not a leaf of the query language")

    def initialed(self, letter: str, family: str) -> Docs:
        """The documents of authors whose given name begins with a letter."""
        field = self.field("author")
        term = self._term(field, family, 1.0) if field is not None else None
        if field is None or term is None:
            return self._nothing.docs
        given = field.lexicon.with_prefix(letter.encode())
        return self._expansions.get(
            ("initialed", letter, family),
            lambda: with_given_name(term.docs, term.postings, field.all_postings(given)),
        )

    def word(self, node: Spellings) -> WordLeaf | None:
        """What a word in all its spellings matches; None where one of them is not whole."""
        key: list[Hashable] = [node.boost]
        for part in node.subqueries:
            if type(part) is query.Term:
                key += ["term", part.fieldname, part.text, part.boost]
            elif type(part) is query.Phrase:
                key += ["phrase", part.fieldname, *part.words, part.slop, part.boost]
            else:
                return None

        def made() -> WordLeaf:
            return WordLeaf(self.size, list(map(self.leaf, node.subqueries)), node.boost)

        return self._words.get(tuple(key), made)

    def term(self, text: str) -> TermLeaf | None:
        """The documents with a term in any part of a paper; None where there are none."""
        field = self.field(BASE)
        return self._term(field, text, 1.0) if field is not None else None

    def _postings(self, term: str) -> Postings | None:
        leaf = self.term(term)
        return None if leaf is None else leaf.postings

    def has_in_title(self, form: str, ids: Ids) -> Mask:
        """Which of `ids` (ascending) have a word in their title in this form."""
        field = self.field(BASE)
        if field is None or field.forms is None:
            return np.zeros(len(ids), np.bool_)
        return field.forms.in_title(form.encode(), ids)

    def has_other_word_in_title(self, word: str, stem: str, ids: Ids) -> Mask:
        """Which of `ids` (ascending) have in their title another word with the stem of `word`.

        So has laying, for lai; the stem itself and plurals are no other words.
        """
        field = self.field(BASE)
        place = field.lexicon.find(stem.encode()) if field is not None else None
        same = {f"{one}{end}" for one in (word, stem) for end in ("", "s", "es")}
        mask = np.zeros(len(ids), np.bool_)
        if field is not None and field.forms is not None and place is not None:
            for form in field.forms.of_stem(place):
                if form.decode() not in same:
                    mask |= field.forms.in_title(form, ids)
        return mask

    def places_in_title(self, words: Iterable[tuple[str, ...]], ids: Ids) -> NDArray[np.uint64]:
        """Where each word, by any of its terms, stands first in the title of each of `ids`.

        A row for each word, a column for each of `ids` (ascending); BODY where it is not there.
        """
        return np.array([self.sequences.first(terms, BODY, ids) for terms in words])

    def gains(self, key: Hashable, ids: Ids, make: Callable[[], Gains]) -> Gains:
        """What `ids` gain by the words of a query, made where others were asked for last."""
        known = self._gains.get(key)
        if known is None or not (known[0] is ids or np.array_equal(known[0], ids)):
            if len(self._gains) >= _KEPT:
                self._gains.clear()
            known = self._gains[key] = ids, make()
        return known[1]

    def _term(self, field: Field, text: str | bytes, boost: float) -> TermLeaf | None:
        term = text if isinstance(text, bytes) else text.encode()
        place = field.lexicon.find(term)
        if place is None:
            return None
        idf = self.statistics.idf(field.base, term)
        return TermLeaf(field.postings(place), weights.factor(idf) * boost)

    def _expanded(self, field: Field, node: query.Prefix | query.FuzzyTerm) -> Docs:
        """The documents of all terms that a node stands for."""
        text = _folded(node.text)
        if isinstance(node, query.Prefix):
            return self._beginning(field, text)

        def near() -> Docs:
            terms = field.lexicon.near(text, int(node.maxdist), node.prefixlength)
            documents = (field.documents(range(place, place + 1)) for place, _ in terms)
            return any_of(self.size, documents)

        key = (node.fieldname, text, node.maxdist, node.prefixlength)
        return self._expansions.get(key, near)

    def _beginning(self, field: Field, prefix: str) -> Docs:
        """The documents in which a word begins with a prefix."""
        return self._expansions.get(
            (field.name, prefix),
            lambda: any_of(self.size, field.prefix_documents(prefix.encode())),
        )

    def _phrase(
        self,
        field: Field,
        words: Sequence[str],
        slop: int,
        boost: float,
        growing: Sequence[Postings] = (),
    ) -> PhraseLeaf | None:
        terms = [self._term(field, word, 1.0) for word in words]
        known = [term for term in terms if term is not None]
        if not known or len(known) < len(terms):
            return None
        return PhraseLeaf(known, slop, boost, growing)

    def _phrase_prefix(self, field: Field, node: PhrasePrefix) -> PhraseLeaf | None:
        prefix = _folded(node.prefix)
        growing = field.prefix_postings(prefix)
        leaf = self._phrase(field, node.words, 1, node.boost, growing) if growing else None
        if leaf is not None:
            leaf.docs = intersection([leaf.docs, self._beginning(field, prefix)])
        return leaf


def _folded(text: str) -> str:
    """What a person typed, folded as the terms are."""
    return bare(plain(text))
