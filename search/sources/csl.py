"""CSL-JSON: what Zotero and other reference managers hand to citation processors."""

from collections.abc import Iterator
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.json_values import Values, day, items, loaded, text, values
from search.sources.markup import plain
from search.text import links

_NAME = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a list of items, or of {"items": [...]}."""
    made = loaded(decoding.text(stream, name), name)
    found = values(made).get("items", made)
    if not isinstance(found, list):
        raise SourceError(f"{name} holds no list of items: export it again as CSL-JSON")
    yield from records.read(records.objects(found, name), _record, name)


def _record(item: Values) -> Record:
    def told(key: str) -> str:
        return text(item.get(key))

    numbers = (told(key) for key in ("number", "archive_location", "note", "DOI", "URL"))
    paper = Paper(
        title=plain(told("title")),
        abstract=plain(told("abstract")),
        authors=tuple(_name(values(author)) for author in items(item.get("author"))),
        published=_issued(values(item.get("issued"))),
        arxiv=next(filter(None, map(links.arxiv_id, numbers)), None),
        doi=links.doi(told("DOI")) or links.doi(told("URL")),
        url=told("URL"),
        links=tuple(links.in_text(told("note"))),
        keywords=tuple(told("keyword").replace(";", ",").split(",")),
        sources=("csl-json",),
    )
    return Record(paper, "csl-json")


def _name(author: Values) -> str:
    return " ".join(filter(None, (text(author.get(part)) for part in _NAME)))


def _issued(issued: Values) -> PartialDate | None:
    """The day of {"date-parts": [["2004", 5, 1]]}, or of a date written out."""
    parts = next(iter(items(issued.get("date-parts"))), None)
    if parts:
        return day("-".join(str(part) for part in items(parts)))
    return day(issued.get("raw")) or day(issued.get("literal"))
