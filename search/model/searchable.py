"""What of a paper words are looked for in."""

from typing import NamedTuple


class Searchable(NamedTuple):
    """The texts of a paper that are indexed, each as the Paper has it."""

    title: str
    abstract: str | None
    summary: str | None
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    github: str | None
