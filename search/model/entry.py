"""A paper as this library has it: where it stands and what the user did to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.model.paper import Paper
    from search.model.passage import Passage
    from search.model.record import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper with its row number and its marks. `new`: it came since the reader was opened.

    `records` are what each source said, in order of arrival; empty where nobody asked for them.
    Several of one format may have citation keys of their own, and each may be cited somewhere:
    `citation_keys` are those of exports, the paper's own first, where the library has given any.
    `passages` are those of its full text that were marked, in the order of the paper. `cites`:
    how many works its cached full text cites, and how many of them the library has; None where
    nobody asked, or no text is cached.
    """

    row: int
    paper: Paper
    read: bool
    bookmarked: bool
    new: bool
    tags: tuple[str, ...]
    note: str | None
    records: tuple[Record, ...] = ()
    citation_keys: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    hidden: bool = False
    cites: tuple[int, int] | None = None
