"""Keys, and what doctor looks at."""

from typing import TypedDict


class Key(TypedDict):
    """A command of the reader, with the names of its keys."""

    id: str
    keys: list[str]
    help: str


class Check(TypedDict):
    """One thing that was looked at: how it is, or what is wrong and what to do."""

    name: str
    ok: bool
    what: str


class Checks(TypedDict):
    """Whether all is well, and each check."""

    ok: bool
    checks: list[Check]
