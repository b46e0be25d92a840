"""The values that a library knows of a field, for what is typed of one."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from search.store.sql import split

_COLUMNS = {"author": "authors", "keyword": "keywords", "cat": "categories"}
_MOST = 40


def values(
    connection: sqlite3.Connection, field: str, typed: str, tags: Mapping[str, int] | None
) -> list[str]:
    """At most 40 values of `field`, the most frequent first; `tags` where these are asked for."""
    if tags is not None:
        folded = typed.casefold()
        return [tag for tag in tags if tag.casefold().startswith(folded)][:_MOST]
    if not typed:
        return []  # all of them would be no help
    column = _COLUMNS[field]
    found = connection.execute(
        f"SELECT {column} FROM papers WHERE instr(lower({column}), lower(?))", (typed,)
    )
    counted = Counter(value for (joined,) in found for value in _beginning(split(joined), typed))
    return [value for value, _ in counted.most_common(_MOST)]


def _beginning(values: Iterable[str], typed: str) -> Iterable[str]:
    begins = re.compile(r"(?<!\w)" + re.escape(typed), re.IGNORECASE)
    return (value for value in values if begins.search(value))
