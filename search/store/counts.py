"""The library in five numbers."""

from typing import NamedTuple

from search.store import values
from search.store.database import Database

_COUNTS = f"""
WITH marked AS (
    SELECT row, max(mark = 'read') AS is_read, max(mark = 'bookmark') AS is_bookmarked,
        max(mark = 'hidden') AS is_hidden
    FROM marks WHERE mark IN ('read', 'bookmark', 'hidden') GROUP BY row
)
SELECT count(*), count(*) - total(is_read), total(is_bookmarked),
    total({values.in_range("added", values.MOMENTS, "-1")} > ?), total(github IS NOT NULL)
FROM papers LEFT JOIN marked USING (row) WHERE is_hidden IS NOT 1
"""


class Counts(NamedTuple):
    """How many papers there are, and how many of them are in each state."""

    papers: int
    unread: int
    bookmarked: int
    new: int
    with_code: int


def counts(database: Database, new_since: int) -> Counts:
    """The counts of the library without what is hidden; new is what was added later.

    Columns.counts gives the same where its arrays are in memory. Raises StoreError.
    """
    return Counts(*map(int, database.connection.execute(_COUNTS, (new_since,)).fetchone()))
