"""When the reader was opened, which decides what is new."""

from contextlib import suppress

from search.errors import StoreError
from search.store import Memory

_OPENED, _NEW_SINCE = "opened", "new_since"


class Visits:
    """The visits to the reader. Moments are in milliseconds since 1970, 0 where there was none."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.new_since = self._moment(_NEW_SINCE)  # a paper that was added later is new

    def begin(self, moment: int) -> None:
        """From now on, new is what was added since the visit before began."""
        self.new_since = min(self._moment(_OPENED), moment)  # a clock may have gone back
        with suppress(StoreError):  # on a full disk the papers are new once more
            self._memory[_NEW_SINCE] = self.new_since
            self._memory[_OPENED] = moment

    def end(self) -> None:
        """From now on, new is what was added since this visit began."""
        with suppress(StoreError):
            self._memory[_NEW_SINCE] = self._moment(_OPENED)

    def _moment(self, key: str) -> int:
        value = self._memory[key]
        return value if isinstance(value, int) else 0
