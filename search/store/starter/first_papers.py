"""The starter papers: added once to an empty library, and gone when the first others come."""

from search.store import HIDDEN, READ, Store, starter

_KEY = "starter"
_LEFT = "starter.left"


def is_unused(store: Store) -> bool:
    """Whether a library never held a paper."""
    return store.memory[_KEY] is None and not store.papers.count()


def begin(store: Store, moment: int) -> None:
    """Add the starter papers. They are not new."""
    for key in ("opened", "new_since"):
        store.memory[key] = moment
    store.papers.add(starter.papers(), moment)
    store.memory[_KEY] = "loaded"


def leave(store: Store) -> None:
    """Remove them once there are other papers; those that the person marked stay.

    So do those that another source has, too, with all that they have.
    """
    if store.memory[_KEY] == "loaded" and not store.papers.all_from(starter.SOURCE):
        alone = _alone(store)
        gone = _unmarked(store, alone)
        store.papers.remove(gone)
        if gone:
            store.memory[_LEFT] = [len(gone), len(alone) - len(gone)]
        store.memory[_KEY] = "removed"


def left(store: Store) -> tuple[int, int] | None:
    """See Library.starter_left."""
    match store.memory[_LEFT]:
        case [int(gone), int(kept)]:
            return gone, kept
    return None


def forget_left(store: Store) -> None:
    """Give None from now on as `left`."""
    store.memory[_LEFT] = None


def remove(store: Store) -> tuple[int, int]:
    """See Library.remove_starter."""
    store.memory[_KEY] = "removed"
    alone = _alone(store)
    for row in set(store.papers.from_source(starter.SOURCE)).difference(alone):
        store.papers.remove_source(row, starter.SOURCE)
    gone = _unmarked(store, alone)
    store.papers.remove(gone)
    return len(gone), len(alone) - len(gone)


def _alone(store: Store) -> list[int]:
    """The rows of those that no other source has."""
    papers = store.papers.papers(store.papers.from_source(starter.SOURCE))
    return [row for row, paper in papers if paper.sources == (starter.SOURCE,)]


def _unmarked(store: Store, rows: list[int]) -> list[int]:
    """Those of `rows` without a bookmark, a tag or a note."""
    return [row for row in rows if not store.marks.of(row).keys() - {READ, HIDDEN}]
