"""Full texts that were fetched or are cached, and what they cite."""

from typing import TypedDict


class MissingText(TypedDict):
    """A full text that could not be had; `id` is null where no paper has the id."""

    id: str | None
    reason: str


class Fetched(TypedDict):
    """What came, what was there, and what is missing."""

    fetched: int
    cached: int
    missing: list[MissingText]
    took_s: float


CachedText = TypedDict(
    "CachedText",
    {
        "id": str,
        "title": str,
        "from": str,
        "version": int | None,
        "fetched": str | None,
        "size": int,
    },
)
CachedText.__doc__ = "A full text in the cache; its size in bytes."


class CachedTexts(TypedDict):
    """The full texts in the cache, and their size together."""

    papers: list[CachedText]
    size: int


class Cleared(TypedDict):
    """How many full texts were removed."""

    cleared: int


class CitedWork(TypedDict):
    """A work that papers cite: `id` opens or adds it, `paper` is its id if the library has it."""

    id: str | None
    paper: str | None
    title: str | None
    authors: str | None
    year: int | None
    doi: str | None
    arxiv: str | None
    text: str
    cited_by: list[str]


class CitedWorks(TypedDict):
    """What papers cite, the most cited first; how many papers have a cached full text or none."""

    papers: int
    without_text: int
    references: list[CitedWork]
