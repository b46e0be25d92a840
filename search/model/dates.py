"""Dates that tell no more than is known: a year, a month, a season or a day."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from search.text.patterns import LazyPattern

# EDTF (ISO 8601-2), level 1: 21 to 24 in the place of a month are spring to winter.
_WRITTEN = LazyPattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)", re.ASCII)
_FIRST_SEASON = 21
_SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of the Gregorian calendar, as precise as its source.

    `season` is 1 (spring) to 4 (winter), and then there is no month; `circa`: the source says that
    it is about then. Raises ValueError where there is no such date.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    circa: bool = False

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.season and self.month):
            raise ValueError("a day needs a month, and a season has none")
        if self.season is not None and not 1 <= self.season <= 4:
            raise ValueError(f"there is no season {self.season}")
        month = 1 if self.month is None else self.month
        try:
            date(self.year, month, 1 if self.day is None else self.day)
        except OverflowError as error:  # of a number too large for a date
            raise ValueError(str(error)) from error

    @classmethod
    def of(cls, day: date) -> Self:
        """The day of a date or a datetime."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def of_parts(cls, parts: Sequence[int]) -> Self | None:
        """Year, month and day as far as there is such a date: 2012-02-30 is February 2012."""
        for length in range(min(len(parts), 3), 0, -1):
            year, month, day = (*parts[:length], None, None, None)[:3]
            try:
                return cls(year or 0, month, day)
            except ValueError:
                continue
        return None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The date that `str` or `edtf` wrote; None where `text` is none."""
        found = _WRITTEN.fullmatch(text)
        if not found:
            return None
        year, month, day = (int(part) if part else None for part in found.groups()[:3])
        circa = bool(found[4])
        try:
            if month and month >= _FIRST_SEASON and not day:
                return cls(year or 0, season=month - _FIRST_SEASON + 1, circa=circa)
            return cls(year or 0, month, day, circa=circa)
        except ValueError:
            return None

    def __str__(self) -> str:
        """ "1985", "1985-03" or "1985-03-07"; of a season, the year."""
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in self.parts[1:])))

    @property
    def edtf(self) -> str:
        """All that is known, in EDTF level 1: also "1985-21" (spring) and "1985~" (about)."""
        season = f"-{self.season + _FIRST_SEASON - 1}" if self.season else ""
        return f"{self}{season}{'~' if self.circa else ''}"

    @property
    def words(self) -> str:
        """The date as people write it: "7 Mar 1985", "Mar 1985", "spring 1985", "c. 1985"."""
        about = "c. " if self.circa else ""
        if self.season:
            return f"{about}{_SEASONS[self.season - 1]} {self.year}"
        day = f"{self.day} " if self.day else ""
        month = f"{self.first:%b} " if self.month else ""
        return f"{about}{day}{month}{self.year}"

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month and day, as far as they are known."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def precision(self) -> int:
        """How much is known: 1 a year, 2 a season, 3 a month, 4 a day."""
        if self.day:
            return 4
        return 3 if self.month else 2 if self.season else 1

    @property
    def first(self) -> date:
        """The first day that it may be; it sorts by this. Seasons are those of the north."""
        if self.season:
            return date(self.year, 3 * self.season if self.season < 4 else 1, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may be. A winter is any part of its year."""
        month = self.month or 12
        if self.season and self.season < 4:
            month = 3 * self.season + 2
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def best(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The finest date; of equally fine ones the earliest. In whatever order they come."""
    return min(filter(None, dates), key=_rank, default=None)


def _rank(when: PartialDate) -> tuple[int, bool, date]:
    return -when.precision, when.circa, when.first
