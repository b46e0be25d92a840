"""Results as the list pane asks for them: rows of a page, with what matched in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search import readable
from tui.widgets.row import Row

if TYPE_CHECKING:
    from search import Library, Results


class Listing:
    """The rows of one search."""

    def __init__(self, library: Library, results: Results) -> None:
        self._library = library
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    def page(self, start: int, count: int, width: int) -> list[Row]:
        """The rows from `start`; while words are sought, with the passage that has them.

        `width` is the room for a passage in cells, 0 where none is wanted.
        """
        rows = self._results.page(start, count)
        passages = self._library.passages(rows, self._results, width) if width else {}
        made = []
        for headline in self._library.headlines(rows):
            title = readable(headline.title)
            passage = passages.get(headline.row)
            made.append(
                Row(
                    headline,
                    title,
                    new=headline.added > self._library.visits.new_since,
                    title_spans=self._results.spans(title),
                    passage=passage if passage and passage[1] else None,
                )
            )
        return made
