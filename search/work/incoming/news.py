"""What of a sync is new and what is revised, counted and remembered for the next digests."""

from collections.abc import Sequence

from search.model.record import Record
from search.sources.json_values import count, items, values
from search.store import Outcome, Store
from search.store.memory import Remembered

NOT_NEW = ("cross", "replace", "replace-cross")  # how arXiv announces what is no new paper
_RELISTED = "digest.relisted"  # rows of papers that came in so
_REVISED = "digest.revised"  # row -> when a replacement came, in ms since 1970
_MOST = 20_000  # of each are remembered, the latest


class Tally:
    """Adds the records of a feed to a store, and counts what became of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.revised = self.relisted = 0

    @property
    def papers(self) -> int:
        """How many records there were."""
        return sum(self.outcomes.values()) + self.relisted

    def count(self, records: Sequence[Record], moment: int) -> None:
        """Add records that arrive at `moment`, in ms since 1970."""
        again: list[int] = []
        as_new: list[int] = []
        replaced: list[int] = []
        added = self._store.papers.add(records, moment)
        for record, (row, outcome) in zip(records, added, strict=True):
            not_new = record.announced in NOT_NEW
            if not not_new:
                as_new.append(row)
            if not_new and outcome is Outcome.ADDED:
                again.append(row)
                continue
            self.outcomes[outcome] += 1
            if record.announced.startswith("replace") and outcome is Outcome.UPDATED:
                replaced.append(row)
        self.relisted += len(again)
        self.revised += len(replaced)
        before = relisted(self._store)
        if again or before.intersection(as_new):
            kept = sorted(before.union(again).difference(as_new))[-_MOST:]
            self._store.memory[_RELISTED] = [*kept]
        if replaced:
            revisions = revised(self._store) | dict.fromkeys(replaced, moment)
            latest = sorted(revisions.items(), key=lambda item: item[1])[-_MOST:]
            reported: dict[str, Remembered] = {str(row): when for row, when in latest}
            self._store.memory[_REVISED] = reported


def relisted(store: Store) -> set[int]:
    """The rows of papers that only cross-lists and replacements brought."""
    rows = map(count, items(store.memory[_RELISTED]))
    return {row for row in rows if row is not None}


def revised(store: Store) -> dict[int, int]:
    """When a replacement of a known paper came, by row, in ms since 1970."""
    reported = values(store.memory[_REVISED])
    return {int(row): count(when) or 0 for row, when in reported.items() if row.isdecimal()}
