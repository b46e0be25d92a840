"""How a library stands; in its own module, so that `broadsheet status` loads no other outcome."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of papers, and how the index stands: "ready", "building" or "broken"."""

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
