"""Papers as Broadsheet itself writes them in JSON: a list of them, or {"papers": [...]}.

The paper's own fields come back as they were; what a reader did to it (read, tags, note) is
not the paper's, and is carried by a backup instead.
"""

from collections.abc import Iterator
from typing import BinaryIO

from search import links
from search.errors import SourceError
from search.paper import Paper
from search.sources import decoding, record
from search.sources.record import Skipped
from search.sources.values import Values, count, day, loaded, text, texts, values


def read(stream: BinaryIO, name: str) -> Iterator[Paper | Skipped]:
    """The papers of an export, or of one paper's own JSON."""
    made = loaded(decoding.text(stream, name), name)
    whole = values(made)
    found = [made] if "title" in whole else whole.get("papers", made)
    if not isinstance(found, list):
        raise SourceError(f"{name} is JSON, but not a list of papers: name it with --format")
    yield from record.papers(record.objects(found, name), _paper, name)


def _paper(item: Values) -> Paper:
    def told(key: str) -> str:
        return text(item.get(key))

    return Paper(
        title=told("title"),
        abstract=told("abstract"),
        summary=told("summary"),
        authors=texts(item.get("authors")),
        published=day(told("published")),
        listed=day(told("listed")),
        arxiv=links.arxiv_id(told("id")),
        doi=told("doi"),
        url=told("url"),
        pdf=told("pdf"),
        github=told("github"),
        links=texts(item.get("links")),
        upvotes=count(item.get("upvotes")),
        stars=count(item.get("stars")),
        keywords=texts(item.get("keywords")),
        categories=texts(item.get("categories")),
        sources=texts(item.get("sources")),
    )
