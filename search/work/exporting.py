"""Exporting papers, a page of them at a time, with the citation keys that the library gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO

from search.exports import has_keys, write
from search.exports.keys import wanted
from search.model.entry import Entry
from search.store import Store

_PAGE = 500  # papers in memory


def export(
    store: Store,
    pages: Iterable[Sequence[int]],
    format: str,  # noqa: A002  the command line's word
    stream: TextIO,
    *,
    new_since: int,
) -> int:
    """Write the papers in the rows of `pages`; how many there were. Raises LibraryError."""

    def entries() -> Iterator[Entry]:
        for rows in pages:
            found = store.entries(rows, new_since=new_since)
            yield from keyed(store, found) if has_keys(format) else found

    return write(entries(), format, stream)


def pages_of(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """Rows, a page at a time."""
    for start in range(0, len(rows), _PAGE):
        yield rows[start : start + _PAGE]


def keyed(store: Store, entries: Sequence[Entry]) -> list[Entry]:
    """The same entries with their citation keys, which the library gives now if it has not yet."""
    given = store.citation_keys.of_rows({entry.row: wanted(entry) for entry in entries})
    return [replace(entry, citation_keys=given[entry.row]) for entry in entries]
