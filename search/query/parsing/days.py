"""Days as a query names them: a day, month or year, or how long ago. Loads no Whoosh."""

import re
from calendar import monthrange
from datetime import date

from search.text.patterns import LazyPattern

# What is not typed yet, as in "2024-0", leaves the longer stretch.
_DAY = LazyPattern(r"([0-9]{4})(?:[-/](0|[0-9]{1,2})?)?(?:[-/](0|[0-9]{1,2})?)?")
_AGO = LazyPattern(r"([0-9]{1,9})([dwmy])", re.IGNORECASE)

# First and last, both included; None is open.
Stretch = tuple[int | None, int | None]


def first_day(text: str, today: date) -> date | None:
    """The first day of what `date:` takes, as 2024-03-01, 2024-03 or 7d; None where it is none."""
    first = (days(text.lower(), today) or (None, None))[0]
    return None if first is None else date.fromordinal(first)


def days(text: str, today: date) -> Stretch | None:
    """A day, month or year; or the last so many, today included, and whatever is dated ahead."""
    if text in ("today", "yesterday"):
        day = today.toordinal() - (text == "yesterday")
        return day, day
    if ago := _AGO.fullmatch(text):
        return _before(today, int(ago[1]), ago[2].lower()) + 1, None
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day_of_month = (int(part or 0) for part in found.groups())
    try:
        first = date(year, month or 1, day_of_month or 1)
    except ValueError:
        return None
    last = first if day_of_month else _last_of_month(year, month or 12)
    return first.toordinal(), last.toordinal()


def _before(today: date, many: int, unit: str) -> int:
    """The day `many` units before `today`, at the earliest the day before all days."""
    if unit in "dw":
        return max(0, today.toordinal() - many * (7 if unit == "w" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 - many * (12 if unit == "y" else 1), 12)
    if year < 1:
        return 0
    last = _last_of_month(year, month + 1)
    return last.replace(day=min(today.day, last.day)).toordinal()


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
