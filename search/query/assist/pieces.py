"""The parts of a query as it stands in the search bar, for its colours. Loads no Whoosh."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from search.query.parsing.tidy import tidy
from search.query.parsing.tokens import LONGEST, Kind, Token, tokens
from search.query.vocabulary import ORDERS, POSSESSIONS, STATES, STORE_FIELDS

PieceKind = Literal["field", "operator", "phrase", "word", "value", "ignored"]

_KINDS: dict[Kind, PieceKind] = {
    Kind.FIELD: "field",
    Kind.AND: "operator",
    Kind.OR: "operator",
    Kind.NOT: "operator",
    Kind.OPEN: "operator",
    Kind.CLOSE: "operator",
    Kind.PHRASE: "phrase",
    Kind.WORD: "word",
}
# The fields whose values can be judged right or wrong at sight; a sort may be reversed.
_KNOWN = {"is": STATES, "has": POSSESSIONS, "sort": (*ORDERS, *(f"-{order}" for order in ORDERS))}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` (exclusive) of the query; what is between pieces is space."""

    start: int
    end: int
    kind: PieceKind


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order. What is out of place, or past what is read, is "ignored"."""
    read = text[:LONGEST]
    found = list(tokens(read))
    tidied = tidy(found, Token(Kind.CLOSE, len(read), len(read), ")"))
    ignored = {token.start for token, _ in tidied.ignored}
    values = dict(_values(found))
    marked = [
        Piece(
            token.start,
            token.end,
            "ignored" if token.start in ignored else values.get(token.start, _KINDS[token.kind]),
        )
        for token in found
        if token.kind is not Kind.SPACE
    ]
    if len(text) > len(read):
        marked.append(Piece(len(read), len(text), "ignored"))
    return marked


def _values(found: list[Token]) -> Iterator[tuple[int, PieceKind]]:
    """Where a value of a field stands, which is no word of the paper, and what it is."""
    waiting = ""  # the field whose name came just before
    groups: list[str] = []  # the fields before the brackets that are open
    for token in found:
        field = waiting or next(filter(None, reversed(groups)), "")
        waiting = token.name if token.kind is Kind.FIELD else ""
        if token.kind is Kind.OPEN:
            groups.append(field)
        elif token.kind is Kind.CLOSE and groups:
            groups.pop()
        elif token.kind in (Kind.WORD, Kind.PHRASE) and field in (*STORE_FIELDS, "sort"):
            value = token.text.strip('"').lower()
            yield token.start, "value" if value in _KNOWN.get(field, (value,)) else "ignored"
