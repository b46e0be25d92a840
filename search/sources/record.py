"""What a source gives: papers, and the records that made none, told and never dropped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from search.errors import PaperError
from search.paper import Paper

Record = TypeVar("Record")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A piece of a file that made no paper. `line` counts from 1; None where it is not known."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper with what a person did to it in the library that it comes from."""

    paper: Paper
    read: bool
    bookmarked: bool
    tags: tuple[str, ...]
    note: str | None


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
