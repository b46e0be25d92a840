"""What is known of a paper beside its title: date, author, marks, counts, source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from search import readable
from tui.appearance import wording
from tui.appearance.looks import Looks

if TYPE_CHECKING:
    from search import Entry, Headline

AFIELD = "further afield"  # a paper of the personal order that is not like the marked ones
NO_BREAK = "\xa0"  # a space at which no line ends
BETWEEN = f"{NO_BREAK}· "  # facts of the detail pane: no line begins with it
_IN_ONE_PIECE = 30  # characters of a fact that no line end parts
_NAME_CELLS = 12  # of a family name, where there is little room


class Facts:
    """The facts of one paper as a line that ends with the author and the date.

    The others stand before them, the first to be left out where there is little room. The date
    stands beside no other number: an upvote count before it would read as its day.
    """

    def __init__(self, shown: Headline, looks: Looks, today: date, *, afield: bool = False) -> None:
        glyphs = looks.glyphs
        self._between = f" {glyphs.dot} "
        self._when = looks.short_day(shown.date, today) if shown.date else ""
        self._authors = list(_authors(shown, looks))
        self._label = "withdrawn" if shown.withdrawn else AFIELD if afield else ""
        self._others = (
            glyphs.note if shown.noted else "",
            *(f"{glyphs.tag}{tag}" for tag in shown.tags),
            "" if shown.upvotes is None else f"{glyphs.upvotes}{shown.upvotes:,}",
            "" if shown.stars is None else f"{glyphs.stars}{shown.stars:,}",
            "+".join(wording.sources(shown.sources)),
        )

    @property
    def least(self) -> int:
        """The cells of the shortest line with author and date."""
        return _cells(self._line(self._needed(self._authors[-1])))

    def within(self, room: int) -> str:
        """As much as fits into `room` cells."""
        fitting = (self._needed(author) for author in self._authors)
        parts = next((parts for parts in fitting if _cells(self._line(parts)) <= room), None)
        if parts is None:
            return ""
        for other in filter(None, self._others):
            if _cells(self._line([other, *parts])) > room:
                break
            parts = [other, *parts]
        return self._line(parts)

    def _needed(self, author: str) -> list[str]:
        return [part for part in (self._label, author, self._when) if part]

    def _line(self, parts: Sequence[str]) -> str:
        return self._between.join(parts)


def _authors(shown: Headline, looks: Looks) -> Iterator[str]:
    """The first author in fewer and fewer cells."""
    if not shown.first_author:
        yield ""
        return
    yield wording.people(shown.first_author, shown.authors)
    name = wording.people(shown.first_author, 1)
    yield name
    yield shortened(Content(name), _NAME_CELLS, looks).plain


def shortened(text: Content, width: int, looks: Looks) -> Content:
    """The text in `width` cells, with an ellipsis where it does not fit."""
    ellipsis = looks.glyphs.ellipsis
    if text.cell_length <= width:
        return text
    return (text.truncate(max(width - len(ellipsis), 0)) + ellipsis).truncate(width)


def _cells(text: str) -> int:
    return Content(text).cell_length


def facts_line(entry: Entry, looks: Looks, today: date) -> str:
    """All that is known of a paper, for lines that end between two facts."""
    return BETWEEN.join(
        fact.replace(" ", NO_BREAK) if len(fact) <= _IN_ONE_PIECE else fact
        for fact in _all(entry, looks, today)
    )


def _all(entry: Entry, looks: Looks, today: date) -> Iterator[str]:
    paper, glyphs = entry.paper, looks.glyphs
    if paper.withdrawn:
        yield "withdrawn"
    if paper.listed:
        yield f"listed {looks.day(paper.listed, today)}"
    if paper.published:
        yield f"published {looks.day(paper.published, today)}"
    if venue := wording.venue(paper):
        yield readable(venue)
    if paper.comment:
        yield readable(paper.comment)
    yield from paper.categories
    if paper.upvotes is not None:
        yield f"{glyphs.upvotes}{paper.upvotes:,}"
    if paper.stars is not None:
        yield f"{glyphs.stars}{paper.stars:,}"
    yield " + ".join(wording.sources(paper.sources)) or "no source"
    if entry.new:
        yield "new"
    yield "read" if entry.read else "unread"
    if entry.bookmarked:
        yield "bookmarked"
    if entry.cites:
        total, owned = entry.cites
        yield f"cites {total:,}, {owned:,} in your library"
