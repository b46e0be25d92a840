"""The line above a full text: its title, where it is from, and what its page has wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from search import one_line, readable
from tui.appearance.styles import QUIET, STRONG

if TYPE_CHECKING:
    from search import Document

_SOURCES = {
    "arxiv-html": "arXiv HTML", "huggingface": "Hugging Face Markdown", "pdf": "text of the PDF",
    "file": "file",
}  # fmt: skip


class TitleLine(Widget):
    """Shows the title of a paper; a long one is cut, so that the source is always seen."""

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._title = Content(readable(title))
        self._source = self._problems = ""

    def show(self, document: Document) -> None:
        """Show where the text is from."""
        version = f" v{document.version}" if document.version else ""
        self._source = f"  {_SOURCES.get(document.source, document.source)}{version}"
        self._problems = "".join(f" · {one_line(each)}" for each in document.problems)
        self.refresh()

    def render(self) -> Content:
        """The line, in the width that there is."""
        if not self._source:
            return self._title
        room = self.size.width - len(self._source)
        title = self._title.truncate(max(room, 1), ellipsis=True)
        return Content.styled(title.plain, STRONG) + Content.styled(
            f"{self._source}{self._problems}", QUIET
        )
