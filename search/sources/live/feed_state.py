"""What is kept of a feed from one sync to the next, so that nothing is asked for twice."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from search.model.record import Record, Skipped

Page = list[Record | Skipped]  # what one answer held


@dataclass(frozen=True, slots=True)
class Validators:
    """The marks by which a server tells whether an answer is still the same."""

    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class FeedMemory:
    """Of one feed: when it was last synced whole, in ms since 1970, and what it learned.

    `complete` names the days, weeks or months that will not change any more; `validators` are
    by address. A feed writes here what it has handed over, and not before.
    """

    synced: int | None = None
    complete: set[str] = field(default_factory=set)
    validators: dict[str, Validators] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day (UTC) of the last sync."""
        return None if self.synced is None else day_of(self.synced)


def day_of(moment: int) -> date:
    """The day (UTC) of a moment in ms since 1970."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()
