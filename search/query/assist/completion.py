"""What may follow what is typed: names of fields, their values, the user's tags. No Whoosh."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.query.parsing.tokens import Kind, Token, tokens
from search.query.vocabulary import DAY_FIELDS, FIELDS, ORDERS, POSSESSIONS, STATES

KNOWN_FIELDS = ("tag", "author", "keyword", "cat")  # whose values are in the library
_DAYS = ("today", "yesterday", "7d", "1m", "1y")

Known = Callable[[str, str], Iterable[str]]  # the values of a field, for what is typed of one


@dataclass(frozen=True, slots=True)
class Completion:
    """`options` to stand in place of the text from `start` to the cursor, likeliest first."""

    start: int
    options: tuple[str, ...]


def complete(text: str, cursor: int, known: Known = lambda field, typed: ()) -> Completion:
    """What the word before the cursor may become; no options where it is not at a word's end.

    `known` gives the library's values of one of KNOWN_FIELDS for what is typed of one, those to be
    offered first at the front.
    """
    nothing = Completion(cursor, ())
    before = list(tokens(text[:cursor]))
    if not before or not _ends_at(text, cursor):
        return nothing
    last = before[-1]
    if last.kind is Kind.FIELD:
        return Completion(cursor, tuple(_values(last.name, "", known)))
    field = _field_before(before)
    if last.kind is Kind.PHRASE and field in KNOWN_FIELDS and not _closed(last):
        options = _quoted(known(field, last.text.removeprefix('"')), always=True)
        return Completion(last.start, tuple(options))
    if last.kind is not Kind.WORD:
        return nothing
    if field in KNOWN_FIELDS:
        options = _values(field, last.text, known)
        return Completion(last.start, tuple(option for option in options if option != last.text))
    options = _values(field, last.text, known) if field else [f"{name}:" for name in FIELDS]
    return Completion(last.start, _beginning(last.text, options))


def _ends_at(text: str, cursor: int) -> bool:
    return cursor == len(text) or text[cursor].isspace() or text[cursor] == ")"


def _field_before(before: list[Token]) -> str:
    return before[-2].name if len(before) > 1 and before[-2].kind is Kind.FIELD else ""


def _closed(phrase: Token) -> bool:
    return len(phrase.text) > 1 and phrase.text.endswith('"')


def _values(field: str, typed: str, known: Known) -> list[str]:
    if field == "sort":
        return [f"-{order}" for order in ORDERS] if typed.startswith("-") else list(ORDERS)
    if field in KNOWN_FIELDS:
        return _quoted(known(field, typed))
    return list({"is": STATES, "has": POSSESSIONS}.get(field, _DAYS if field in DAY_FIELDS else ()))


def _quoted(values: Iterable[str], *, always: bool = False) -> list[str]:
    """The values as a query names them; one with a quote in it cannot be named."""
    named = (value for value in values if '"' not in value)
    return [f'"{value}"' if always or not value.isalnum() else value for value in named]


def _beginning(typed: str, options: Iterable[str]) -> tuple[str, ...]:
    prefix = typed.casefold()
    return tuple(
        option
        for option in options
        if option.casefold().startswith(prefix) and option.casefold() != prefix
    )
