"""Weekly lists as text: "Title:", "PDF:" and "Summary:" lines, records apart by "---"."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.json_values import day_in_name
from search.text import links

Entry = dict[str, str]

_FIELD = re.compile(r"(Title|PDF|Summary): ?(.*)")


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a list; a day in the file's name is the day they were listed."""
    listed = day_in_name(name)

    def record(fields: Entry) -> Record:
        pdf = fields.get("PDF", "").strip()
        paper = Paper(
            title=fields["Title"],
            # The list's maker put three spaces where a paragraph of the abstract ended.
            abstract=re.sub(r"(?<=\S)   (?=\S)", "\n\n", fields.get("Summary", "")),
            listed=listed,
            arxiv=links.arxiv_id(pdf),
            pdf=pdf,
            sources=("huggingface",),
        )
        return Record(paper, "weekly")

    yield from records.read(_records(decoding.text(stream, name), name), record, name)


def _records(text: str, name: str) -> Iterator[tuple[int, Entry | Skipped]]:
    """(line of the title, its fields); a line before any title is Skipped."""
    start, fields, last = 0, Entry(), ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FIELD.match(line)
        if fields and (line.strip() == "---" or (found and found[1] in fields)):
            yield start, fields
            fields = Entry()
        if found and (fields or found[1] == "Title"):
            start = start if fields else number
            last = found[1]
            fields[last] = found[2]
        elif fields:
            fields[last] += f"\n{line}"
        elif line.strip("- "):
            reason = f"before any title: {line[:60]!r}"
            yield number, Skipped(name, number, reason, is_entry=False)
    if fields:
        yield start, fields
