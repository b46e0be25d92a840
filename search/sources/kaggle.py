"""arXiv's metadata as JSON lines: the snapshot of all papers, and daily lists of new ones."""

import io
import re
from collections.abc import Iterator
from email.utils import parsedate

from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import jsonlines, records
from search.sources.json_values import Values, day, day_in_name, items, text, texts, values
from search.text import links
from search.text.tex.read import readable

_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def read(stream: io.BufferedReader, name: str) -> Iterator[Record | Skipped]:
    """A paper for each line. A daily list's papers are listed on the day of the file's name."""
    listed = day_in_name(name)
    yield from records.read(
        jsonlines.objects(stream, name), lambda item: _record(item, listed), name
    )


def _record(item: Values, listed: PartialDate | None) -> Record:
    versions = items(item.get("versions"))
    comment = text(item.get("comments")) or text(item.get("comment"))
    name = text(item.get("id"))
    made = Paper(
        title=text(item.get("title")),
        abstract=text(item.get("abstract")) or text(item.get("summary")),
        summary=text(values(item.get("AI")).get("tldr")),
        authors=_authors(item),
        published=_created(values(versions[0]).get("created")) if versions else None,
        listed=None if versions else listed,
        arxiv=links.arxiv_id(name) or links.arxiv_id(text(item.get("abs"))),
        doi=text(item.get("doi")).partition(" ")[0],
        links=tuple(links.in_text(comment)),
        categories=tuple(text(item.get("categories")).split()) or texts(item.get("categories")),
        sources=("arxiv",),
    )
    return Record(made, "snapshot")


def _authors(item: Values) -> tuple[str, ...]:
    """The names, from [last, first, suffix, affiliation...] where they are told apart."""
    apart = [items(name) for name in items(item.get("authors_parsed"))]
    if apart:
        ordered = ((*name[1:2], *name[:1], *name[2:3]) for name in apart)
        return tuple(readable(" ".join(filter(None, map(text, name)))) for name in ordered)
    written = texts(item.get("authors")) or tuple(_AND.split(text(item.get("authors"))))
    return tuple(map(readable, written))


def _created(value: object) -> PartialDate | None:
    """The day of "Mon, 2 Apr 2007 19:18:42 GMT" or "2007-04-02"."""
    if made := day(value):
        return made
    apart = parsedate(text(value))
    try:
        return PartialDate(*apart[:3]) if apart else None
    except ValueError:
        return None
