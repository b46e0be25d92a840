"""Reading for tests that ask for papers alone, and not for the records that tell of them."""

from collections.abc import Iterator
from typing import BinaryIO

from search import sources
from search.model.paper import Paper
from search.sources import Marked, Record, Skipped


def read(
    stream: BinaryIO, name: str, format_: str | None = None
) -> Iterator[Paper | Marked | Skipped]:
    """As search.sources.read, with the paper in place of each record that bears no marks."""
    for each in sources.read(stream, name, format_):
        if isinstance(each, Skipped):
            yield each
        elif isinstance(each, Record) or not (
            each.read or each.bookmarked or each.tags or each.note or each.passages
        ):
            yield each.paper
        else:
            yield each
