"""The library in numbers, over time, and after a repair."""

from typing import TypedDict


class Status(TypedDict):
    """The library in numbers; `index` is "ready", "building" or "broken"."""

    papers: int
    unread: int
    bookmarked: int
    new: int
    with_code: int
    hidden: int
    indexed: int
    sources: dict[str, int]
    index: str
    schema: int


class Day(TypedDict):
    """Papers of a day."""

    day: str
    papers: int


class ReadingDay(TypedDict):
    """Papers that were added and read on a day."""

    day: str
    added: int
    read: int


class Keyword(TypedDict):
    """Papers with a keyword."""

    keyword: str
    papers: int


class Share(TypedDict):
    """Papers of a source or tag."""

    papers: int
    unread: int


class Statistics(TypedDict):
    """The library over time and by kind."""

    days: list[Day]
    read: list[ReadingDay]
    keywords: list[Keyword]
    sources: dict[str, Share]
    tags: dict[str, Share]


class Rebuilt(TypedDict):
    """A rebuilt index."""

    papers: int
    took_s: float


class BackedUp(TypedDict):
    """A backup that was written."""

    file: str
    papers: int
    bytes: int
    took_s: float


class Restored(TypedDict):
    """`kept` has what was there before; `settings` is "restored", "left" or null."""

    papers: int
    kept: str | None
    settings: str | None
    took_s: float


class Recovered(TypedDict):
    """`kept` is the damaged file, `backup` the newest automatic backup."""

    papers: int
    kept: str
    backup: str | None
    took_s: float


class Places(TypedDict):
    """Where files are."""

    data: str
    cache: str
    config: str
    store: str
    backups: str
    index: str
    settings: str
