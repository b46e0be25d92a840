"""What is kept of a feed from one sync to the next, so that nothing is asked for twice."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from search.errors import SourceError
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

    `complete` names the days, weeks or months that will get no more papers; `validators` are
    by address. `missing` names those that could not be fetched and are asked for again, `gone`
    those that the feed gives no more. `counts` has the number of papers of each list. A feed
    writes here what it has handed over, and not before.
    """

    synced: int | None = None
    complete: set[str] = field(default_factory=set)
    validators: dict[str, Validators] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def check_count(self, name: str, count: int) -> None:
        """Remember how many papers a list has. Raises SourceError where it had some, and has none.

        A server under load answers so, and nothing would ask for the list again.
        """
        if not count and (before := self.counts.get(name)):
            raise SourceError(f"{name}: empty answer; it had {before:,} papers: try again later")
        self.counts[name] = count

    @property
    def day(self) -> date | None:
        """The day (UTC) of the last sync."""
        return None if self.synced is None else day_of(self.synced)


def day_of(moment: int) -> date:
    """The day (UTC) of a moment in ms since 1970."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()
