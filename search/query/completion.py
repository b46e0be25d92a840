"""What may follow what is typed: names of fields, their values, the user's tags. No Whoosh."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.query.tokens import Kind, Token, tokens
from search.query.vocabulary import DAY_FIELDS, FIELDS, ORDERS, POSSESSIONS, STATES

_DAYS = ("today", "yesterday", "7d", "1m", "1y")


@dataclass(frozen=True, slots=True)
class Completion:
    """`options` to stand in place of the text from `start` to the cursor, likeliest first."""

    start: int
    options: tuple[str, ...]


def complete(text: str, cursor: int, tags: Iterable[str] = ()) -> Completion:
    """What the word before the cursor may become; no options where it is not at a word's end.

    `tags` are the user's, those to be offered first at the front.
    """
    nothing = Completion(cursor, ())
    before = list(tokens(text[:cursor]))
    if not before or not _ends_at(text, cursor):
        return nothing
    last = before[-1]
    if last.kind is Kind.FIELD:
        return Completion(cursor, tuple(_values(last.name, "", tags)))
    field = _field_before(before)
    if last.kind is Kind.PHRASE and field == "tag" and not _closed(last):
        return Completion(last.start, _beginning(last.text, _quoted(tags, always=True)))
    if last.kind is not Kind.WORD:
        return nothing
    options = _values(field, last.text, tags) if field else [f"{name}:" for name in FIELDS]
    return Completion(last.start, _beginning(last.text, options))


def _ends_at(text: str, cursor: int) -> bool:
    return cursor == len(text) or text[cursor].isspace() or text[cursor] == ")"


def _field_before(before: list[Token]) -> str:
    return before[-2].name if len(before) > 1 and before[-2].kind is Kind.FIELD else ""


def _closed(phrase: Token) -> bool:
    return len(phrase.text) > 1 and phrase.text.endswith('"')


def _values(field: str, typed: str, tags: Iterable[str]) -> list[str]:
    if field == "sort":
        return [f"-{order}" for order in ORDERS] if typed.startswith("-") else list(ORDERS)
    if field == "tag":
        return _quoted(tags)
    return list({"is": STATES, "has": POSSESSIONS}.get(field, _DAYS if field in DAY_FIELDS else ()))


def _quoted(tags: Iterable[str], *, always: bool = False) -> list[str]:
    """The tags as a query names them; one with a quote in it cannot be named."""
    return [f'"{tag}"' if always or not tag.isalnum() else tag for tag in tags if '"' not in tag]


def _beginning(typed: str, options: Iterable[str]) -> tuple[str, ...]:
    begun = typed.casefold()
    return tuple(
        option
        for option in options
        if option.casefold().startswith(begun) and option.casefold() != begun
    )
