"""The search bar: the query, coloured as it is typed, and what it found."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, Static

import search
from tui.appearance.styles import ACCENT, ink
from tui.widgets.typed_line import TypedLine

_INKS = {
    "field": ACCENT,
    "operator": "bold $text-secondary",
    "phrase": "$text-success",
    "value": "$text-secondary",
    "ignored": "strike $text-muted",
}


_EXAMPLES = ("words", '"a phrase"', "title:word", "has:code", "is:unread")  # of a query


def _example(count: int) -> str:
    return f"{', '.join(_EXAMPLES[:count])} …"


Known = Callable[[str, str], Iterable[str]]


class QueryInput(TypedLine):
    """A line to type a query in; the words of the language stand out."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(
            id=id,
            placeholder=_example(len(_EXAMPLES)),
            compact=True,
            select_on_focus=True,  # a new search takes the place of the old one
            highlighter=_Colours(),
        )

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint anew. The layout stays: it has a line of its own, and asks for it at every key."""
        return super().refresh(*regions, repaint=repaint, layout=False, recompose=recompose)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many examples as there is room for."""
        fitting = (_example(count) for count in range(len(_EXAMPLES), 1, -1))
        room = event.size.width - 1  # the cursor has a cell of its own
        self.placeholder = next((each for each in fitting if len(each) <= room), _EXAMPLES[0])

    def as_line(self, pasted: str) -> str:
        """The query for what is pasted; a long text is cut."""
        return search.pasted(pasted)


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
        self._completing: Completing | None = None
        self._completed = ""  # the text that was completed last
        self._found = Static(id="found", markup=False)
        # Not composed: what is, comes too late for the first frame.
        super().__init__(Static("/", id="slash", markup=False), self._input, self._found, id=id)

    @property
    def typing(self) -> bool:
        """Whether the keys go into the bar."""
        return self._input.has_focus

    def fill(self, query: str) -> None:
        """Put a query into the bar, without a message."""
        self._completing = None
        with self._input.prevent(Input.Changed):
            self.type_over(query)

    def type_over(self, query: str) -> None:
        """Put another query into the bar, as if it had been typed."""
        self._input.value = query
        self._input.cursor_position = len(query)

    @property
    def choices(self) -> tuple[str, ...]:
        """What the word before the cursor may become, while Tab goes through it."""
        return self._completing.options if self._completing else ()

    async def complete(self, known: Known) -> None:
        """Complete the word before the cursor as far as it is clear, then go through the choices.

        `known` gives the library's values, see search.complete; it is called in a thread.
        """
        if self._completing is None:
            text, at = self._input.value, self._input.cursor_position
            found = await asyncio.to_thread(search.complete, text, at, known)
            if found.options and self._input.value == text:
                self._completing = Completing(text[: found.start], found.options, text[at:])
                self._type_completed(self._completing.first(at - found.start))
        else:
            self._type_completed(self._completing.next())

    def _type_completed(self, text: str) -> None:
        completing = self._completing
        if completing and len(completing.options) == 1:
            completing = None  # nothing to choose from
        self._completed = text
        self.type_over(text)
        self._completing = completing

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
        if event.value != self._completed:
            self._completing = None
        self.post_message(self.QueryChanged(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the screen, in the bar's own words."""
        event.stop()
        self._completing = None
        self.post_message(self.Accepted())


class Completing:
    """Goes through the choices for a word: `before` and `after` are the text around it."""

    def __init__(self, before: str, options: tuple[str, ...], after: str) -> None:
        self.options = options
        self._before = before
        self._after = after.lstrip()
        self._at = -1

    def first(self, typed: int) -> str:
        """The text with what the choices share, where that is more than `typed` characters."""
        shared = _shared(self.options)
        return self._with(shared) if len(shared) > typed else self.next()

    def next(self) -> str:
        """The text with the next choice."""
        self._at = (self._at + 1) % len(self.options)
        return self._with(self.options[self._at])

    def _with(self, word: str) -> str:
        end = "" if word.endswith(":") or len(self.options) > 1 else " "
        return f"{self._before}{word}{end}{self._after}"


def _shared(options: tuple[str, ...]) -> str:
    """What all of the options begin with."""
    first, last = min(options), max(options)
    return next((first[:i] for i, letter in enumerate(first) if last[i : i + 1] != letter), first)
