"""Completion scripts, and the query language."""

from typing import TypedDict


class Completion(TypedDict):
    """The completion script of a shell."""

    shell: str
    script: str


class QueryForm(TypedDict):
    """A form of the query language, and a query that uses it."""

    write: str
    means: str
    example: str
