"""RIS: a line for each field, its tag before it. The format knows no paragraphs."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from search.exports.facts import issued, more_links
from search.exports.names import parted
from search.model.entry import Entry
from search.model.paper import Paper


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write a record of unpublished work, RIS's word for a preprint, for each paper."""
    for entry in entries:
        lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(entry.paper)]
        stream.write(f"TY  - UNPB\n{''.join(lines)}ER  - \n\n")


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", _name(author)
    if day := issued(paper):
        parts = [f"{day[0]:04}", *(f"{part:02}" for part in day[1:])]
        yield "PY", parts[0]
        yield "DA", "/".join(parts)
    if paper.abstract:
        yield "AB", paper.abstract
    if paper.arxiv:
        yield "PB", "arXiv"
        yield "AN", f"arXiv:{paper.arxiv}"
    if paper.doi:
        yield "DO", paper.doi
    if paper.url:
        yield "UR", paper.url
    if paper.pdf:
        yield "L1", paper.pdf
    for link in more_links(paper):
        yield "L2", link
    for keyword in paper.keywords:
        yield "KW", keyword


def _name(written: str) -> str:
    """ "Byron, Ada"; a comma means nothing else here, so that others go."""
    name = parted(written)
    parts = (name.family, name.given, name.suffix)
    return ", ".join(part.replace(",", "") for part in parts if part)
