"""One paper taken apart into several, and two made one: by hand, and as steps of the history."""

from collections.abc import Iterator

from search.errors import LibraryError, UnknownPaperError
from search.model.step import JOIN, SPLIT, Step
from search.store import NOTE, Store
from search.store.history.marks import RECORD, Change
from search.store.rows import numbers, records
from search.store.rows.records import Kept


def split(store: Store, row: int) -> Step:
    """Give each work in `row` that shares no id with the first a row of its own.

    The marks stay where they are. Raises UnknownPaperError, and LibraryError where all that is
    known of the paper is of one id, or there is one record only.
    """
    paper = store.papers.paper(row)
    kept = records.of_row(store.database.connection, row)
    works = _works(kept)
    if len(works) < 2:
        raise LibraryError(f"{paper.id} is one paper in each of its sources: nothing to split")
    with store.database.transaction() as connection:
        targets = [row, *numbers.reserve(connection, len(works) - 1)]
    changes = []
    for target, work in zip(targets, works, strict=True):
        for each in work:
            mark = f"{RECORD}{each.number}"
            if target != row:
                changes.append(Change(row, mark, None))
            changes.append(Change(target, mark, records.APART))
    step = store.marks.change(changes, SPLIT, {"title": paper.title})
    if step is None:
        raise UnknownPaperError(f"{paper.id} was split by another program")
    return step


def join(store: Store, row: int, other: int) -> Step:
    """Make the papers in two rows the one in `row`, with the marks of both.

    Raises UnknownPaperError, and LibraryError where both are the same row.
    """
    paper = store.papers.paper(row)
    if row == other:
        raise LibraryError(f"{paper.id} is one paper already: name two papers")
    store.papers.paper(other)

    def changes() -> Iterator[Change]:
        for each in records.of_row(store.database.connection, other):
            yield Change(other, f"{RECORD}{each.number}", None)
            yield Change(row, f"{RECORD}{each.number}", records.HAND)
        own, added = store.marks.of(row), store.marks.of(other)
        for mark, value in added.items():
            yield Change(other, mark, None)
            if mark == NOTE and mark in own and own[mark] != value:
                value = f"{own[mark]}\n\n{value}"
            yield Change(row, mark, value)

    step = store.marks.change(changes(), JOIN, {"title": paper.title})
    if step is None:
        raise UnknownPaperError(f"{paper.id} was joined by another program")
    return step


def _works(kept: list[Kept]) -> list[list[Kept]]:
    """The records of each work, those of the first one first: records that share an id."""
    works: dict[frozenset[str], list[Kept]] = {}
    for each in kept:
        *ids, _ = each.record.paper.identities
        names = frozenset(ids or [f"record {each.number}"])
        same = [known for known in works if known & names]
        together = [member for known in same for member in works.pop(known)]
        works[names.union(*same)] = [*together, each]
    return sorted(works.values(), key=lambda work: kept.index(work[0]))
