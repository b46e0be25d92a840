"""arXiv's metadata as JSON lines: the snapshot of all papers, and daily lists of new ones."""

import io
import json
import re
from collections.abc import Iterator
from email.utils import parsedate

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import records
from search.sources.formats import jsonlines
from search.sources.json_values import Values, day, day_in_name, items, text, texts, values
from search.sources.markup import without_pairs
from search.text import links
from search.text.tex.accents import accented
from search.text.tex.read import readable

# What has a place in a paper; "AI" is a translation, of which the summary is kept.
_READ = frozenset([
    "AI", "abs", "abstract", "authors", "authors_parsed", "categories", "comment", "comments",
    "doi", "id", "journal-ref", "pdf", "summary", "title",
])  # fmt: skip
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_VERSION = re.compile(r"\D")
_AND = re.compile(r",\s*(?:and\s+)?|(?<!\s)\s+and\s+")


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
    paper = Paper(
        title=accented(without_pairs(text(item.get("title")))),
        abstract=accented(without_pairs(text(item.get("abstract")) or text(item.get("summary")))),
        summary=text(values(item.get("AI")).get("tldr")),
        names=_names(item),
        published=_created(values(versions[0]).get("created")) if versions else None,
        listed=None if versions else listed,
        arxiv=links.arxiv_id(name) or links.arxiv_id(text(item.get("abs"))),
        doi=text(item.get("doi")).partition(" ")[0],
        links=tuple(links.in_text(comment)),
        categories=tuple(text(item.get("categories")).split()) or texts(item.get("categories")),
        sources=("arxiv",),
        comment=accented(without_pairs(comment)),
        journal_ref=accented(without_pairs(text(item.get("journal-ref")))),
        version=_VERSION.sub("", text(values(versions[-1]).get("version"))) if versions else None,
    )
    fields = tuple(
        (key, _as_json(value)) for key, value in item.items() if key not in _READ and value
    )
    return Record(paper, "snapshot" if versions else "daily", paper.id, fields)


def _names(item: Values) -> tuple[Name, ...]:
    """The names, from [last, first, suffix, affiliation...] where these are apart."""
    apart = [items(name) for name in items(item.get("authors_parsed"))]
    if apart:
        return tuple(_divided(*map(text, (*name, "", "", "")[:3])) for name in apart)
    written = texts(item.get("authors")) or tuple(_AND.split(text(item.get("authors"))))
    return tuple(Name(full=readable(name)) for name in written)


def _divided(last: str, first: str, suffix: str) -> Name:
    if not first:  # a group, or what arXiv could not divide
        return Name(full=readable(last))
    return Name(readable(last), readable(first), suffix=readable(suffix))


def _created(value: object) -> PartialDate | None:
    """The day of "Mon, 2 Apr 2007 19:18:42 GMT" or "2007-04-02"."""
    if created := day(value):
        return created
    apart = parsedate(text(value))
    try:
        return PartialDate(*apart[:3]) if apart else None
    except ValueError:
        return None
