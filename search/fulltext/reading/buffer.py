"""Spans as they are gathered from a page: white space collapsed, equal styles joined."""

import re
from dataclasses import replace

from search.fulltext.document import Cell, Cite, Link, Span, Text
from search.text.clean import one_line

_INDENT = re.compile(r"\A\s*[\r\n]\s*")  # of the page's source
# A line's end of the page's source before punctuation, or behind a bracket, is no space.
_SOURCE_BREAK = re.compile(r"\A\s*\n\s*(?=[,.;:)\]](?:[\s,.;:)\]]|\Z))|(?<=[(\[])\s*\n\s*\Z")
# Between a citation or link and the sign behind it, and the bracket that closes it between them.
_SPACE_BEFORE_SIGN = re.compile(r"\A([)\]]*) (?=[),.;:\]](?:[\s),.;:\]]|\Z))")
_BREAK_BETWEEN = re.compile(r"[ \t]*[\r\n]\s*")


class Buffer:
    """The spans of one block, cell or caption.

    `verbatim`: every space of the text is kept, as in a line of code.
    """

    def __init__(self, *, verbatim: bool = False) -> None:
        self._spans: list[Span] = []
        self._verbatim = verbatim
        self._open = True  # whether what comes next needs no space before it
        self._behind_link = False  # or behind the brackets that close it

    def text(self, text: str, style: str | None = None) -> None:
        """Add text as the page has it."""
        if self._verbatim:
            text = _spaced(text if self._spans else _INDENT.sub("", text))
        else:
            text = _collapsed(_SOURCE_BREAK.sub("", text))
        if self._open and not self._verbatim and text.startswith(" "):
            text = text[1:]
        text = self._closed(text)
        if not text:
            return
        if text == " " and self._spans and isinstance(self._spans[-1], Text):
            style = self._spans[-1].style
        self._open = text[-1] in " \n"
        self._append(text, style)

    def add(self, span: Span) -> None:
        """Add a span that is no text."""
        self._spans.append(span)
        self._open = False
        self._behind_link = isinstance(span, Cite | Link)

    def extend(self, spans: Cell) -> None:
        """Add spans from another buffer."""
        for span in spans:
            if isinstance(span, Text):
                text = self._closed(span.text)
                self._open = text[-1:] in " \n"
                self._append(text, span.style)
            else:
                self.add(span)

    def separate(self) -> None:
        """Part what comes next from what is there, by one space."""
        if not self._open:
            self.text(" ")

    def newline(self) -> None:
        """Begin a new line, but for at the beginning."""
        self._strip()
        if self._spans and not self._ends("\n"):
            self._append("\n", None)
        self._open = True

    def line_end(self) -> None:
        """Begin a new line, whatever is there."""
        self._append("\n", None)

    @property
    def last_character(self) -> str:
        """The character that what comes next stands behind; "" where that is no text."""
        last = self._spans[-1] if self._spans else None
        return last.text[-1:] if isinstance(last, Text) else ""

    def take(self) -> Cell:
        """All spans, without white space at their end; the buffer is empty then."""
        self._strip()
        spans, self._spans, self._open = tuple(self._spans), [], True
        return spans

    @property
    def size(self) -> int:
        """How much is in it: it grows with all that is added."""
        return sum(len(span.text) if isinstance(span, Text) else 1 for span in self._spans)

    def _closed(self, text: str) -> str:
        """`text` without a space before what closes a sentence or a bracket behind a link."""
        if not self._behind_link or self._verbatim:
            return text
        if self._open and text[:1] in tuple(",.;:)]"):  # the space came before
            self._strip()
        else:
            text = _SPACE_BEFORE_SIGN.sub(r"\1", text)
        self._behind_link = not text.strip(" )]")
        return text

    def _append(self, text: str, style: str | None) -> None:
        last = self._spans[-1] if self._spans else None
        if isinstance(last, Text) and (last.style == style or text == "\n"):
            self._spans[-1] = replace(last, text=last.text + text)
        else:
            self._spans.append(Text(text, style))

    def _ends(self, end: str) -> bool:
        last = self._spans[-1]
        return isinstance(last, Text) and last.text.endswith(end)

    def _strip(self) -> None:
        while self._spans and isinstance(last := self._spans[-1], Text):
            text = last.text.rstrip()
            if text:
                self._spans[-1] = replace(last, text=text)
                return
            self._spans.pop()


def _collapsed(text: str) -> str:
    """`text` with each run of white space as one space, also at its ends, safe to show."""
    line = one_line(text)
    if not line:
        return " " if text and text[0].isspace() else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"


def _spaced(text: str) -> str:
    """`text` on one line with its spaces kept, safe to show."""
    text = _BREAK_BETWEEN.sub(" ", text).replace("\t", "    ")
    return " ".join(one_line(part) for part in re.split("[ \xa0]", text))
