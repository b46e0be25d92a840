"""Papers with the marks of the library, put together in a fixed number of statements."""

from collections.abc import Iterable

from search.model.entry import Entry
from search.store.history.marks import BOOKMARK, NOTE, READ, TAG, Marks
from search.store.rows.papers import Papers


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
            records=records.get(row, ()),
        )
    return [found[row] for row in wanted if row in found]
