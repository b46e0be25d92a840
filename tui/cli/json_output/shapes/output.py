"""What was exported, written or mailed."""

from typing import TypedDict

from tui.cli.json_output.shapes.lookup import Paper


class Written(TypedDict):
    """How many papers a file has now."""

    papers: int
    file: str


class DigestView(TypedDict):
    """What is new in one view: the first papers of a total; `name` is null for all papers."""

    name: str | None
    query: str
    total: int
    papers: list[Paper]


class Digest(TypedDict):
    """What was added from a day on, for each view."""

    since: str
    views: list[DigestView]


class Mailed(TypedDict):
    """How many papers were mailed, and the addresses that the server accepted."""

    papers: int
    to: list[str]
