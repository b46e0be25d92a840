"""Regular expressions that are compiled when they are first used."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property


class LazyPattern:
    """A regular expression with the methods of `re.Pattern`, compiled at the first call of one.

    For modules that every command imports and of whose patterns a command needs a few: to compile
    all of them takes a twentieth of the time of `broadsheet search`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text`."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is all of `text`."""
        return self._compiled.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        """All matches as texts; the pattern has no groups that keep theirs."""
        return self._compiled.findall(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, which do not overlap."""
        return self._compiled.finditer(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """`text` with each match replaced."""
        return self._compiled.sub(replacement, text)

    def split(self, text: str) -> list[str]:
        """The parts of `text` between the matches."""
        return self._compiled.split(text)
