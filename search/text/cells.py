"""How wide text stands where every sign has its cells: two for a Chinese one, none for an accent.

The widths are those of wcwidth, which measures sequences as a terminal draws them: a family of
joined emoji, a flag or a heart with its variation selector takes two cells. What is ambiguous in
Unicode (UAX #11) takes one.
"""

import re
import unicodedata
from collections.abc import Iterator

# ASCII, letters with accents as one sign, dashes, quotes, dots: one cell each, as wcwidth has it.
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027]*")
_NOT_SEEN = ("Mn", "Me", "Cf")  # accents, joiners, marks of direction
_CLOSING = ("Pe", "Pf", "Po")  # begin no line
_OPENING = ("Ps", "Pi")  # end no line


def width(text: str) -> int:
    """How many cells `text` takes, which has no control characters."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # that most starts and commands need not wait for

    return max(wcswidth(text), 0)


def wrapped(text: str, columns: int) -> list[str]:
    """`text`, whose white space is single spaces, in lines of at most `columns` cells.

    Lines end at spaces and beside wide signs. What has no such place, as a link, stays whole.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        space = " " if line else ""
        for piece in _pieces(word):
            cells = width(piece)
            if line and used + len(space) + cells > columns:
                lines.append(line)
                line, used = piece, cells
            else:
                line, used = f"{line}{space}{piece}", used + len(space) + cells
            space = ""
    return [*lines, line] if line else lines


def _pieces(word: str) -> Iterator[str]:
    """The parts of a word that no line's end may part."""
    start = 0
    if not word.isascii():
        for place in range(1, len(word)):
            if _may_part(word[place - 1], word[place]):
                yield word[start:place]
                start = place
    yield word[start:]


def _may_part(before: str, after: str) -> bool:
    return (
        2 in (width(before), width(after))
        and unicodedata.category(after) not in (*_NOT_SEEN, *_CLOSING)
        and unicodedata.category(before) not in (*_NOT_SEEN, *_OPENING)
    )
