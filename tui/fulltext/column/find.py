"""Finding words in the lines of a paper, also where a line ends between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate


class LinedText:
    """The lines of a paper as one text, and where each line begins in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.text = "\n".join(lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.indents = [len(line) - len(line.lstrip()) for line in lines]

    def find(self, query: str) -> "Matches":
        """Every place where the words of a query stand side by side; case is ignored."""
        words = [re.escape(word) for word in query.split()]
        if not words:
            return Matches(self, [])
        found = re.finditer(r"\s+".join(words), self.text, re.IGNORECASE)
        return Matches(self, [each.span() for each in found])


class Matches:
    """What was found: from where to where in the text, in order. None overlaps another."""

    def __init__(self, text: LinedText, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._spans = spans
        self._ends = [end for _, end in spans]

    def __len__(self) -> int:
        return len(self._spans)

    def line_of(self, number: int) -> int:
        """The line where a match begins."""
        return bisect_right(self._text.starts, self._spans[number][0]) - 1

    def after(self, line: int) -> int | None:
        """The number of the first match on `line` or below, else of the first of all."""
        if not self._spans:
            return None
        start = self._text.starts[min(line, len(self._text.starts) - 1)]
        found = bisect_left(self._spans, (start, 0))
        return found if found < len(self._spans) else 0

    def on_line(self, line: int) -> Iterator[tuple[int, int, int]]:
        """The first and the last character on a line, and the number, of each match there.

        The indent of a line is no part of a match that began on another one.
        """
        if not self._spans:
            return
        first, behind = self._text.starts[line], self._text.starts[line + 1] - 1
        for number in range(bisect_right(self._ends, first), len(self._spans)):
            start, end = self._spans[number]
            if start >= behind:
                return
            begin = start - first if start >= first else self._text.indents[line]
            last = min(end, behind) - first
            if begin < last:
                yield begin, last, number


NOTHING = LinedText(()).find("")
