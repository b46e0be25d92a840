"""The papers of a list: those with all words of the search, and below a rule those with some."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Part, Results

RULE = 0  # stands among the row numbers where the rule is; no paper has it
_FEW = 50  # papers with all words, after which nobody looks for others


class Listed:
    """The row numbers of a list, by position; `rule` is the position of the rule, if there is one.

    `partly`: look for papers with some of the words even below many with all.
    """

    def __init__(self, results: Results, *, partly: bool = False) -> None:
        self.results = results
        self._partial: Part | None = None
        if partly or len(results) < _FEW:
            self._partial = results.partial  # a search of its own: not on the thread that draws
        self.rule = len(results) if self._partial else None

    def __len__(self) -> int:
        return len(self.results) + (1 + len(self._partial) if self._partial else 0)

    @property
    def partly(self) -> int:
        """How many papers have only some of the words."""
        return len(self._partial or ())

    @property
    def is_full_text(self) -> bool:
        """Whether those below the rule have the words in their full texts alone."""
        return self._partial is not None and self._partial.is_full_text

    @property
    def respelled(self) -> str | None:
        """The query that found those below the rule, where a word of it was misspelled."""
        return self._partial.respelled if self._partial else None

    @property
    def first(self) -> int:
        """The position of the first paper."""
        return 1 if self.rule == 0 else 0

    def page(self, offset: int, limit: int) -> list[int]:
        """The row numbers from the position `offset` on, at most `limit`."""
        rows = self.results.page(offset, limit)
        if self.rule is None or self._partial is None or offset + limit <= self.rule:
            return rows
        if offset <= self.rule:
            rows.append(RULE)
        return [*rows, *self._partial.page(max(offset - self.rule - 1, 0), limit - len(rows))]

    def rows(self) -> list[int]:
        """The row number at each position."""
        return self.page(0, len(self))

    def position(self, row: int) -> int | None:
        """The position of a row; None where it is not in the list."""
        found = self.results.position(row)
        if found is None and self.rule is not None and self._partial is not None:
            below = self._partial.position(row)
            found = None if below is None else self.rule + 1 + below
        return found

    def beside_rule(self, position: int, came_from: int) -> int:
        """`position`, or the one after or before it where that is the rule."""
        if position != self.rule:
            return position
        return position - 1 if 0 < position < came_from else position + 1
