"""JSON objects, one a line: read one by one, so a file of any length takes the same memory.

The lines may be those of a JSON list: brackets on lines of their own, commas at the ends.
"""

import io
import json
from collections.abc import Iterator

from search.model.record import Skipped
from search.sources import decoding
from search.sources.json_values import Values
from search.sources.streams import DAMAGE

_LONGEST = 2**24  # characters of a line; a paper has some thousands


def objects(stream: io.BufferedReader, name: str) -> Iterator[tuple[int, Values | Skipped]]:
    """The number of each line with its object, or with why it has none."""
    encoding = decoding.wide(stream.peek()) or "utf-8-sig"
    rows = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    number, bracket = 0, ""
    try:
        while row := rows.readline(_LONGEST):
            number += 1
            text = row.strip()
            if text in ("[", "]"):
                bracket = text
            elif text:
                yield number, _object(text, number, name)
            while len(row) == _LONGEST and not row.endswith("\n"):
                row = rows.readline(_LONGEST)
    except DAMAGE as error:
        reason = f"the file is damaged or cut short after this line ({error})"
        yield number, Skipped(name, number, reason, is_entry=False)
    else:
        if bracket == "[":
            reason = "the list has no end: the file may be cut short after this line"
            yield number, Skipped(name, number, reason, is_entry=False)


def _object(row: str, number: int, name: str) -> Values | Skipped:
    try:
        value: object = json.loads(row.removesuffix(","))
    except (ValueError, RecursionError) as error:
        return Skipped(name, number, f"not a line of JSON: {error}")
    return value if isinstance(value, dict) else Skipped(name, number, "not a paper in JSON")
