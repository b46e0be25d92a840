"""Records that come back from the library's own exports: they say nothing new.

An export puts into its words what only the library knows: a citation key, a date from an arXiv id,
tags among the keywords, names that it divided. None of it is the word of a source.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from search.exports import exported
from search.model.entry import Entry
from search.model.paper import Paper
from search.model.record import Record
from search.sources import read
from search.store import Store
from search.work.exporting import keyed

# The formats of exports that are read as one.
_WRITTEN = {"bibtex": ("bibtex", "biblatex"), "ris": ("ris",), "csl-json": ("csl-json",)}
_OF_A_RECORD = ("sources", "own_id")


def without_own(
    store: Store, records: Sequence[Record | Paper]
) -> tuple[list[Record | Paper], list[int]]:
    """The `records` that say something new, and the rows of those that say nothing.

    Of one that was changed outside, what is left as an export has it becomes what its row says.
    """
    keys = {
        each.paper.citation_key
        for each in records
        if isinstance(each, Record) and each.format in _WRITTEN and each.paper.citation_key
    }
    rows = store.citation_keys.rows(keys) if keys else {}
    if not rows:
        return list(records), []
    entries = keyed(store, store.entries(set(rows.values()), new_since=0))
    by_row = {entry.row: entry for entry in entries}
    exports = {
        format_: [dict(_read_back(entries, format_, way)) for way in ways]
        for format_, ways in _WRITTEN.items()
        if any(isinstance(each, Record) and each.format == format_ for each in records)
    }
    new: list[Record | Paper] = []
    unchanged: list[int] = []
    for each in records:
        key = each.paper.citation_key if isinstance(each, Record) else None
        row = rows.get(key or "")
        if row is None or row not in by_row or not isinstance(each, Record):
            new.append(each)
            continue
        own = [ways[key] for ways in exports.get(each.format, []) if key and key in ways]
        if each.paper in own:
            unchanged.append(row)
        else:
            new.append(_without_own_words(each, by_row[row], own))
    return new, unchanged


def _read_back(entries: Iterable[Entry], format_: str, way: str) -> Iterator[tuple[str, Paper]]:
    """What an export says of each key, as an import reads it."""
    stream = io.BytesIO(exported(entries, way).encode())
    for each in read(stream, way, format_):
        if isinstance(each, Record) and each.paper.citation_key:
            yield each.paper.citation_key, each.paper


def _without_own_words(record: Record, entry: Entry, own: Sequence[Paper]) -> Record:
    if any(each.format == record.format for each in entry.records) or not any(
        record.paper.title == paper.title for paper in own
    ):
        return record  # another source has said it, or it is another paper
    values: Mapping[str, object] = {
        field.name: getattr(entry.paper, field.name)
        for field in fields(Paper)
        if field.name not in _OF_A_RECORD
        and (value := getattr(record.paper, field.name))
        and any(getattr(paper, field.name) == value for paper in own)
    }
    paper_values = {field.name: getattr(record.paper, field.name) for field in fields(Paper)}
    return replace(record, paper=Paper.as_stored(**{**paper_values, **values}))
