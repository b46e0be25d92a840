"""One search of the reader: what is asked, and what is found, with the rows to be on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from tui.listing import Listing, Viewport
from tui.reader.state.listed import Listed
from tui.reader.state.place import Place
from tui.views import View

if TYPE_CHECKING:
    from search import Library


class Cause(Enum):
    """Who changed the cursor or the list."""

    PERSON = auto()  # a key or a click
    PROGRAM = auto()  # the reader itself: its start, a timer, an index that has grown
    OUTSIDE = auto()  # another program, or a sync


@dataclass(frozen=True, slots=True)
class Request:
    """A search to make: where the cursor is to stand, and what of the list is on screen.

    `typing`: the last word is still being typed.
    Where the list is only brought up to date, `keeping` is what it shows, all of which stays but
    for the rows of `dropping`.
    """

    query: str
    view: View
    place: Place
    viewport: Viewport
    cause: Cause
    typing: bool = False
    keeping: Listed | None = None
    dropping: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The results of a search, with the rows on screen: `offset` rows are above them.

    `behind`: the index lacks papers. A search knows that, because it is a
    search that finds the index damaged.
    """

    request: Request
    listed: Listed
    listing: Listing
    position: int | None
    offset: int
    behind: bool


def search(library: Library, request: Request, cancelled: Callable[[], bool]) -> Found:
    """Search, and load the rows that will be on screen. Raises Cancelled, LibraryError."""
    kept = request.keeping
    results = library.search(
        request.query,
        within=request.view.query,
        typing=request.typing,
        rebuild=False,  # the session does so in the background
        keeping=None if kept is None else kept.results.without(request.dropping),
        cancelled=cancelled,
    )
    listed = Listed(results, partly=bool(kept and kept.partly))
    place, listing = request.place, Listing(library, listed)
    position = _position(listed, place)
    first = request.viewport.first if place.above is None else (position or 0) - place.above
    offset = max(first, 0)
    viewport = request.viewport.around(position or 0, offset, len(listed))
    listing.keep(listing.reload(viewport), viewport.room)
    return Found(request, listed, listing, position, offset, library.index_behind())


def _position(listed: Listed, place: Place) -> int | None:
    """Where the paper of `place` is, or its nearest neighbour that there is."""
    rows = () if place.row is None else (place.row, *place.near)
    positions = (listed.position(row) for row in rows)
    return next((position for position in positions if position is not None), None)
