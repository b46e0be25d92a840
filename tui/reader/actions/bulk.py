"""Marking all that a search finds, from the palette: "mark read: is:new curriculum"."""

import asyncio
from functools import partial
from math import inf
from typing import TYPE_CHECKING, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from search import Marking
from tui.appearance import wording
from tui.reader.actions.mark import mark

if TYPE_CHECKING:
    from search import Results
    from tui.reader.screen import Reader

FORMS = (
    "Mark read: SEARCH", "Mark unread: SEARCH", "Bookmark: SEARCH", "Unbookmark: SEARCH",
    "Tag NAME: SEARCH", "Untag NAME: SEARCH",
)  # fmt: skip


class Bulk(Provider):
    """Offers what is typed, with how many papers it would change."""

    async def search(self, query: str) -> Hits:
        """One entry, above whatever only looks alike."""
        what, _, sought = query.partition(":")
        asked = _asked(what)
        if asked is None or not sought.strip():
            return
        marking, changed = asked
        reader = cast("Reader", self.screen)
        found = await asyncio.to_thread(reader.library.search, sought)
        to_change = await asyncio.to_thread(reader.library.search, changed, within=sought)
        # Where something is ignored, more is found than was meant.
        rows = [] if found.ignored else to_change.page(0, len(to_change))
        yield Hit(
            inf,
            Content(f"{query} · {_told(found, len(rows))}"),
            # In turn with the keys: one that takes it back at once finds it done.
            partial(reader.call_later, mark, reader, rows, marking),
            help=f"In all papers, as one step; {reader.keymap.say('{undo}')} takes it back",
        )


def _asked(what: str) -> tuple[Marking, str] | None:
    """The marking that `what` names, and a query for the papers that it changes."""
    verb, _, name = " ".join(what.split()).partition(" ")
    match verb.casefold(), name.casefold():
        case "mark", "read":
            return Marking(read=True), "is:unread"
        case "mark", "unread":
            return Marking(read=False), "is:read"
        case "bookmark", "":
            return Marking(bookmarked=True), "-is:bookmarked"
        case "unbookmark", "":
            return Marking(bookmarked=False), "is:bookmarked"
        case _ if not name or {'"', "*"} & set(name):
            return None  # no query can name such a tag
        case "tag", _:
            return Marking(tag=(name,)), f'-tag:"{name}"'
        case "untag", _:
            return Marking(untag=(name,)), f'tag:"{name}"'
    return None


def _told(found: "Results", changed: int) -> str:
    if found.ignored:
        return f"not understood: {'; '.join(found.ignored)}"
    if not len(found):
        return "no paper found"
    if not changed:
        return f"{wording.count(len(found), 'paper')}, nothing to change"
    return wording.count(changed, "paper")
