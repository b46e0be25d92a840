"""The place where the reader was left, remembered from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Library, Remembered

_KEY = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """The view, the query, the row under the cursor, and how many rows are scrolled past.

    `scrolled` counts the lines scrolled past of the paper under the cursor.
    """

    view: str = "all"
    query: str = ""
    row: int | None = None
    offset: int = 0
    scrolled: int = 0


def save_place(library: Library, place: Place) -> None:
    """Remember `place`."""
    library.remember(_KEY, asdict(place))


def saved_place(remembered: Mapping[str, Remembered]) -> Place:
    """The place that is remembered, or the start of all papers."""
    value = remembered.get(_KEY)
    if not isinstance(value, dict):
        return Place()
    view, query = value.get("view"), value.get("query")
    row, offset, scrolled = value.get("row"), value.get("offset"), value.get("scrolled")
    return Place(
        view=view if isinstance(view, str) else "all",
        query=query if isinstance(query, str) else "",
        row=row if isinstance(row, int) else None,
        offset=offset if isinstance(offset, int) else 0,
        scrolled=scrolled if isinstance(scrolled, int) else 0,
    )
