"""Values out of records that may hold anything: the type that is wanted, or nothing."""

import json
import re
from datetime import date
from pathlib import Path

from search.errors import SourceError

Values = dict[str, object]  # a JSON object

_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?!\d)")


def loaded(text: str, name: str) -> object:
    """The JSON document `text`; raises SourceError, with the line, where it is none."""
    try:
        made: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{name} is not whole JSON, line {error.lineno}: {error.msg}; get it again"
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name} is JSON that cannot be read: {error}") from error
    return made


def values(value: object) -> Values:
    """`value` where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """`value` where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """`value` where it is a string, else ""."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """The strings of an array, or of each of its objects the "name"; "" for none."""
    return tuple(text(item) or text(values(item).get("name")) for item in items(value))


def count(value: object) -> int | None:
    """`value` where it is a whole number, else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day(value: object) -> date | None:
    """The day that an ISO date or time begins with; the first of a month or year told alone."""
    found = _DAY.match(text(value).strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def day_in_name(name: str) -> date | None:
    """The day that a file is named after, as in "2024-06-03.json"."""
    found = re.search(r"\d{4}-\d\d-\d\d", Path(name).name)
    return day(found[0]) if found else None
