"""Small things that every query of the store needs."""

import json
from collections.abc import Iterable, Sequence

# The rows of the parameter that `json_rows` gives: any number of them in one statement.
ROWS = "(SELECT value FROM json_each(?))"


def json_rows(rows: Iterable[int]) -> str:
    """The parameter for ROWS."""
    return json.dumps([int(row) for row in rows])


def split(joined: object) -> tuple[str, ...]:
    """The items of a list that is kept as one item a line."""
    return tuple(joined.split("\n")) if isinstance(joined, str) and joined else ()


def placeholders(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))
