"""The views: those that every library has, and the searches that the user saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import SavedView


_NOTHING = "Nothing is in this view now."


@dataclass(frozen=True, slots=True)
class View:
    """A query under a name.

    `empty` says what to do where it holds no paper, with the ids of commands for their keys.
    """

    name: str
    label: str
    query: str
    empty: str = _NOTHING


FOR_YOU = "sort:foryou is:unread -is:bookmarked -is:tagged -has:note"  # none that it learns from

BUILT_IN = (
    View(
        "all", "All", "",
        "No papers yet. {sync} fetches today's papers; `broadsheet import FILE` reads yours.",
    ),
    View("unread", "Unread", "is:unread", "Everything is read. {view.1} shows all papers."),
    View(
        "bookmarks", "Bookmarks", "is:bookmarked",
        "No bookmarks yet. {mark.bookmark} bookmarks the paper under the cursor.",
    ),
    View("code", "With code", "has:code", "No paper here has a GitHub link."),
    View("new", "New", "is:new", "Nothing has arrived since the reader was last opened."),
    View("today", "Today", "date:today", "No paper is of today."),
    View("foryou", "For you", FOR_YOU, "Every paper is read or marked."),
)  # fmt: skip


def views(saved: Sequence[SavedView]) -> list[View]:
    """All views in order: the keys 1 to 9 open the first nine."""
    return [*BUILT_IN, *(View(f"saved:{view.name}", view.name, view.query) for view in saved)]
