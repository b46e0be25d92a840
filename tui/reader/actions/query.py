"""Menus that change the query, so that the search bar always shows what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search import field_value, has_term, toggled, turned_round, with_field
from tui.dialogs.menu import Choice, Menu
from tui.reader.actions.papers.mark import named

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui

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
    ("f", "foryou", "for you: like the papers you marked"),
)


def filters(session: Session, ui: Ui) -> None:
    """Put a filter into the query, or take it out."""
    query = session.query

    def chosen(term: str | None) -> None:
        if term is not None:
            session.ask(toggled(query, term))

    width = max(len(label) for _, _, label in _FILTERS)
    choices = [
        Choice(key, term, f"{label:<{width}}  {term}", on=has_term(query, term))
        for key, term, label in _FILTERS
    ]
    ui.open_dialog(Menu("Show only papers", choices, ui.looks.glyphs.tick), chosen)


def order(session: Session, ui: Ui) -> None:
    """Choose the order."""
    query = session.query
    now = field_value(query, "sort") or _default(session)

    def chosen(key: str | None) -> None:
        if key is not None:
            session.ask(with_field(query, "sort", None if key == _default(session) else key))

    choices = [
        Choice(key, name, label, on=now.removeprefix("-") == name) for key, name, label in _ORDERS
    ]
    ui.open_dialog(Menu("Order", choices, ui.looks.glyphs.tick), chosen)


async def explain(session: Session, ui: Ui) -> None:
    """Show what adds to the score of the paper under the cursor."""
    from tui.dialogs.explanation import Explanation

    entry = await session.paper.now()
    reasons = await session.reasons()
    if entry is None:
        return
    if not reasons:
        ui.say("No words were searched, so this paper has no score")
        return
    order = field_value(session.combined_query, "sort") or "relevance"
    remark = "" if order == "relevance" else f"; the list is in another order, sort:{order}"
    ui.open_dialog(Explanation(named([entry]), reasons, remark), lambda _: None)


def turn_round(session: Session, _: Ui) -> None:
    """Reverse the order."""
    session.ask(turned_round(session.query, _default(session)))


def _default(session: Session) -> str:
    """The order where the query names none."""
    return "relevance" if session.results is not None and session.results.worded else "date"
