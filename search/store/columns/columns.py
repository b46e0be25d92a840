"""What the store knows of every row, as arrays that follow its changes.

Every array is indexed by row number. Arrays are replaced when something changed, never written
to, so whoever holds one keeps a true picture of one moment.
"""

import sqlite3
import threading
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Every, Query

from search.errors import ReplacedError
from search.files.damaged import DamagedFileError
from search.model.filters import Has, Is
from search.store.columns import arrays
from search.store.columns.arrays import Papers
from search.store.columns.moment import TAG, Mask, Moment
from search.store.columns.orders import Orders
from search.store.counts import Counts
from search.store.database import IDENTITY, Database

# Marks change by a step of the history, together with papers, or as one more read mark.
# The number of an undone step is used again, and a clock may go back: so the last one's moment.
_HISTORY = """
SELECT max(step), (SELECT at FROM steps ORDER BY step DESC LIMIT 1), sum(undone),
    (SELECT count(*) FROM marks) FROM steps
"""


class Columns:
    """The arrays of one library, kept in step with its file by `refresh`.

    `new_since` is the moment (ms since 1970) after which a paper that was added is new.
    `cache` names a file that spares reading every paper at the next start; it holds nothing that
    the store does not. `repaired` is called with a sentence where that file was damaged. Safe to
    use from several threads.
    """

    def __init__(
        self,
        database: Database,
        *,
        cache: Path | None = None,
        new_since: int = 0,
        repaired: Callable[[str], object] = lambda _: None,
    ) -> None:
        self.new_since = new_since
        self._repaired = repaired
        self._database = database
        self._cache = cache
        self._lock = threading.Lock()
        # Its own connection, which never writes, so that data_version tells of every writer.
        self._connection = database.connect()
        self._connection.execute("PRAGMA query_only = ON")
        self._seen: int | None = None
        self._history: tuple[int | None, ...] | None = None  # as it stood when marks were read
        self._library = self._identity()
        database.expect(self._library)
        self._now = Moment(database, self._load() if cache else Papers.none())
        self._saved = self._now.papers.version
        self.refresh()

    def refresh(self) -> bool:
        """Take in what this or another process changed since; whether there was anything.

        Raises StoreError, ReplacedError.
        """
        with self._lock:
            self._database.ensure_in_place()
            (seen,) = self._connection.execute("PRAGMA data_version").fetchone()
            if seen == self._seen:
                return False
            self._connection.execute("BEGIN")  # papers and marks of the same moment
            try:
                if self._identity() != self._library:
                    raise ReplacedError
                history = self._connection.execute(_HISTORY).fetchone()
                papers = arrays.read(self._connection, self._now.papers)
                self._seen = seen
                if papers is self._now.papers and history == self._history:
                    return False  # what the program remembers for itself has changed
                marks = _marks(self._connection)
            finally:
                self._connection.execute("COMMIT")
            orders = self._now.orders if papers is self._now.papers else Orders()
            self._now = Moment(self._database, papers, marks, orders)
            self._history = history
            return True

    def save(self) -> None:
        """Write the cache file where it lacks something. Raises OSError where that fails."""
        with self._lock:
            papers = self._now.papers
            if self._cache and papers.version != self._saved:
                arrays.save(self._cache, self._library, papers)
                self._saved = papers.version

    def _load(self) -> Papers:
        assert self._cache is not None
        try:
            return arrays.load(self._cache, self._library)
        except DamagedFileError as error:
            with suppress(OSError):
                self._cache.unlink()
            self._repaired(f"The cache of dates is rebuilt from the library: {error}.")
            return Papers.none()

    def close(self) -> None:
        """Let the file go. The arrays stay usable."""
        with self._lock:
            self._connection.close()

    def frozen(self) -> "Columns":
        """The same as they are now, for who asks several times while another thread refreshes."""
        return copy(self)

    @property
    def size(self) -> int:
        """The length of every array: the highest row number and one."""
        return self._now.papers.size

    @property
    def version(self) -> int:
        """The store's count of changes up to which papers are taken in."""
        return self._now.papers.version

    def _identity(self) -> str:
        (found,) = self._connection.execute(IDENTITY).fetchone()
        return str(found)

    def mask(self, leaf: Query) -> Mask:
        """Which rows a leaf of search.model.filters holds for; Every() means all papers there are.

        Raises TypeError for any other query, KeyError for a name that the filter does not have.
        """
        return self._now.mask(leaf, self.new_since)

    def values(self, column: str) -> NDArray[np.int64]:
        """The numbers of a column, MISSING where a paper has none.

        "date" (listed, else published), "published" and "listed" are first days as
        date.toordinal(), and with "_last" behind the name the last days that they may be;
        "upvotes" and "stars" counts, "added" ms since 1970. Raises KeyError for another name.
        """
        return self._now.papers.numbers(column)

    def ranks(self, order: str = "date", *, reverse: bool = False) -> NDArray[np.int64]:
        """The place of each row in an order, 0 for the first; no two rows share one.

        "date", "upvotes", "stars", "added" and "trending" (upvotes / (age in days + 2) ** 1.5)
        begin with the highest, "title" with A; `reverse` turns that round. Papers without the
        value come last either way, equal ones stand newest first. Raises KeyError for another name.
        """
        now = self._now
        return now.orders.ranks(now.papers, order, reverse=reverse, titles=self._titles)

    def counts(self) -> Counts:
        """The counts of the library as it stood at the last refresh, without what is hidden."""
        now = self.frozen()
        shown = ~now.mask(Is("hidden"))
        present, unread, bookmarked, new, with_code = (
            int(np.count_nonzero(now.mask(leaf) & shown))
            for leaf in (Every(), Is("unread"), Is("bookmarked"), Is("new"), Has("code"))
        )
        return Counts(present, unread, bookmarked, new, with_code)

    def _titles(self) -> dict[int, int]:
        """The place of each title in the alphabet (NFKC, case folded); equal ones share it."""
        titles = self._database.connection.execute("SELECT row, title FROM papers").fetchall()
        folded = {
            row: unicodedata.normalize("NFKC", str(title)).casefold() for row, title in titles
        }
        places = {title: place for place, title in enumerate(sorted(set(folded.values())))}
        return {row: places[title] for row, title in folded.items()}


def _marks(connection: sqlite3.Connection) -> dict[str, NDArray[np.int64]]:
    """The rows of each mark; a tag goes by its case-folded name."""
    found: dict[str, NDArray[np.int64]] = {}
    # One long string is many times as quick to read as a row for each mark.
    marks = connection.execute(
        "SELECT mark, group_concat(row, ' ') FROM marks WHERE typeof(row) = 'integer' GROUP BY mark"
    )
    for name, joined in marks:
        folded = name.casefold() if name.startswith(TAG) else name
        rows = np.fromstring(joined, np.int64, sep=" ")
        found[folded] = np.concatenate([found.get(folded, np.zeros(0, np.int64)), rows])
    return found
