"""The rows of a list: what each of them shows, and which of them are loaded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from search import readable

if TYPE_CHECKING:
    from search import Headline, Library, Results, Spans

_PAGE = 16  # rows loaded at once: about a screenful, since each may cost a passage
_PAGES = 128  # pages kept


@dataclass(frozen=True, slots=True)
class ListRow:
    """A paper as the list shows it, with the matched spans of its title.

    `passage` is the best one of the abstract for the search, and its matched spans. The headline
    has the author by whose name the paper was found, if any, in place of the first one. `liked`: it
    is like the marked papers; `afield`: it is in the personal order from further afield.
    """

    headline: Headline
    title: str
    new: bool
    title_spans: Spans = ()
    liked: bool = False
    afield: bool = False
    passage: tuple[str, Spans] | None = None


Pages = Mapping[int, Sequence[ListRow | None]]


@dataclass(frozen=True, slots=True)
class Viewport:
    """Which part of a list is on screen: the first row, how many rows, the cells for a passage."""

    first: int
    visible: int
    room: int

    def around(self, cursor: int, offset: int, total: int) -> Viewport:
        """The viewport that begins at `offset`, moved as little as shows `cursor`."""
        first = min(max(offset, cursor - self.visible + 1), cursor)
        return Viewport(max(min(first, total - self.visible), 0), self.visible, self.room)


class Papers(Protocol):
    """The row numbers of a list, and of what search; see tui.reader.state.listed."""

    results: Results
    rule: int | None

    def __len__(self) -> int:
        """How many positions there are."""

    def page(self, offset: int, limit: int) -> list[int]:
        """The row numbers from a position on."""


class Rows(Protocol):
    """What the list draws. It is asked while a line is painted, so nothing may be read for it."""

    @property
    def worded(self) -> bool:
        """Whether words were searched, so that rows may have passages."""

    def __len__(self) -> int:
        """How many rows there are."""

    @property
    def rule(self) -> int | None:
        """The position that holds a rule and no paper, if any."""

    def row(self, position: int) -> ListRow | None:
        """The row at a position; None where it is not loaded yet."""


class NoRows:
    """A list of nothing."""

    rule = None
    worded = False

    def __len__(self) -> int:
        return 0

    def row(self, position: int) -> None:
        """No row, whatever is asked."""


class Listing:
    """The rows of one search. Only `load` reads the library; everything else is in memory."""

    def __init__(self, library: Library, papers: Papers) -> None:
        self._library = library
        self._papers = papers
        self._results = papers.results
        self._pages: OrderedDict[int, Sequence[ListRow | None]] = OrderedDict()
        self._room = 0  # of the passages in the pages

    def __len__(self) -> int:
        return len(self._papers)

    @property
    def rule(self) -> int | None:
        """The position that holds a rule and no paper."""
        return self._papers.rule

    @property
    def worded(self) -> bool:
        """Whether words were searched, so that rows may have passages."""
        return self._results.worded

    def row(self, position: int) -> ListRow | None:
        """The row at a position; None where it is not loaded, or its paper is gone."""
        number, index = divmod(position, _PAGE)
        page = self._pages.get(number, ())
        return page[index] if index < len(page) else None

    def missing(self, viewport: Viewport, margin: int = 0) -> list[int]:
        """The pages that `viewport`, and `margin` rows at each end, lacks."""
        wanted = _pages(viewport, margin, len(self))
        if self._room_of(viewport.room) != self._room:
            return wanted  # the passages were cut for another width
        return [number for number in wanted if number not in self._pages]

    def load(self, numbers: Iterable[int], room: int) -> Pages:
        """Read pages from the library; `room` is for a passage, in cells, 0 for none.

        Not on the thread that draws. Raises LibraryError.
        """
        return {number: self._load(number, room) for number in numbers}

    def reload(self, viewport: Viewport) -> Pages:
        """Read anew what is on screen. Not on the thread that draws. Raises LibraryError."""
        return self.load(_pages(viewport, 0, len(self)), viewport.room)

    def keep(self, pages: Pages, room: int, *, anew: bool = False) -> None:
        """Take in pages that were loaded; `anew`: all others are out of date."""
        if anew or self._room_of(room) != self._room:
            self._pages.clear()
        self._room = self._room_of(room)
        self._pages.update(pages)
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)

    def _room_of(self, room: int) -> int:
        """The room for passages: none where no words were searched."""
        return room if self.worded else 0

    def _load(self, number: int, room: int) -> list[ListRow | None]:
        rows = self._papers.page(number * _PAGE, _PAGE)
        passages = self._library.passages(rows, self._results, room) if room else {}
        authors = self._library.found_authors(rows, self._results)
        liked = self._library.liked(rows)
        loaded = {}
        for headline in self._library.headlines(rows):
            title = readable(headline.title)
            passage = passages.get(headline.row)
            if author := authors.get(headline.row):
                headline = replace(headline, first_author=author)
            loaded[headline.row] = ListRow(
                headline,
                title,
                new=headline.added > self._library.visits.new_since,
                title_spans=self._results.spans(title, "title"),
                liked=headline.row in liked,
                afield=headline.row in self._results.afield,
                passage=passage if passage and passage[1] else None,
            )
        return [loaded.get(row) for row in rows]


def _pages(viewport: Viewport, margin: int, total: int) -> list[int]:
    first = max(viewport.first - margin, 0)
    end = min(viewport.first + max(viewport.visible, 1) + 1 + margin, total)  # one may be cut
    return list(range(first // _PAGE, (end - 1) // _PAGE + 1)) if first < end else []
