"""How wide text stands where every sign has its cells: two for a Chinese one, none for an accent.

The widths are Unicode's own (UAX #11); what is ambiguous there takes one cell.
"""

import unicodedata
from collections.abc import Iterator

_NOT_SEEN = ("Mn", "Me", "Cf")  # accents, joiners, marks of direction
_CLOSING = ("Pe", "Pf", "Po")  # begin no line
_OPENING = ("Ps", "Pi")  # end no line


def width(text: str) -> int:
    """How many cells `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


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
        2 in (_cells(before), _cells(after))
        and unicodedata.category(after) not in (*_NOT_SEEN, *_CLOSING)
        and unicodedata.category(before) not in (*_NOT_SEEN, *_OPENING)
    )


def _cells(char: str) -> int:
    if unicodedata.category(char) in _NOT_SEEN:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
