"""The results of a search, page by page."""

from collections.abc import Callable, Collection
from copy import copy
from functools import cache, cached_property
from typing import TYPE_CHECKING

from search.text.clean import Spans

if TYPE_CHECKING:  # they import Whoosh and numpy
    from search.index import Hits, Ranking
    from search.index.highlight import Highlighter
    from search.store.columns.moment import Mask


class Part:
    """Papers in order, with their scores. A picture of one moment, as Results are.

    `beyond` are those that have words of the query only in their full texts. `respelled`: the query
    that found them, where it is not the one that was asked.
    """

    def __init__(
        self,
        hits: "Hits",
        ranking: "Ranking",
        beyond: "Hits | None" = None,
        respelled: str | None = None,
    ) -> None:
        self.respelled = respelled
        self._hits = hits
        self._beyond = beyond
        self._ranking = ranking

    def __len__(self) -> int:
        return len(self._ranking)

    def page(self, offset: int, limit: int) -> list[int]:
        """The row numbers from `offset` on, at most `limit`."""
        return self._ranking.page(offset, limit)

    def position(self, row: int) -> int | None:
        """The position of a row; None where it is not among them."""
        return self._ranking.position(row)

    def score(self, row: int) -> float:
        """The score of a row; 0 where only filters matched it."""
        return self._hits.score(row)

    def is_in_full_text(self, row: int) -> bool:
        """Whether a paper was found by words of its full text."""
        return self._beyond is not None and bool((self._beyond.rows == row).any())

    @property
    def is_full_text(self) -> bool:
        """Whether full texts alone made all of its papers hits."""
        return self._beyond is not None and len(self._beyond.rows) == len(self)

    def kept_in(self, hits: "Hits", still_listed: "Mask") -> "Hits":
        """`hits` with what was found here, as far as `still_listed` marks the row."""
        return hits.joined(self._hits, still_listed)


class Results(Part):
    """What a search found, in order, as of one moment: later changes do not alter it."""

    def __init__(
        self,
        *,
        text: str,
        ignored: tuple[str, ...],
        hits: "Hits",
        ranking: "Ranking",
        highlighters: "Callable[[str | None], Highlighter] | None",
        asks_full_text: bool = False,
        took_ms: float,
        did_you_mean: str | None,
        missing: str | None,
        likeness: tuple[str, ...],
        afield: tuple[int, ...],
        remarks: tuple[str, ...],
        partial: Callable[[], Part | None],
    ) -> None:
        self.query = text  # as it was typed
        self.ignored = ignored  # the parts of the query that were ignored, a phrase each
        self.took_ms = took_ms
        # The corrected query, if a word is misspelled or a piece not understood.
        self.did_you_mean = did_you_mean
        self.missing = missing  # the id that was asked for, where no paper has it
        self.likeness = likeness  # the words by which papers are like another
        self.afield = afield  # rows from further afield, in the personal order
        self.remarks = remarks  # what else a person should know, a sentence each
        super().__init__(hits, ranking)
        # For the words of one field; None where the query has no words.
        self._highlighters = cache(highlighters) if highlighters else None
        self._asks_full_text = asks_full_text
        self._find_partial = partial

    def is_in_full_text(self, row: int) -> bool:
        """Whether a paper was found by words of its full text."""
        if self._asks_full_text:
            return True
        # Nobody has such a row who has not asked for that part.
        return self.seen_partial is not None and self.seen_partial.is_in_full_text(row)

    def is_in_asked_section(self, names: str) -> bool:
        """Whether a section with these titles is one that the query asks for by `in:`."""
        return bool(self.spans(names, "section"))

    @property
    def worded(self) -> bool:
        """Whether the query has words, so that there are matches to highlight."""
        return self._highlighters is not None

    @cached_property
    def partial(self) -> Part | None:
        """The papers with some of the plain words, or words in their full text, the best first.

        They are no part of the results: what is counted, exported or marked has all words in what
        the library knows of it. Looked for when it is first asked for. None where there are none,
        and the query has not two plain words. Where its only plain word is misspelled, they are
        the papers with the suggested one.
        """
        return self._find_partial()

    @property
    def seen_partial(self) -> Part | None:
        """`partial`, if it was asked for: else nobody has seen it."""
        seen: Part | None = self.__dict__.get("partial")
        return seen

    def without(self, rows: Collection[int]) -> "Results":
        """The same but for some rows, for a later search that keeps the others."""
        fewer = copy(self)
        fewer._hits = self._hits.without(rows)
        if self.seen_partial is not None:
            fewer.partial = copy(self.seen_partial)
            fewer.partial._hits = self.seen_partial._hits.without(rows)
        return fewer

    def spans(self, text: str, field: str | None = None) -> Spans:
        """The matches in a text that is shown, as (start, end).

        `field`: the field that the text is of, "title", "abstract", "author" or "keyword"; words
        that were asked for in others do not match.
        """
        return self._highlighters(field).spans(text) if self._highlighters else ()

    def passage(self, text: str, width: int, field: str | None = None) -> tuple[str, Spans]:
        """The best passage of `text` for the query, about `width` characters, and its matches."""
        if self._highlighters is None:
            return text, ()
        return self._highlighters(field).snippet(text, width)
