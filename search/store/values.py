"""Values out of a file that any program may have written: text is safe, numbers are in range."""

from typing import cast

from search.text import clean, safe_json

DAYS = (1, 3_652_059)  # of date.toordinal()
COUNTS = (0, 2**31 - 1)
MOMENTS = (0, 32_503_680_000_000)  # milliseconds since 1970, until 3000


def decoded(raw: bytes) -> str:
    """The text of a column, safe to show: the `text_factory` of every connection."""
    text = raw.decode("utf-8", "replace")
    return text if text.replace("\n", "").isprintable() else clean.safe(text)


def text(value: object) -> str | None:
    """A value as text; None where it is none or empty. A blob is taken for text."""
    if isinstance(value, str):
        return value or None
    if value is None:
        return None
    return (decoded(value) if isinstance(value, bytes) else str(value)) or None


def line(value: object) -> str | None:
    """A value as text on one line; None where nothing is left."""
    found = text(value)
    if found is None or found.isprintable():
        return found
    return clean.one_line(found) or None


def number(value: object, within: tuple[int, int]) -> int | None:
    """A whole number between two others, both included; None for anything else."""
    low, high = within
    return value if isinstance(value, int) and low <= value <= high else None


def in_range(column: str, within: tuple[int, int], other: str = "NULL") -> str:
    """The same in SQL: a column's whole number, or `other`."""
    low, high = within
    valid = f"typeof({column}) = 'integer' AND {column} BETWEEN {low} AND {high}"
    return f"iif({valid}, {column}, {other})"


def parsed(json_text: object) -> object:
    """A JSON value with its texts safe to show; None where the text is no JSON."""
    if not isinstance(json_text, str):
        return None
    try:
        return safe_json.parsed(json_text)
    except (ValueError, RecursionError):
        return None


def parsed_object(json_text: object) -> dict[str, object]:
    """A JSON object, as by `parsed`; empty where the text is none."""
    value = parsed(json_text)
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
