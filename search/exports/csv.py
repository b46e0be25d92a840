"""CSV for spreadsheets: a header, a paper a row, several values in a cell apart by "; "."""

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from search.exports.json import Json, as_json
from search.model.entry import Entry

COLUMNS = (
    "id", "title", "authors", "published", "listed", "url", "pdf", "github", "links", "upvotes",
    "stars", "keywords", "categories", "doi", "sources", "read", "bookmarked", "new", "tags",
    "note", "abstract", "summary",
)  # fmt: skip
# What a spreadsheet takes for a formula, past white space too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write COLUMNS as the header and a row for each paper; missing values are empty cells."""
    rows = csv.writer(stream, lineterminator="\n")
    stream.write("\ufeff")  # by which spreadsheets know UTF-8
    rows.writerow(COLUMNS)
    for entry in entries:
        values = as_json(entry)
        rows.writerow([_cell(values[name]) for name in COLUMNS])


def _cell(value: Json) -> str:
    """The value as text; behind an apostrophe what would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
