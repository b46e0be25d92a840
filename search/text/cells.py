"""How wide text stands where every sign has its cells: two for a Chinese one, none for an accent.

The widths are those of wcwidth, which measures sequences as a terminal draws them: a family of
joined emoji, a flag or a heart with its variation selector takes two cells. What is ambiguous in
Unicode (UAX #11) takes one.
"""

import unicodedata
from collections.abc import Iterator

from search.text.patterns import LazyPattern

_NOT_SEEN = ("Mn", "Me", "Cf")  # accents, joiners, marks of direction
_CLOSING = ("Pe", "Pf", "Po")  # begin no line
_OPENING = ("Ps", "Pi")  # end no line
# Signs that take one cell each, as wcwidth has it: ASCII, Latin, Greek, Cyrillic, dashes and
# quotes, raised and lowered letters, operators, letters of formulas, the space that no line
# ends at; but for the common space.
_NARROW_SIGNS = (
    r"!-~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u0482\u048a-\u052f\u1d00-\u1dbf"
    r"\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e\u2090-\u209c\u2102-\u2121"
    r"\u2124-\u2138\u2190-\u22ff\u27f0-\u27ff\u2900-\u2b00\u2c7c\u2c7d"
    r"\U0001d400-\U0001d454\U0001d456-\U0001d49c\U0001d4a9-\U0001d4ac\U0001d4ae-\U0001d4b9"
    r"\U0001d4c5-\U0001d505\U0001d552-\U0001d6a5\U0001d6a8-\U0001d7cb\U0001d7ce-\U0001d7ff"
)
_NARROW = LazyPattern(f"[ {_NARROW_SIGNS}]*")
_NARROW_WORDS = LazyPattern(f"[{_NARROW_SIGNS}]+(?: [{_NARROW_SIGNS}]+)*")


def width(text: str) -> int:
    """How many cells `text` takes, which has no control characters."""
    if (text.isascii() and text.isprintable()) or _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # that most starts and commands need not wait for

    return max(wcswidth(text), 0)


def wrapped(text: str, columns: int) -> list[str]:
    """`text`, whose white space is single spaces, in lines of at most `columns` cells.

    Lines end at spaces and beside wide signs. What has no such place, as a link, stays whole.
    """
    if _is_of_narrow_words(text):
        return _wrapped_narrow(text, columns)
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


def _is_of_narrow_words(text: str) -> bool:
    """Whether all signs take one cell, and each space stands between two words."""
    if text.isascii():  # most texts, for which the pattern need not be compiled
        return text != "" and text.isprintable() and " ".join(text.split()) == text
    return _NARROW_WORDS.fullmatch(text) is not None


def _wrapped_narrow(text: str, columns: int) -> list[str]:
    """The same of a text of signs of one cell: as many words as fit, in a fifth of the time."""
    lines, start = [], 0
    while len(text) - start > columns:
        end = text.rfind(" ", start, start + columns + 1)
        if end < 0:
            end = text.find(" ", start + columns)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


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
