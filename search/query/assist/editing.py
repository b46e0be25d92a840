"""Changing a query as text, so that a menu leaves its work for the eye to check. Loads no Whoosh.

A term here is a field with its value, such as `is:unread`, that stands by itself: outside
brackets and without a minus before it.
"""

from collections.abc import Iterator
from itertools import zip_longest

from search.query.parsing.tokens import Kind, tokens
from search.query.vocabulary import ORDERS


def has_term(text: str, term: str) -> bool:
    """Whether `text` has `term`, such as `is:unread`."""
    return any(text[start:end].lower() == term for start, end in _terms(text))


def toggled(text: str, term: str) -> str:
    """`text` without `term` where it has it, else with it at the end."""
    if has_term(text, term):
        return _without(text, [span for span in _terms(text) if text[slice(*span)].lower() == term])
    return _with(text, term)


def field_value(text: str, field: str) -> str | None:
    """The value that `text` gives to `field`, the last one of several; None where it gives none."""
    values = [text[start + len(field) + 1 : end] for start, end in _fields(text, field)]
    return values[-1] if values else None


def with_field(text: str, field: str, value: str | None) -> str:
    """`text` with `field:value` in place of every term of that field; None takes them out."""
    rest = _without(text, list(_fields(text, field)))
    return rest if value is None else _with(rest, f"{field}:{value}")


def turned_round(text: str, usual: str) -> str:
    """`text` in the opposite order; `usual` is the order that it has where it names none."""
    value = (field_value(text, "sort") or usual).lower()
    other = value.removeprefix("-") if value.startswith("-") else f"-{value}"
    known = other.removeprefix("-") in ORDERS
    return with_field(text, "sort", other if known else f"-{usual}")


def _with(text: str, term: str) -> str:
    return f"{text.rstrip()} {term}".lstrip()


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
    return text


def _fields(text: str, field: str) -> Iterator[tuple[int, int]]:
    for start, end in _terms(text):
        if text[start:end].lower().startswith(f"{field}:"):
            yield start, end


def _terms(text: str) -> Iterator[tuple[int, int]]:
    depth, before, found = 0, Kind.SPACE, list(tokens(text))
    for token, after in zip_longest(found, found[1:]):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0)
        if token.kind is Kind.FIELD and before is Kind.SPACE and depth <= 0:
            valued = after is not None and after.kind in (Kind.WORD, Kind.PHRASE)
            yield token.start, after.end if valued else token.end
        before = token.kind
