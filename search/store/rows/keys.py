"""The citation keys of papers: each is given to one paper, and never changes or moves."""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence

from search.store.database import Database
from search.store.sql import ROWS, json_rows


class CitationKeys:
    """The keys in a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_rows(self, wanted: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, ...]]:
        """The keys of each row, its own first: those that it has, and those wanted that are free.

        A row without a key whose first one another row has gets it with a number: lee2024ink-2.
        """
        found = self._given(wanted)
        if any(self._missing(wanted, found)):
            with self._database.transaction():
                found = self._given(wanted)  # another program may have given some
                for row, key in self._missing(wanted, found):
                    if not found[row]:
                        self._give(found, row, self._free(key))
                    elif not self._is_taken(key):
                        self._give(found, row, key)
        return {row: tuple(keys) for row, keys in found.items()}

    def rows(self, keys: Iterable[str]) -> dict[str, int]:
        """The row of each of `keys` that the library has given."""
        query = (
            "SELECT citation_key, row FROM citation_keys"
            " WHERE citation_key IN (SELECT value FROM json_each(?))"
        )
        return dict(self._database.connection.execute(query, (json.dumps([*keys]),)))

    def _given(self, wanted: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {row: [] for row in wanted}
        query = f"SELECT row, citation_key FROM citation_keys WHERE row IN {ROWS} ORDER BY number"
        for row, key in self._database.connection.execute(query, (json_rows(wanted),)):
            found[row].append(key)
        return found

    def _missing(
        self, wanted: Mapping[int, Sequence[str]], found: Mapping[int, list[str]]
    ) -> list[tuple[int, str]]:
        """The keys that a row wants and lacks, but for a first one that it has with a number."""
        return [
            (row, key)
            for row, keys in wanted.items()
            for place, key in enumerate(keys)
            if key not in found[row] and not (place == 0 and found[row])
        ]

    def _give(self, found: dict[int, list[str]], row: int, key: str) -> None:
        self._database.connection.execute(
            "INSERT INTO citation_keys (row, citation_key) VALUES (?, ?)", (row, key)
        )
        found[row].append(key)

    def _free(self, key: str) -> str:
        if not self._is_taken(key):
            return key
        # As many as there are is a good place to begin: "." follows "-" in ASCII.
        query = "SELECT count(*) FROM citation_keys WHERE citation_key > ? AND citation_key < ?"
        found = self._database.connection.execute(query, (f"{key}-", f"{key}."))
        start = int(found.fetchone()[0]) + 2
        numbered = (f"{key}-{number}" for number in itertools.count(start))
        return next(each for each in numbered if not self._is_taken(each))

    def _is_taken(self, key: str) -> bool:
        query = "SELECT EXISTS (SELECT 1 FROM citation_keys WHERE citation_key = ?)"
        (taken,) = self._database.connection.execute(query, (key,)).fetchone()
        return bool(taken)
