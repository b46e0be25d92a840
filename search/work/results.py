"""What a search found, as the screen and the command line page through it."""

from typing import TYPE_CHECKING

from search.text.clean import Spans

if TYPE_CHECKING:  # they bring Whoosh and numpy along
    from search.index import Hits, Ranking
    from search.index.highlight import Highlighter


class Results:
    """What a search found, in order. A picture of one moment: later changes do not alter it."""

    def __init__(
        self,
        *,
        text: str,
        ignored: tuple[str, ...],
        hits: "Hits",
        ranking: "Ranking",
        highlighter: "Highlighter | None",
        took_ms: float,
        did_you_mean: str | None,
        likeness: tuple[str, ...],
    ) -> None:
        self.query = text  # as it was typed
        self.ignored = ignored  # what could not be understood, a short phrase each
        self.took_ms = took_ms
        self.did_you_mean = did_you_mean  # the query better spelled, where nothing was found
        self.likeness = likeness  # the words by which papers are like another
        self._hits = hits
        self._ranking = ranking
        self._highlighter = highlighter

    def __len__(self) -> int:
        return len(self._ranking)

    @property
    def worded(self) -> bool:
        """Whether words were looked for, so that there is something to mark in a text."""
        return self._highlighter is not None

    def page(self, offset: int, limit: int) -> list[int]:
        """The row numbers from `offset` on, at most `limit`."""
        return self._ranking.page(offset, limit)

    def position(self, row: int) -> int | None:
        """Where a row stands; None where it was not found."""
        return self._ranking.position(row)

    def spans(self, text: str) -> Spans:
        """Where the words looked for stand in a text that is shown, as (start, end)."""
        return self._highlighter.spans(text) if self._highlighter else ()

    def passage(self, text: str, width: int) -> tuple[str, Spans]:
        """The best passage of `text` for the query, about `width` characters, and its matches."""
        return self._highlighter.snippet(text, width) if self._highlighter else (text, ())

    def score(self, row: int) -> float:
        """How well a row fits; 0 where only filters chose it."""
        return self._hits.score(row)
