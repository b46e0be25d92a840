"""The library in five numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers there are, and how many of them are in each state."""

    papers: int
    unread: int
    bookmarked: int
    new: int
    with_code: int
