"""Exporting what a search found, a page of papers at a time."""

from collections.abc import Iterator
from typing import TextIO

from search.exports import write
from search.model.entry import Entry
from search.model.outcomes import Exported
from search.store import Store
from search.work.results import Results

_PAGE = 500  # papers in memory


def export(
    store: Store,
    results: Results,
    format: str,  # noqa: A002  the command line's word
    stream: TextIO,
    *,
    new_since: int,
) -> Exported:
    """See Library.export."""

    def entries() -> Iterator[Entry]:
        for start in range(0, len(results), _PAGE):
            yield from store.entries(results.page(start, _PAGE), new_since=new_since)

    return Exported(write(entries(), format, stream), results.ignored)
