"""Menus that change the query, so that the query line always tells the truth."""

from typing import TYPE_CHECKING

from search import field_value, has_term, toggled, turned_round, with_field
from tui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from tui.reader.screen import Reader

_FILTERS = (
    ("u", "is:unread", "unread"),
    ("r", "is:read", "read"),
    ("b", "is:bookmarked", "bookmarked"),
    ("n", "is:new", "new since the last time"),
    ("t", "is:tagged", "with a tag"),
    ("e", "has:note", "with a note"),
    ("c", "has:code", "with code"),
    ("a", "has:abstract", "with an abstract"),
    ("p", "has:project", "with a project page"),
    ("1", "date:today", "of today"),
    ("7", "date:7d", "of the last 7 days"),
    ("3", "date:30d", "of the last 30 days"),
)
_ORDERS = (
    ("r", "relevance", "the best match first"),
    ("d", "date", "the newest first"),
    ("u", "upvotes", "the most upvotes first"),
    ("s", "stars", "the most stars first"),
    ("t", "trending", "trending: upvotes for their age"),
    ("n", "title", "by title, A to Z"),
    ("a", "added", "the last added first"),
)


def filters(reader: "Reader") -> None:
    """Put a filter into the query, or take it out."""
    query = reader.query_text

    def chosen(term: str | None) -> None:
        if term is not None:
            reader.ask(toggled(query, term))

    width = max(len(label) for _, _, label in _FILTERS)
    choices = [
        Choice(key, term, f"{label:<{width}}  {term}", on=has_term(query, term))
        for key, term, label in _FILTERS
    ]
    reader.app.push_screen(Menu("Show only papers", choices, reader.glyphs.tick), chosen)


def order(reader: "Reader") -> None:
    """Choose the order."""
    query = reader.query_text
    now = field_value(query, "sort") or _usual(reader)

    def chosen(key: str | None) -> None:
        if key is not None:
            reader.ask(with_field(query, "sort", None if key == _usual(reader) else key))

    choices = [
        Choice(key, name, label, on=now.removeprefix("-") == name) for key, name, label in _ORDERS
    ]
    reader.app.push_screen(Menu("Order", choices, reader.glyphs.tick), chosen)


def turn_round(reader: "Reader") -> None:
    """The opposite order."""
    reader.ask(turned_round(reader.query_text, _usual(reader)))


def _usual(reader: "Reader") -> str:
    """The order where the query names none."""
    return "relevance" if reader.results is not None and reader.results.worded else "date"
