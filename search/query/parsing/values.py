"""The values of the fields that the store answers: days, counts, states, tags, notes and ids."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from whoosh.query import Every

from search.model.filters import Between, CitedBy, Cites, Has, Is, Leaf, Like, Named, Noted, Tagged
from search.model.queries import FullText
from search.query import identify
from search.query.assist import mistakes
from search.query.parsing.days import Stretch, days
from search.query.vocabulary import COUNT_FIELDS, DAY_FIELDS, POSSESSIONS, STATES
from search.text.patterns import LazyPattern

_COMPARED = LazyPattern(r"(>=|=>|<=|=<|>|<|=)(.*)", re.DOTALL)
_COUNT = LazyPattern(r"([0-9]{1,12})([km]?)", re.IGNORECASE)
_DAYS = "a day, month, year or time span such as 2024-06-03, 2024-06, 2024 or 7d"
_COUNTS = "a number or a range such as 500, 2k, >100 or 50..200"
_OF_A_PAPER = {"like": Like, "cites": Cites, "citedby": CitedBy}
NO_ID = "invalid id; expected one such as 2406.01234, doi:10.1000/182 or t-0123456789ab"
_MOST = 2**31 - 1  # as much as a count of a paper may be


class Invalid(NamedTuple):
    """Why `field:value` is no condition; `nearest` is the valid form that was meant, if any."""

    reason: str
    nearest: str | None = None


def leaf(field: str, text: str, today: date) -> Leaf | Invalid:
    """The condition that `field:text` is, or why it is none."""
    found = _leaf(field, text, today)
    if isinstance(found, Leaf):
        return found
    return Invalid(found, mistakes.nearest_value(field, text, today))


def _leaf(field: str, text: str, today: date) -> Leaf | str:
    if text == "*":
        return _any(field)
    if field in DAY_FIELDS:
        stretch = _stretch(text.lower(), lambda day: days(day, today))
        return Between(field, *stretch) if stretch else f"invalid date; expected {_DAYS}"
    if field in COUNT_FIELDS:
        counts = _stretch(text, _count)
        return Between(field, *counts) if counts else f"invalid number; expected {_COUNTS}"
    name = " ".join(text.casefold().split())
    if field == "is":
        return Is(name) if name in STATES else _unknown(STATES)
    if field == "has" and name == "fulltext":
        return FullText(Every())
    if field == "has":
        return Has(name) if name in POSSESSIONS else _unknown(POSSESSIONS)
    if not name.strip("*"):
        return "missing value"
    if field == "id":
        return named(name) or NO_ID
    if field in _OF_A_PAPER:
        paper = named(name)
        return _OF_A_PAPER[field](paper.id) if paper else NO_ID
    return Tagged(name) if field == "tag" else Noted(name.rstrip("*"))


def of_year(year: str, today: date) -> Between:
    """The condition that a paper is of a year."""
    found = days(year, today)
    assert found  # four digits
    return Between("date", *found)


def named(text: str) -> Named | None:
    """The paper whose arXiv id, DOI, page or own id `text` is as a whole, or None."""
    identity = identify.named(text)
    return None if identity is None else Named(identity)


def _unknown(values: tuple[str, ...]) -> str:
    return f"unknown value; expected {', '.join(values)}"


def _any(field: str) -> Leaf | str:
    """`field:*`: the paper has something there."""
    if field in DAY_FIELDS or field in COUNT_FIELDS:
        return Between(field, None, None)
    return {"tag": Is("tagged"), "note": Has("note")}.get(field, "missing value")


def _stretch(text: str, read: Callable[[str], Stretch | None]) -> Stretch | None:
    """`text` as a value, a comparison or a range of values, each of which `read` understands."""
    if compared := _COMPARED.fullmatch(text):
        found = read(compared[2])
        if found is None:
            return None
        first, last = _ends(found)
        beyond = {">": (last + 1, None), "<": (None, first - 1), "=": found}
        return beyond.get(compared[1]) or ((first, None) if ">" in compared[1] else (None, last))
    if ".." not in text:
        return read(text)
    left, _, right = text.partition("..")
    start, end = read(left), read(right)
    if (left and start is None) or (right and end is None) or not (start or end):
        return None
    low = _ends(start)[0] if start else None
    high = _ends(end)[1] if end else None
    if start and end and low is not None and high is not None and low > high:
        low, high = _ends(end)[0], _ends(start)[1]
    return low, high


def _ends(found: Stretch) -> tuple[int, int]:
    """The first and last of a value; one without an end ("7d") is its first day."""
    first, last = found
    assert first is not None
    return first, first if last is None else last


def _count(text: str) -> Stretch | None:
    found = _COUNT.fullmatch(text)
    if not found:
        return None
    count = min(int(found[1]) * {"": 1, "k": 1000, "m": 1_000_000}[found[2].lower()], _MOST - 1)
    return count, count
