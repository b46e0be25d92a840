"""Finding words in the lines of a paper, also where a line ends between them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a match on one line, from character `start` to `end`."""

    line: int
    start: int
    end: int


class Matches:
    """Every place where the words of `query` stand side by side in `lines`; case is ignored."""

    def __init__(self, lines: Sequence[str], query: str) -> None:
        words = [re.escape(word) for word in query.split()]
        pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))[:-1]
        text = "\n".join(lines)
        self._indents = [len(line) - len(line.lstrip()) for line in lines]
        found = pattern.finditer(text) if words else ()
        self.places = [list(self._pieces(each.start(), each.end())) for each in found]
        self.by_line: dict[int, list[tuple[Piece, int]]] = {}
        for number, pieces in enumerate(self.places):
            for piece in pieces:
                self.by_line.setdefault(piece.line, []).append((piece, number))

    def __len__(self) -> int:
        return len(self.places)

    def after(self, line: int) -> int | None:
        """The number of the first match on `line` or below, else of the first of all."""
        later = (n for n, pieces in enumerate(self.places) if pieces[0].line >= line)
        return next(later, 0 if self.places else None)

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        line = bisect_right(self._starts, start) - 1
        while start < end:
            first = self._starts[line]
            is_last = line + 1 == len(self._starts) or end < self._starts[line + 1]
            last = end if is_last else self._starts[line + 1] - 1
            begin = max(start - first, self._indents[line] if pieces else 0)
            if first + begin < last:
                pieces.append(Piece(line, begin, last - first))
            line += 1
            start = last + 1
        return pieces
