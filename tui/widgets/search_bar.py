"""The search bar: the query, coloured as it is typed, and what it found."""

from dataclasses import dataclass
from typing import Self

from rich.highlighter import Highlighter
from rich.text import Text
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, Static

import search
from tui.appearance.styles import ACCENT, ink

_INKS = {
    "field": ACCENT,
    "operator": "bold $text-secondary",
    "phrase": "$text-success",
    "value": "$text-secondary",
    "ignored": "strike $text-muted",
}


class QueryInput(Input):
    """A line to type a query in; the words of the language stand out."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(
            id=id,
            placeholder='words, "a phrase", title:word, has:code, is:unread …',
            compact=True,
            select_on_focus=True,  # a new search takes the place of the old one
            highlighter=_Colours(),
        )

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint anew. The layout stays: it has a line of its own, and asks for it at every key."""
        return super().refresh(*regions, repaint=repaint, layout=False, recompose=recompose)

    def completed(self) -> str | None:
        """The query with the word before the cursor completed; None where that is not clear."""
        at = self.cursor_position
        found = search.complete(self.value, at)
        if not found.options:
            return None
        # With several, as much as they have in common; with nothing in common, the first.
        shared = _shared(found.options)
        word = shared if len(shared) > at - found.start else found.options[0]
        end = "" if word.endswith(":") or len(found.options) > 1 else " "
        return f"{self.value[: found.start]}{word}{end}{self.value[at:].lstrip()}"


class _Colours(Highlighter):
    """Rich's way to colour what an Input holds."""

    def highlight(self, text: Text) -> None:
        """Style each piece of the language."""
        for piece in search.pieces(text.plain):
            if piece.kind != "word":
                text.stylize(ink(_INKS[piece.kind]).rich_style, piece.start, piece.end)


class SearchBar(Horizontal):
    """Posts what is typed; shows the count that it is given."""

    @dataclass
    class QueryChanged(Message):
        """Something was typed."""

        query: str

    @dataclass
    class Accepted(Message):
        """Enter: the query stands."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        self._input = QueryInput(id="query")
        self._found = Static(id="found", markup=False)
        # Not composed: what is, comes too late for the first frame.
        super().__init__(Static("/", id="slash", markup=False), self._input, self._found, id=id)

    @property
    def typing(self) -> bool:
        """Whether the keys go into the bar."""
        return self._input.has_focus

    def fill(self, query: str) -> None:
        """Put a query into the bar, without a message."""
        with self._input.prevent(Input.Changed):
            self.type_over(query)

    def type_over(self, query: str) -> None:
        """Put another query into the bar, as if it had been typed."""
        self._input.value = query
        self._input.cursor_position = len(query)

    def complete(self) -> bool:
        """Complete the word before the cursor; whether there was anything to complete."""
        completed = self._input.completed()
        if completed is None or completed == self._input.value:
            return False
        self.type_over(completed)
        return True

    def found(self, text: str) -> None:
        """Say what the query found."""
        # Its width is fixed: laying the screen out anew costs more than a search.
        self._found.update(Content(text), layout=False)

    def focus_input(self) -> None:
        """Let the keys go into the bar."""
        self._input.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen, in the bar's own words."""
        event.stop()
        self.post_message(self.QueryChanged(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the screen, in the bar's own words."""
        event.stop()
        self.post_message(self.Accepted())


def _shared(options: tuple[str, ...]) -> str:
    """What all of the options begin with."""
    first, last = min(options), max(options)
    return next((first[:i] for i, letter in enumerate(first) if last[i : i + 1] != letter), first)
