"""The outcome of a sync, feed by feed."""

from dataclasses import dataclass

from search.model.record import Skipped


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed of the settings; `synced` is its last complete sync, in ms since 1970.

    `missing` are the days, weeks or months that could not be fetched, which the next sync asks
    for again; `gone` those that the feed gives no more. Both are sorted.
    """

    name: str
    what: str
    synced: int | None
    missing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedSynced:
    """The outcome of one feed. Papers that arrived before an `error` are kept and counted.

    `revised` are those `updated` of which arXiv announced a replacement. `relisted` came as a
    cross-list or a replacement and were not known: they are in the library, and do not count as
    `added`.
    """

    name: str
    what: str
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    error: str | None
    synced: int | None  # as in FeedState
    missing: tuple[str, ...] = ()  # as in FeedState
    gone: tuple[str, ...] = ()  # what this sync found to be gone
    revised: int = 0
    relisted: int = 0


@dataclass(frozen=True, slots=True)
class Synced:
    """The outcomes of all feeds that were synced.

    `liked`: how many of the papers added are like the marked ones, see Library.liked.
    """

    feeds: tuple[FeedSynced, ...]
    took_s: float
    liked: int = 0

    @property
    def added(self) -> int:
        """How many papers are new to the library."""
        return sum(feed.added for feed in self.feeds)

    @property
    def updated(self) -> int:
        """How often a feed had more about a known paper, or another count."""
        return sum(feed.updated for feed in self.feeds)

    @property
    def revised(self) -> int:
        """How many of those updated were replaced on arXiv."""
        return sum(feed.revised for feed in self.feeds)

    @property
    def relisted(self) -> int:
        """How many papers came as cross-lists or replacements and were not known."""
        return sum(feed.relisted for feed in self.feeds)

    @property
    def unchanged(self) -> int:
        """How often a feed had nothing more about a known paper."""
        return sum(feed.unchanged for feed in self.feeds)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The entries that are not papers."""
        return tuple(piece for feed in self.feeds for piece in feed.skipped)
