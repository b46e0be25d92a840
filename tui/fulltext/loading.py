"""Loading the text of one paper and laying it out, off the thread that draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.fulltext import places
from tui.fulltext.column.layout import Layout
from tui.fulltext.passages.marker import Passages
from tui.fulltext.passages.marking import Marked

if TYPE_CHECKING:
    from search import Document, Entry, Library, Results
    from tui.fulltext.doing import Doing
    from tui.fulltext.view import FullTextView


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was loaded: the block to begin at, its passages, and what is to be said."""

    document: Document
    place: int
    passages: Passages
    news: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The lines of a text for a width, and where passages stand in them."""

    layout: Layout
    marked: Marked


class Loading:
    """Loads the text of the paper `entry` for `view`. Not on the thread that draws."""

    def __init__(
        self,
        library: Library,
        entry: Entry,
        results: Results | None,
        view: FullTextView,
        doing: Doing,
    ) -> None:
        self._library = library
        self._entry = entry
        self._results = results
        self._view = view
        self._doing = doing

    def cached(self, columns: int, *, tex: bool) -> tuple[Text, LaidOut] | None:
        """The text as it is in the cache, laid out; None where it is not there.

        Raises LibraryError, UnknownPaperError.
        """
        document = self._library.fulltexts.cached(self._entry.row, with_papers=False)
        if document is None:
            return None
        text = self._text(document, "")
        return text, self.lay_out(text, columns, tex=tex)

    def load(self, cancelled: Callable[[], bool], *, refresh: bool) -> Text:
        """The text, from the cache or fetched; with `refresh`, the newest one.

        Raises Cancelled, LibraryError, UnknownPaperError.
        """
        row, texts = self._entry.row, self._library.fulltexts
        is_new = texts.refresh(row, cancelled=cancelled) if refresh else True
        document = texts.get(row, cancelled=cancelled)
        return self._text(document, "" if is_new else "There is no newer version")

    def with_papers(self, text: Text) -> Text | None:
        """The text with the library's papers in its references, and nothing more to be said.

        None where the library has none of them. Raises LibraryError.
        """
        document = self._library.fulltexts.matched(text.document)
        return None if document == text.document else replace(text, document=document, news="")

    def lay_out(self, text: Text, columns: int, *, tex: bool) -> LaidOut:
        """The lines of the text in a column."""
        layout = Layout(text.document, columns, tex=tex)
        return LaidOut(layout, text.passages.on(layout))

    def _text(self, document: Document, news: str) -> Text:
        place = self._found_place()
        passages = Passages(self._view, self._library, self._entry.row, self._doing, document)
        newest = self._entry.paper.version or ""
        if newest.isdigit() and document.version and int(newest) > document.version:
            news = f"Version {newest} is there: R fetches it"
        return Text(document, place, passages, news)

    def save_place(self, place: int, share_read: int) -> None:
        """Keep where one is."""
        places.save(self._library, self._entry, place, share_read)

    def _found_place(self) -> int:
        """The block with the words of the search, else the one where reading ended."""
        if self._results is not None:
            found = self._library.found_in(self._entry.row, self._results, 80)
            if found is not None:
                return found.block
        return places.place(self._library, self._entry.paper.id)
