"""Papers as JSON values, in the shape that the command line promises."""

import json
from collections.abc import Iterable
from typing import TextIO, cast

from search.model.entry import Entry
from search.model.names import PARTS, Name
from search.model.paper import DETAILS

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def as_json(entry: Entry) -> dict[str, Json]:
    """One paper as a JSON object. Missing is null or an empty list, never 0 and never ""."""
    paper = entry.paper
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "published": str(paper.published) if paper.published else None,
        "listed": str(paper.listed) if paper.listed else None,
        "url": paper.url,
        "pdf": paper.pdf,
        "github": paper.github,
        "links": list(paper.links),
        "upvotes": paper.upvotes,
        "stars": paper.stars,
        "summary": paper.summary,
        "keywords": list(paper.keywords),
        "categories": list(paper.categories),
        "doi": paper.doi,
        "sources": list(paper.sources),
        **{name: getattr(paper, name) for name in DETAILS},
        "editors": list(paper.editors),
        "names": list(map(_name, paper.names)),
        "editor_names": list(map(_name, paper.editor_names)),
        "issued": paper.published.edtf if paper.published else None,
        "remark": paper.remark,
        "withdrawn": paper.withdrawn,
        "read": entry.read,
        "bookmarked": entry.bookmarked,
        "new": entry.new,
        "hidden": entry.hidden,
        "tags": list(entry.tags),
        "note": entry.note,
        "passages": cast("list[Json]", [passage.values for passage in entry.passages]),
    }


def _name(name: Name) -> Json:
    """The parts of a name; "full" where they are guesses from what the source wrote as one text."""
    parts = name.divided()
    values = {part: getattr(parts, part) for part in PARTS if getattr(parts, part)}
    return {**values, "full": name.full} if name.full else {**values}


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write a list of the papers' objects, as `broadsheet import` reads it."""
    write_list(map(as_json, entries), stream)


def write_list(objects: Iterable[dict[str, Json]], stream: TextIO) -> None:
    """Write a JSON list, an object a line, without ever holding more than one."""
    between = "[\n"
    for value in objects:
        stream.write(between + json.dumps(value, ensure_ascii=False))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")
