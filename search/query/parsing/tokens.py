"""The tokens of a query. The parser and the colours of the search bar share these patterns."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from search.query.vocabulary import COUNT_FIELDS, DAY_FIELDS, FIELDS


class Kind(Enum):
    """What a token is."""

    SPACE = auto()
    OPEN = auto()
    CLOSE = auto()
    PHRASE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    WORD = auto()


LONGEST = 2000  # characters that are read; more than any title that somebody pastes

_QUOTE = '"\u201c\u201d'
_INNER = rf"[^\s(){_QUOTE}]"
# A token begins after a space, a bracket, a quote or a minus; elsewhere "AND" is part of a word.
_BEGIN = rf"(?<![^\s(){_QUOTE}-])"
_END = rf"(?!{_INNER})"

# In the order in which they are tried. Together they match at any place of any text.
_PATTERNS = {
    Kind.SPACE: r"\s+",
    Kind.OPEN: r"\(",
    Kind.CLOSE: r"\)",
    Kind.PHRASE: (
        rf"[{_QUOTE}](?P<text>[^{_QUOTE}]*)(?P<closed>[{_QUOTE}](?:~(?P<slop>[0-9]+){_END})?)?"
    ),
    Kind.AND: rf"{_BEGIN}AND{_END}",
    Kind.OR: rf"{_BEGIN}OR{_END}",
    Kind.NOT: rf"{_BEGIN}NOT{_END}|(?<![^\s({_QUOTE}])-+(?=[^\s)-])",
    # A comparison needs no colon: upvotes>100.
    Kind.FIELD: (
        rf"(?i:{_BEGIN}(?P<name>(?:{'|'.join(FIELDS)})(?=:)"
        rf"|(?:{'|'.join(DAY_FIELDS + COUNT_FIELDS)})(?=[<>=])):?)"
    ),
    # A bracket inside a word belongs to it, as in O(n) or in a DOI.
    Kind.WORD: rf"{_INNER}+(?:\([^\s(){_QUOTE}]*\){_INNER}*)*",
}
_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{each})" for kind, each in _PATTERNS.items()))
_KINDS = {kind.name: kind for kind in Kind}


class Token(NamedTuple):
    """A stretch of the text, `start` to `end` (exclusive), and what it is."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def name(self) -> str:
        """Of a FIELD: the field's name."""
        return self.text.rstrip(":").lower()


def matches(text: str) -> Iterator[re.Match[str]]:
    """The tokens of `text`; each begins where the one before ends. `lastgroup` names its kind."""
    return _TOKEN.finditer(text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`; each begins where the one before ends."""
    for found in matches(text):
        yield Token(_KINDS[found.lastgroup or ""], found.start(), found.end(), found.group())
