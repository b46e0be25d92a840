"""The searches of before, which Up and Down recall in the search bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Remembered

KEY = "searches"
_MOST = 100


class Searches:
    """Searches that were accepted, the newest last."""

    def __init__(self, remembered: Remembered) -> None:
        found = remembered if isinstance(remembered, list) else []
        self.all = [query for query in found if isinstance(query, str)]
        self._typed = ""  # what was in the bar before one was recalled
        self._at: int | None = None

    def add(self, query: str) -> bool:
        """Remember a search as the newest; False where it already is."""
        self._at = None
        if not query.strip() or self.all[-1:] == [query]:
            return False
        self.all = [*(each for each in self.all if each != query), query][-_MOST:]
        return True

    def recall(self, now: str, *, older: bool) -> str | None:
        """The next older or newer search, at last what was typed; `now` is in the bar."""
        at = len(self.all) if self._at is None or self.all[self._at] != now else self._at
        if at == len(self.all):
            if not older:
                return None
            self._typed = now
            while at and self.all[at - 1] == now:
                at -= 1
        at += -1 if older else 1
        if at < 0:
            return None
        self._at = at if at < len(self.all) else None
        return self._typed if self._at is None else self.all[at]
