"""Papers with the marks of the library, put together in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from search.model.entry import Entry
from search.store import values
from search.store.history.marks import BOOKMARK, HIDDEN, NOTE, PASSAGE, READ, TAG, Marks, Value
from search.store.rows.papers import Papers

if TYPE_CHECKING:
    from search.model.passage import Passage


def entries(papers: Papers, marks: Marks, rows: Iterable[int], *, new_since: int) -> list[Entry]:
    """The whole papers in `rows`, in their order; removed ones are left out.

    A paper is new where it was added after `new_since`, in ms since 1970.
    """
    wanted = list(rows)
    added, marked = papers.added(wanted), marks.of_rows(wanted)
    records = papers.records(wanted)
    found: dict[int, Entry] = {}
    for row, paper in papers.papers(wanted):
        own = marked.get(row, {})
        note = own.get(NOTE)
        found[row] = Entry(
            row=row,
            paper=paper,
            read=READ in own,
            bookmarked=BOOKMARK in own,
            new=added.get(row, 0) > new_since,
            tags=tuple(sorted(mark.removeprefix(TAG) for mark in own if mark.startswith(TAG))),
            note=note if isinstance(note, str) else None,
            passages=tuple(sorted(_passages(own), key=lambda passage: passage.place)),
            hidden=HIDDEN in own,
            records=records.get(row, ()),
        )
    return [found[row] for row in wanted if row in found]


def _passages(marks: Mapping[str, Value]) -> Iterator[Passage]:
    for mark, value in marks.items():
        if mark.startswith(PASSAGE):
            from search.model.passage import from_values  # which few papers have

            passage = from_values(values.parsed_object(value))
            if passage is not None:
                yield passage
