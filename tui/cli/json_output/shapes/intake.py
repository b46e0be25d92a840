"""What became of papers that came, and the feeds."""

from typing import TypedDict


class Skipped(TypedDict):
    """A piece of a file or feed that made no paper, and why."""

    file: str
    line: int | None
    reason: str


class Outcomes(TypedDict):
    """What became of the papers that were read."""

    added: int
    updated: int
    unchanged: int
    skipped: list[Skipped]


class Imported(Outcomes):
    """`joined` are ids of papers that took up a record because of its title alone."""

    joined: list[str]
    took_s: float


class FeedSynced(Outcomes):
    """One feed. `missing` is fetched again by the next sync; `gone` is no longer offered."""

    name: str
    what: str
    error: str | None
    synced: str | None
    missing: list[str]
    gone: list[str]
    revised: int
    relisted: int


class Synced(Outcomes):
    """The outcomes of all feeds together, and of each; `liked` papers are like the marked ones."""

    liked: int
    feeds: list[FeedSynced]
    took_s: float


class FeedState(TypedDict):
    """A feed of the settings, and its last complete sync."""

    name: str
    what: str
    synced: str | None
    missing: list[str]
    gone: list[str]


class Feeds(TypedDict):
    """The feeds of the settings."""

    feeds: list[FeedState]


class StarterRemoved(TypedDict):
    """How many starter papers were removed, and how many were kept for their marks."""

    removed: int
    kept: int
