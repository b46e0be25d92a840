"""What reading a file gives beside papers: pieces that made none, and marks that came along."""

from dataclasses import dataclass

from search.model.paper import Paper


@dataclass(frozen=True, slots=True)
class Skipped:
    """A piece of a file that made no paper. `line` counts from 1; None where it is not known."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper with what a person did to it in the library that it comes from."""

    paper: Paper
    read: bool
    bookmarked: bool
    tags: tuple[str, ...]
    note: str | None
