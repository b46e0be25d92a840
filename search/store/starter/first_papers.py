"""The starter papers: added once to an empty library, and removed for good."""

from search.store import READ, Store, starter

_KEY = "starter"


def begin(store: Store, moment: int) -> None:
    """Add the starter papers to a library that never held a paper. They are not new."""
    if store.memory[_KEY] is None and not store.papers.count():
        for key in ("opened", "new_since"):
            store.memory[key] = moment
        store.papers.add(starter.papers(), moment)
        store.memory[_KEY] = "loaded"


def remove(store: Store) -> tuple[int, int]:
    """See Library.remove_starter."""
    store.memory[_KEY] = "removed"
    gone, kept = [], 0
    for row in store.papers.from_source(starter.SOURCE):
        paper = store.papers.paper(row)
        if paper.sources != (starter.SOURCE,):
            store.papers.remove_source(row, starter.SOURCE)
        elif store.marks.of(row).keys() - {READ}:
            kept += 1
        else:
            gone.append(row)
    store.papers.remove(gone)
    return len(gone), kept
