"""Values out of records that may hold anything: the type that is wanted, or nothing."""

import json
import re
from pathlib import Path

from search.errors import SourceError
from search.model.dates import PartialDate

Values = dict[str, object]  # a JSON object

_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?!\d)")


def loaded(text: str, name: str) -> object:
    """The JSON document `text`; raises SourceError, with the line, where it is none."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{name}: invalid JSON, line {error.lineno}: {error.msg}; download it again"
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name}: invalid JSON: {error}") from error
    return value


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


def day(value: object) -> PartialDate | None:
    """The date that an ISO date or time begins with, as far as it is possible."""
    found = _DATE.match(text(value).strip())
    return PartialDate.of_parts([int(part) for part in found.groups() if part]) if found else None


def day_in_name(name: str) -> PartialDate | None:
    """The day that a file is named after, as in "2024-06-03.json"."""
    found = re.search(r"\d{4}-\d\d-\d\d", Path(name).name)
    return day(found[0]) if found else None
