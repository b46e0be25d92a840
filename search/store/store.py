"""One library file: its papers, marks and their history, and what the program remembers."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from search.model.entry import Entry
from search.store import known
from search.store.connection import WAIT_S
from search.store.database import Database
from search.store.history.marks import Marks
from search.store.memory import PREFIX, Remembered, remembered_value
from search.store.rows.entries import entries
from search.store.rows.keys import CitationKeys
from search.store.rows.papers import Papers


class Store:
    """One library file and its parts. Raises StoreError where it cannot be opened."""

    def __init__(
        self, path: Path, *, before_migration: Callable[[int], object] = lambda _: None
    ) -> None:
        self.database = Database(path, before_migration=before_migration)
        self.papers = Papers(self.database)
        self.marks = Marks(self.database)
        self.memory = Memory(self.database)
        self.citation_keys = CitationKeys(self.database)

    @property
    def identity(self) -> str:
        """A random name of this library; everything derived from the store bears it."""
        return self.database.identity

    def entries(self, rows: Iterable[int], *, new_since: int) -> list[Entry]:
        """See search.store.rows.entries."""
        return entries(self.papers, self.marks, rows, new_since=new_since)

    def known_values(self, field: str, typed: str) -> list[str]:
        """See Library.known_values."""
        tags = self.marks.tags() if field == "tag" else None
        return known.values(self.database.connection, field, typed, tags)

    def close(self) -> None:
        """Close the file. No thread may be at work on it."""
        self.database.close()


class Memory:
    """What the program remembers from one run to the next, as JSON values by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, key: str) -> Remembered:
        """The value last kept under `key`, or None."""
        found = self._database.connection.execute(
            "SELECT value FROM memory WHERE key = ?", (f"{PREFIX}{key}",)
        ).fetchone()
        return None if found is None else remembered_value(found[0])

    def __setitem__(self, key: str, value: Remembered) -> None:
        self.save(key, value)

    def save(self, key: str, value: Remembered, wait_s: float = WAIT_S) -> None:
        """Keep a value. Raises StoreError where another program writes for longer than `wait_s`."""
        with self._database.unsynced(wait_s) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO memory VALUES (?, ?)", (f"{PREFIX}{key}", json.dumps(value))
            )
