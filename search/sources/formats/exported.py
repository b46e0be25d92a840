"""Papers as Broadsheet itself writes them in JSON: a list of them, or {"papers": [...]}.

They come back as they were, with what was done to them: read, bookmarked, hidden, tags, note and
passages.
"""

import io
import json
import re
from collections.abc import Iterator

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.names import PARTS, Name
from search.model.paper import DETAILS, Paper
from search.model.passage import from_values
from search.model.record import Marked, Record, Skipped
from search.sources import decoding, records
from search.sources.formats import jsonlines
from search.sources.json_values import Values, count, day, items, loaded, text, texts, values
from search.text import links

_GIVEN_ID = re.compile("t-[0-9a-f]{12}", re.ASCII)


def read(stream: io.BufferedReader, name: str) -> Iterator[Record | Marked | Skipped]:
    """The papers of an export, or of one paper's own JSON."""
    if _is_by_lines(stream.peek()):
        yield from records.read(jsonlines.objects(stream, name), _marked, name)
        return
    parsed = loaded(decoding.text(stream, name), name)
    top = values(parsed)
    found = [parsed] if "title" in top else top.get("papers", parsed)
    if not isinstance(found, list):
        raise SourceError(f"{name} is JSON, but not a list of papers; choose a --format")
    yield from records.read(records.objects(found, name), _marked, name)


def _is_by_lines(head: bytes) -> bool:
    """Whether a list begins so that has an object on each line, as an export has."""
    bracket, _, lines = head.partition(b"\n")
    try:
        first: object = json.loads(lines.partition(b"\n")[0].removesuffix(b","))
    except (ValueError, RecursionError):
        return False
    return bracket == b"[" and isinstance(first, dict)


def _marked(item: Values) -> Marked:
    record = Record(_paper(item), "json")
    read, bookmarked = item.get("read") is True, item.get("bookmarked") is True
    tags, note = texts(item.get("tags")), text(item.get("note")) or None
    found = (from_values(each) for each in items(item.get("passages")))
    passages = tuple(passage for passage in found if passage is not None)
    hidden = item.get("hidden") is True
    return Marked(record, read, bookmarked, tags, note, passages, hidden)


def _paper(item: Values) -> Paper:
    def value(key: str) -> str:
        return text(item.get(key))

    paper = Paper(
        title=value("title"),
        abstract=value("abstract"),
        summary=value("summary"),
        authors=texts(item.get("authors")),
        names=tuple(map(_name, items(item.get("names")))),
        editors=texts(item.get("editors")),
        editor_names=tuple(map(_name, items(item.get("editor_names")))),
        published=PartialDate.parse(value("issued")) or day(value("published")),
        listed=day(value("listed")),
        arxiv=links.arxiv_id(value("id")),
        doi=value("doi"),
        url=value("url"),
        pdf=value("pdf"),
        github=value("github"),
        links=texts(item.get("links")),
        upvotes=count(item.get("upvotes")),
        stars=count(item.get("stars")),
        keywords=texts(item.get("keywords")),
        categories=texts(item.get("categories")),
        sources=texts(item.get("sources")),
        **{name: value(name) for name in DETAILS},
        remark=value("remark"),
        withdrawn=item.get("withdrawn") is True,
        own_id=_own_id(value("id"), value("doi"), value("title")),
    )
    own = value("id")  # the library's own, where another paper has the one that would be due
    return paper.known_as(own) if own.startswith("t-") and own != paper.id else paper


def _own_id(id_: str, doi: str, title: str) -> str | None:
    """An id that its library gave because another paper had the one that was due."""
    given = _GIVEN_ID.fullmatch(id_) and title.strip()
    return id_ if given and id_ != Paper(title=title, doi=doi).id else None


def _name(value: object) -> Name:
    """A name from its parts, or from "full" where they are guesses."""
    parts = values(value)
    if full := text(parts.get("full")):
        return Name(full=full)
    return Name(**{part: text(parts.get(part)) for part in PARTS})
