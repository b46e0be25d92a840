"""What a source gives: papers, and the records that made none, told and never dropped."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from search.errors import PaperError
from search.model.record import Skipped

Record = TypeVar("Record")
Made = TypeVar("Made")


def papers(
    records: Iterable[tuple[int | None, Record | Skipped]],
    paper_of: Callable[[Record], Made],
    name: str,
) -> Iterator[Made | Skipped]:
    """A paper for each (line, record), or Skipped with the line, else the number, of the record."""
    for number, (line, record) in enumerate(records, 1):
        if isinstance(record, Skipped):
            yield record
            continue
        try:
            yield paper_of(record)
        except PaperError as error:
            yield Skipped(name, line, str(error) if line else f"item {number}: {error}")


def objects(
    found: Iterable[object], name: str
) -> Iterator[tuple[None, dict[str, object] | Skipped]]:
    """The JSON objects of a list for `papers`, and Skipped for what is none."""
    for number, item in enumerate(found, 1):
        told = item if isinstance(item, dict) else Skipped(name, None, f"item {number}: no paper")
        yield None, told
