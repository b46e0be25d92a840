"""When the reader was opened, which decides what is new."""

from contextlib import suppress

from search.errors import StoreError
from search.store import Memory

_OPENED, _NEW_SINCE, _LOOKED = "opened", "new_since", "looked"


class Visits:
    """The visits to the reader. Moments are in milliseconds since 1970, 0 where there was none."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.new_since = self._moment(_NEW_SINCE)  # a paper that was added later is new
        self._latest = 0  # when the newest of the papers came that were looked at

    def begin(self, moment: int) -> None:
        """Begin a visit: what was new stays so, unless a new paper was looked at since."""
        if self._memory[_LOOKED] is not False:  # None in a library of an earlier version
            self.new_since = max(self.new_since, self._moment(_OPENED))
        self.new_since = min(self.new_since, moment)  # a clock may have gone back
        with suppress(StoreError):  # on a full disk the papers are new once more
            self._memory[_NEW_SINCE] = self.new_since
            self._memory[_OPENED] = moment
            self._memory[_LOOKED] = False

    def look(self, added: int) -> None:
        """Take in that a paper was looked at, which was added at a moment."""
        self._latest = max(self._latest, added)
        if added > self.new_since and self._memory[_LOOKED] is False:
            self._memory[_LOOKED] = True

    def end(self) -> None:
        """End a visit: if it looked at a new paper, new is what was added since it began.

        What came during the visit is new no more, either, up to the last of it that was looked at.
        """
        if not self._memory[_LOOKED]:
            return
        with suppress(StoreError):
            self._memory[_NEW_SINCE] = max(self._moment(_OPENED), self._latest)
            self._memory[_LOOKED] = False

    def _moment(self, key: str) -> int:
        value = self._memory[key]
        return value if isinstance(value, int) else 0
