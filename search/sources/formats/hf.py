"""Hugging Face's papers as its API and `hf papers` give them: JSON, a list for each day, or one.

The paper stands inside its item ({"paper": {...}, "title", "publishedAt"}) or is the item.
Some archives wrapped a day ({"date", "data": [...]}) or wrote its items as Python's repr.
"""

import ast
import json
from collections.abc import Iterator
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.json_values import (
    Values,
    count,
    day,
    day_in_name,
    items,
    loaded,
    text,
    texts,
    values,
)
from search.text import links
from search.text.tex.accents import accented

# The names that huggingface_hub's own command gives to the fields of the API.
_NAMES = {
    "github_repo": "githubRepo", "github_stars": "githubStars",
    "project_page": "projectPage", "published_at": "publishedAt",
    "submitted_at": "submittedOnDailyAt",
}  # fmt: skip
_READ = frozenset([
    "ai_keywords", "ai_summary", "authors", "githubRepo", "githubStars", "id", "paper",
    "projectPage", "publishedAt", "submittedOnDailyAt", "summary", "title", "upvotes",
])  # fmt: skip
_LONGEST = 2**20  # characters of an item written as Python's repr, which is costly to read


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a day; `listed` is the day given, else that of the file's name or the item."""
    parsed = loaded(decoding.text(stream, name), name)
    top = values(parsed)
    listed = day(top.get("date")) or day_in_name(name)
    alone = "paper" in top or "title" in top
    found = items(top.get("data", parsed)) or ([top] if alone else [])
    if not found and not isinstance(top.get("data", parsed), list):
        raise SourceError(f"{name} holds no list of daily papers: look at what was downloaded")
    yield from records.read(
        records.objects(map(_item, found), name), lambda item: _record(item, listed), name
    )


def _item(item: object) -> object:
    """`item`, or what it says where it is a string in Python's repr."""
    if not isinstance(item, str) or len(item) > _LONGEST:
        return item
    try:
        return ast.literal_eval(item)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return item


def _record(item: Values, listed: PartialDate | None) -> Record:
    paper = values(item.get("paper")) or item
    paper = {_NAMES.get(name, name): value for name, value in paper.items()}
    arxiv = links.arxiv_id(text(paper.get("id")))
    code = text(paper.get("githubRepo"))
    nested = "paper" in item
    read_paper = Paper(
        title=accented(text(paper.get("title")) or text(item.get("title"))),
        abstract=accented(text(paper.get("summary")) or text(item.get("summary"))),
        summary=text(paper.get("ai_summary")),
        authors=texts(paper.get("authors")),
        published=day(paper.get("publishedAt")),
        listed=day(paper.get("submittedOnDailyAt"))
        or listed
        or (day(item.get("publishedAt")) if nested else None),
        arxiv=arxiv,
        url=f"https://huggingface.co/papers/{arxiv}" if arxiv else None,
        github=code,
        links=(text(paper.get("projectPage")), "" if links.repository(code) else code),
        upvotes=count(paper.get("upvotes")),
        stars=count(paper.get("githubStars")),
        keywords=texts(paper.get("ai_keywords")),
        sources=("huggingface",),
    )
    fields = tuple(
        (name, json.dumps(value, ensure_ascii=False))
        for name, value in (*paper.items(), *item.items())
        if name not in _READ and name not in _NAMES and value is not None
    )
    return Record(read_paper, "hf", read_paper.id, tuple(dict(fields).items()))
