"""The starter papers: added once to an empty library, and gone when the first others come."""

from collections.abc import Callable

from search.store import HIDDEN, READ, Store, starter

_KEY = "starter"
_LEFT = "starter.left"


class StarterPapers:
    """The starter papers of a library, as far as it has any."""

    def __init__(self, store: Store, removed: Callable[[], object]) -> None:
        self._store = store
        self._removed = removed  # called when `remove` has removed some

    def are_due(self) -> bool:
        """Whether the library never held a paper."""
        return self._store.memory[_KEY] is None and not self._store.papers.count()

    def add(self, moment: int) -> None:
        """Add them. They are not new. `moment` is in ms since 1970."""
        for key in ("opened", "new_since"):
            self._store.memory[key] = moment
        self._store.papers.add(starter.papers(), moment)
        self._store.memory[_KEY] = "loaded"

    def are_all(self) -> bool:
        """Whether every paper is one of them."""
        return self._store.papers.all_from(starter.SOURCE)

    def make_room(self) -> None:
        """Remove them once there are other papers; those that the person marked stay.

        So do those that another source has, too, with all that they have.
        """
        if self._store.memory[_KEY] == "loaded" and not self.are_all():
            alone = self._alone()
            gone = self._unmarked(alone)
            self._store.papers.remove(gone)
            if gone:
                self._store.memory[_LEFT] = [len(gone), len(alone) - len(gone)]
            self._store.memory[_KEY] = "removed"

    def left(self, *, forget: bool = False) -> tuple[int, int] | None:
        """How many were removed when the first others came, and how many were kept.

        None where none was removed, or since this was called with `forget`.
        """
        match self._store.memory[_LEFT]:
            case [int(gone), int(kept)]:
                if forget:
                    self._store.memory[_LEFT] = None
                return gone, kept
        return None

    def remove(self) -> tuple[int, int]:
        """Remove them for good; how many were removed, and how many were kept.

        Those with a bookmark, a tag or a note are kept; so are those that another source has, too,
        which lose only the source "starter".
        """
        self._store.memory[_KEY] = "removed"
        alone = self._alone()
        for row in set(self._store.papers.from_source(starter.SOURCE)).difference(alone):
            self._store.papers.remove_source(row, starter.SOURCE)
        gone = self._unmarked(alone)
        self._store.papers.remove(gone)
        self._removed()
        return len(gone), len(alone) - len(gone)

    def _alone(self) -> list[int]:
        """The rows of those that no other source has."""
        papers = self._store.papers.papers(self._store.papers.from_source(starter.SOURCE))
        return [row for row, paper in papers if paper.sources == (starter.SOURCE,)]

    def _unmarked(self, rows: list[int]) -> list[int]:
        """Those of `rows` without a bookmark, a tag or a note."""
        return [row for row in rows if not self._store.marks.of(row).keys() - {READ, HIDDEN}]
