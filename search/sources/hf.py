"""Hugging Face's daily papers as its API gives them: JSON, a list of papers for each day.

The paper stands inside its item ({"paper": {...}, "title", "publishedAt"}) or is the item.
Some archives wrapped a day ({"date", "data": [...]}) or wrote its items as Python's repr.
"""

import ast
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

_LONGEST = 2**20  # characters of an item written as Python's repr, which is costly to read


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a day; `listed` is the day told, else that of the file's name or the item."""
    made = loaded(decoding.text(stream, name), name)
    whole = values(made)
    listed = day(whole.get("date")) or day_in_name(name)
    found = items(whole.get("data", made)) or ([whole] if "paper" in whole else [])
    if not found and not isinstance(whole.get("data", made), list):
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
    arxiv = links.arxiv_id(text(paper.get("id")))
    code = text(paper.get("githubRepo"))
    nested = paper is not item
    made = Paper(
        title=text(paper.get("title")) or text(item.get("title")),
        abstract=text(paper.get("summary")) or text(item.get("summary")),
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
    return Record(made, "hf")
