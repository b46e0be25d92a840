"""Marking all that a search finds, from the palette: "mark read: is:new curriculum"."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Protocol, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from search import Marking
from tui.appearance import wording
from tui.reader.actions.papers.mark import mark
from tui.reader.ui import Ui

if TYPE_CHECKING:
    from search import Results
    from tui.reader.state.session import Session


class _Control(Ui, Protocol):
    """The screen as an action sees it, and turns with the keys."""

    def in_turn(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do `action` when the keys before it are done."""


class _Reader(Protocol):
    """The screen that the palette lies over."""

    session: Session
    control: _Control


FORMS = (
    "Mark read: SEARCH", "Mark unread: SEARCH", "Bookmark: SEARCH", "Unbookmark: SEARCH",
    "Tag NAME: SEARCH", "Untag NAME: SEARCH", "Hide: SEARCH", "Unhide: SEARCH",
)  # fmt: skip


class Bulk(Provider):
    """Offers what is typed, with how many papers it would change."""

    async def search(self, query: str) -> Hits:
        """One entry, above whatever only looks alike."""
        command, _, target = query.partition(":")
        change = _change(command)
        if change is None or not target.strip():
            return
        marking, unchanged = change
        reader = cast("_Reader", self.screen)
        library, ui = reader.session.library, reader.control
        found = await asyncio.to_thread(library.search, target)
        to_change = await asyncio.to_thread(library.search, unchanged, within=target)
        # Where something is ignored, more is found than was meant.
        rows = [] if found.ignored else to_change.page(0, len(to_change))
        yield Hit(
            inf,
            Content(f"{query} · {_summary(found, len(rows))}"),
            # In turn with the keys: an undo that is pressed at once finds it done.
            partial(ui.in_turn, partial(mark, reader.session, ui, rows, marking)),
            help=f"In all papers, as one step; {ui.keymap.say('{undo}')} undoes it",
        )


def _change(command: str) -> tuple[Marking, str] | None:
    """The marking that `command` names, and a query for the papers that it changes."""
    verb, _, name = " ".join(command.split()).partition(" ")
    match verb.casefold(), name.casefold():
        case "mark", "read":
            return Marking(read=True), "is:unread"
        case "mark", "unread":
            return Marking(read=False), "is:read"
        case "bookmark", "":
            return Marking(bookmarked=True), "-is:bookmarked"
        case "unbookmark", "":
            return Marking(bookmarked=False), "is:bookmarked"
        case "hide", "":
            return Marking(hidden=True), "-is:hidden"
        case "unhide", "":
            return Marking(hidden=False), "is:hidden"
        case _ if not name or {'"', "*"} & set(name):
            return None  # no query can name such a tag
        case "tag", _:
            return Marking(tag=(name,)), f'-tag:"{name}"'
        case "untag", _:
            return Marking(untag=(name,)), f'tag:"{name}"'
    return None


def _summary(found: Results, changed: int) -> str:
    if found.ignored:
        return f"ignored: {'; '.join(found.ignored)}"
    if not len(found):
        return "no paper found"
    if not changed:
        return f"{wording.count(len(found), 'paper')}, nothing to change"
    return wording.count(changed, "paper")
