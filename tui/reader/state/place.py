"""The place where the reader was left, remembered from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Library, Remembered

_KEY = "place"
TO_REMEMBER_S = 0.25  # while another program writes: quitting waits for it
_LONGEST = 10_000  # of a query, whoever wrote it; the first 2,000 characters are read


@dataclass(frozen=True, slots=True)
class Place:
    """The view, the query, the row under the cursor, and how many rows of the list are above it.

    `near` are other rows of the list, the nearest first, for when that paper is gone. `scrolled`
    counts the lines scrolled past of the paper under the cursor. Without `above` the list is
    scrolled no further than the cursor needs.
    """

    view: str = "all"
    query: str = ""
    row: int | None = None
    above: int | None = 0
    near: tuple[int, ...] = ()
    scrolled: int = 0


def save_place(library: Library, place: Place) -> None:
    """Remember `place`; not where another program keeps writing.

    Raises LibraryError.
    """
    library.remember(_KEY, asdict(place), wait_s=TO_REMEMBER_S)


def saved_place(remembered: Mapping[str, Remembered]) -> Place:
    """The place that is remembered, or the start of all papers."""
    value = remembered.get(_KEY)
    if not isinstance(value, dict):
        return Place()
    view, query = value.get("view"), value.get("query")
    row, above, scrolled = value.get("row"), value.get("above"), value.get("scrolled")
    near = value.get("near")
    rows = near if isinstance(near, list) else []
    return Place(
        view=view if isinstance(view, str) else "all",
        query=query[:_LONGEST] if isinstance(query, str) else "",
        row=row if isinstance(row, int) else None,
        above=above if isinstance(above, int) else 0,
        near=tuple(each for each in rows if isinstance(each, int)),
        scrolled=scrolled if isinstance(scrolled, int) else 0,
    )
