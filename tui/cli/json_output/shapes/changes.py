"""What was changed, undone or saved."""

from typing import TypedDict


class Changed(TypedDict):
    """How many papers were changed or removed."""

    changed: int


class Undone(TypedDict):
    """What was undone; null where there was nothing."""

    undone: str | None


class Redone(TypedDict):
    """What was redone; null where there was nothing."""

    redone: str | None


class SavedView(TypedDict):
    """A query under a name."""

    name: str
    query: str
