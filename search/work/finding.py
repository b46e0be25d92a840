"""Searching, over the index and the store's arrays; long, with a method for each question."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from whoosh.query import And, Every, Not, NullQuery, Query

from search.errors import not_cancelled
from search.index import FullTextsDamaged, Hits, Index, IndexUnreadable, Ranking, schema
from search.index.highlight import Highlighter, asks_full_text
from search.index.matching.hits import Scores
from search.index.ranking.weights import FULL_TEXT
from search.model.filters import Between, InRows, Is
from search.model.outcomes.explanation import Reason
from search.paths import Paths
from search.query import parse
from search.store import Store
from search.store.columns.columns import Columns
from search.store.columns.moment import Mask
from search.store.counts import Counts
from search.store.visits import Visits
from search.work.acronyms import is_acronym
from search.work.live_index import LiveIndex
from search.work.question import HIDDEN, Question
from search.work.referring import meant
from search.work.results import Part, Results
from search.work.texts.citations import Citations
from search.work.texts.expansion import Expansion

if TYPE_CHECKING:
    from search.index.fulltext.index import TextsView
    from search.model.outcomes.foryou import Learned
    from search.model.outcomes.status import Status
    from search.work.foryou import ForYou
    from search.work.texts.sentences import Sentences


class Finder:
    """Searches one library's store and index. `repaired` is as in LiveIndex."""

    def __init__(
        self, store: Store, paths: Paths, visits: Visits, repaired: Callable[[str], object]
    ) -> None:
        self._store = store
        self.index = LiveIndex(store, paths, visits, repaired)
        self._citations = Citations(store, self.index.fulltexts)
        self._schema = schema()
        self._lock = threading.Lock()
        self._opened_foryou: ForYou | None = None
        self._opened_sentences: Sentences | None = None

    def search(
        self,
        text: str,
        within: str,
        *,
        typing: bool,
        rebuild: bool,
        keeping: Results | None,
        cancelled: Callable[[], bool],
    ) -> Results:
        """See Library.search."""
        index = self.index.opened()
        try:
            return self._search(index, text, within, typing, keeping, cancelled)
        except IndexUnreadable as error:
            self._discard(index, error)
        if rebuild:
            self.index.update(None, cancelled)
        return self._search(self.index.opened(), text, within, typing, keeping, cancelled)

    def _search(
        self,
        index: Index,
        text: str,
        within: str,
        typing: bool,
        keeping: Results | None,
        cancelled: Callable[[], bool],
    ) -> Results:
        started = time.perf_counter()
        self._columns.refresh()
        query = self._query(index, text, typing=typing)
        typing = query.typing
        scope = self._query(index, within) if within else None
        if scope:
            query = query.within(scope)
        likeness = self._expansion(index)
        tree = likeness.expand(query.tree)
        query.beyond = not likeness.words  # the words of another paper are not asked for
        missing = self._missing(query.named)
        if missing:
            tree = NullQuery  # an id is no word
            fetches = "" if missing.startswith("t-") else f"; `broadsheet add {missing}` fetches it"
            query.ignored = (f"{missing}: no paper has this id{fetches}",)
        query.worded |= bool(likeness.words)
        hits = self._hits(index, tree, query, cancelled)
        if not hits.total and not missing and (other := meant(self._store, text)):
            instead = self._query(index, other)
            if scope:
                instead = instead.within(scope)
            found = self._hits(index, instead.tree, instead, cancelled)
            if found.total:
                query, tree, hits = instead, instead.tree, found
                query.remarks = (f"Searched for {other}",)
        # Not `keeping` itself: each result would keep alive the one before it.
        keeps, seen_partial = keeping is not None, None
        if keeping is not None:
            hits = keeping.kept_in(hits, self._columns.mask(Every()))
            seen_partial = keeping.seen_partial
        if query.goes_on and hits.total:
            query.remarks += (f"No paper has {query.goes_on}: these have words that begin so",)
        ranking = self._ranking(hits, query)
        ranking.page(0, 1)  # sorting is part of the time that is reported
        suggestion = query.correction
        in_part, only_word = query, None
        # A word that is found while it is typed is on its way to others.
        if not (suggestion or missing or (typing and hits.total)) and query.worded:
            suggestion = index.suggest(query.typed, text, found=hits.total > 0)
            if suggestion:
                respelled = self._query(index, suggestion)
                in_part = respelled.within(scope) if scope else respelled
                if not hits.total and in_part.partial is None and respelled.plain != query.plain:
                    only_word = suggestion.strip()
        return Results(
            text=text,
            ignored=(*query.ignored, *likeness.unknown),
            hits=hits,
            ranking=ranking,
            highlighters=partial(Highlighter, tree) if query.worded else None,
            asks_full_text=asks_full_text(tree),
            took_ms=(time.perf_counter() - started) * 1000,
            did_you_mean=suggestion,
            missing=missing,
            likeness=likeness.words,
            afield=self._foryou.afield if query.sort and query.sort.key == "foryou" else (),
            remarks=query.remarks,
            partial=lambda: self._partial(
                index, in_part, only_word, tree, hits, keeps, seen_partial, cancelled
            ),
        )

    def _query(self, index: Index, text: str, *, typing: bool = False) -> Question:
        """The query `text`. While it is typed, its last word is also the beginning of others.

        So it is afterwards where no paper has the word itself.
        """
        today = date.today()
        parsed = parse(text, self._schema, today, typing=typing)
        if not typing and parsed.last is not None:
            word = index.with_spellings(parsed.last, text)
            if not self._has(index, word):
                half_typed = parse(text, self._schema, today, typing=True)
                question = Question(half_typed, index, typing=True)
                leaf = next(parsed.last.leaves())
                is_negated = text[: leaf.startchar].rstrip().endswith(("-", "NOT"))
                if question.named is None and not is_negated:
                    question.goes_on = text[leaf.startchar : leaf.endchar]
                return question
        question = Question(parsed, index, typing=typing)
        if is_acronym(question.plain, index, self._store):
            question.emphasis = question.emphasis._replace(acronym=True)
        return question

    def _has(self, index: Index, word: Query) -> bool:
        """Whether any paper has a word, if only in its full text."""
        if len(index.search(word, self._mask).rows):
            return True
        texts = self._texts
        return texts is not None and index.beyond(word, self._mask, not_cancelled, texts).total > 0

    def _missing(self, name: str | None) -> str | None:
        """`name`, where no paper is known under it."""
        return None if name is None or self._store.papers.named([name]) else name

    def _partial(
        self,
        index: Index,
        query: Question,
        respelled: str | None,
        tree: Query,
        complete: Hits,
        keeps: bool,
        seen: Part | None,
        cancelled: Callable[[], bool],
    ) -> Part | None:
        """The papers with some of the plain words but not all, which are `complete`.

        `query` has misspelled words as they are suggested, so that papers with those count. What
        all of it finds is taken where it is `respelled` as that, and has only one plain word.
        Among them are those that have the missing words in their full texts. `keeps`: of an earlier
        result the papers stay, and of the part of it that was `seen`.
        """
        try:
            beyond = self._beyond(index, query, tree, cancelled)
            some = query.tree if respelled else query.partial
            if some is None and not beyond.total:
                return None
            hits = beyond
            if some is not None:
                fewer = And([some, Not(tree)])
                hits = self._hits(index, fewer, query, cancelled)
                hits = hits.with_more(beyond, FULL_TEXT) if beyond.total else hits
            if keeps:
                others = self._columns.mask(Every()).copy()
                others[complete.rows[complete.rows < len(others)]] = False
                hits = hits.only(others)
                if seen is not None:
                    hits = seen.kept_in(hits, others)
            ranking = hits.by_score(self._columns.ranks("date"))
            return Part(hits, ranking, beyond, respelled)
        except IndexUnreadable as error:
            self._discard(index, error)
            return None

    def _beyond(
        self, index: Index, query: Question, tree: Query, cancelled: Callable[[], bool]
    ) -> Hits:
        """The papers that have words of the query in their full texts alone."""
        texts = self._texts
        if texts is None or not query.beyond:
            return Hits(np.zeros(0, np.int64))
        try:
            found = index.beyond(tree, self._mask, cancelled, texts)
        except FullTextsDamaged as error:  # the rest of the answer needs none
            self._discard(index, error)
            return Hits(np.zeros(0, np.int64))
        return self._shown(index, found, query)

    def _hits(
        self, index: Index, tree: Query, query: Question, cancelled: Callable[[], bool]
    ) -> Hits:
        found = index.search(tree, self._mask, cancelled, query.emphasis, self._texts)
        return self._shown(index, found, query)

    def _shown(self, index: Index, found: Hits, query: Question) -> Hits:
        """Those of the hits that are not hidden, unless the query asks for hidden ones."""
        hits = found if query.asks_hidden else found.only(~self._columns.mask(HIDDEN))

        def scores() -> Scores:  # asked for later, where the order needs none
            try:
                return hits.scores
            except IndexUnreadable as error:
                self._discard(index, error)
                raise

        return Hits(hits.rows, scores)

    def next_unread(self, rows: Sequence[int], position: int, direction: int) -> int | None:
        """See Library.next_unread."""
        self._columns.refresh()
        unread = self._columns.mask(Is("unread"))  # none that were removed
        places = np.flatnonzero(unread.take(np.array(rows, np.int64), mode="clip"))
        found = places[places > position] if direction > 0 else places[places < position][::-1]
        return int(found[0]) if found.size else None

    def day_beside(self, day: date, direction: int, within: str) -> date | None:
        """See Library.day_beside."""
        self._columns.refresh()
        columns = self._columns.frozen()
        first, last = columns.values("date"), columns.values("date_last")
        known = columns.mask(Between("date", None, None)) & (first == last)
        if within:
            found = self.search(
                within, "", typing=True, rebuild=False, keeping=None, cancelled=not_cancelled
            )
            rows = np.array(found.page(0, len(found)), np.int64)
            rows = rows[rows < len(known)]
            days = first[rows][known[rows]]
        else:
            days = first[known]
        beside = days[days > day.toordinal()] if direction > 0 else days[days < day.toordinal()]
        if not beside.size:
            return None
        return date.fromordinal(int(beside.min() if direction > 0 else beside.max()))

    def counts(self) -> Counts:
        """How many papers there are, and how many in each state."""
        self._columns.refresh()
        return self._columns.counts()

    def status(self) -> Status:
        """See Library.status."""
        from search.work.upkeep.standing import status

        counts, state = self.counts(), self.index.state
        indexed = self.index.indexed if state != "broken" else 0
        return status(counts, self._store, indexed=indexed, state=state)

    def refresh(self) -> bool:
        """Read what any program changed since; whether there was anything."""
        return self._columns.refresh()

    def explain(self, text: str, row: int, within: str) -> list[Reason]:
        """See Library.explain."""
        self._columns.refresh()
        index = self.index.opened()
        query = self._query(index, text)
        if within:
            query = query.within(self._query(index, within))
        tree = self._expansion(index).expand(query.tree)
        reasons = index.explain(tree, query.emphasis, row, self._mask, self._texts)
        if reasons:
            return reasons
        if query.partial is not None:
            reasons = index.explain(query.partial, query.emphasis, row, self._mask, self._texts)
        weight = FULL_TEXT if query.partial is not None else 1.0
        if inside := self._beyond(index, query, tree, not_cancelled).score(row) * weight:
            how = f"{weight} of the best section's score" if weight != 1 else ""
            reasons.append(Reason("full text", inside, how))
        return reasons

    @property
    def sentences(self) -> Sentences:
        """What finds sentences in the cached full texts; imported at the first one."""
        with self._lock:
            if self._opened_sentences is None:
                from search.work.texts.sentences import Sentences

                self._opened_sentences = Sentences(self.index.fulltexts.cache)
            return self._opened_sentences

    @property
    def _foryou(self) -> ForYou:
        """The personal order; imported when somebody asks for it."""
        with self._lock:
            if self._opened_foryou is None:
                from search.work.foryou import ForYou

                self._opened_foryou = ForYou(self._store, lambda: self._columns)
            return self._opened_foryou

    def learned(self) -> Learned:
        """See Library.learned."""
        self._columns.refresh()
        return self._foryou.learned(self.index.opened())

    def why(self, row: int, most: int) -> tuple[str, ...]:
        """See Library.why."""
        return self._foryou.why(self.index.opened(), row, most)

    def liked(self, rows: Sequence[int]) -> set[int]:
        """See Library.liked."""
        return self._opened_foryou.liked(rows) if self._opened_foryou else set()

    @property
    def liked_count(self) -> int:
        """See Library.liked_count."""
        return self._opened_foryou.liked_count if self._opened_foryou else 0

    def _ranking(self, hits: Hits, query: Question) -> Ranking:
        sort = query.sort
        if sort is not None and sort.key == "foryou":
            ranks = self._foryou.ranks(self.index.opened(), reverse=sort.reverse)
            if ranks is None:
                from search.work.foryou import too_few

                query.remarks += (too_few(self._foryou.marks),)
                ranks = self._columns.ranks("date")
            return hits.by_rank(ranks)
        if sort is not None and sort.key != "relevance":
            return hits.by_rank(self._columns.ranks(sort.key, reverse=sort.reverse))
        newest = self._columns.ranks("date")
        if not query.worded:
            return hits.by_rank(newest)
        return hits.by_score(newest, reverse=sort is not None and sort.reverse)

    def _expansion(self, index: Index) -> Expansion:
        return Expansion(self._store, index, self._citations)

    def _discard(self, index: Index, error: IndexUnreadable) -> None:
        if isinstance(error, FullTextsDamaged):
            self.index.fulltexts.discard(error)
        else:
            self.index.discard(index, error)

    def _mask(self, node: Query) -> Mask:
        """The rows that a leaf of search.model.filters marks."""
        if isinstance(node, InRows):
            marked = np.zeros(len(self._columns.mask(Every())), np.bool_)
            rows = np.array(node.rows, np.int64)
            marked[rows[rows < len(marked)]] = True
            return marked
        return self._columns.mask(node)

    @property
    def _texts(self) -> TextsView | None:
        return self.index.fulltexts.texts()

    @property
    def _columns(self) -> Columns:
        return self.index.columns
