"""CSL-JSON: what citation processors such as those of pandoc and Zotero read.

Its texts may hold a few HTML tags, and there is no escape for what looks like one.
"""

from collections.abc import Iterable
from typing import TextIO

from search.exports.facts import Keys, issued, more_links
from search.exports.json import Json, write_list
from search.exports.names import parted
from search.model.entry import Entry
from search.model.paper import Paper


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an item for each paper, with the citation key as its id."""
    keys = Keys()
    write_list((_item(entry.paper, keys.key(entry.paper)) for entry in entries), stream)


def _item(paper: Paper, key: str) -> dict[str, Json]:
    day: list[Json] = list(issued(paper))
    item: dict[str, Json] = {
        "id": key,
        "type": "article",
        "genre": "preprint",
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [day]} if day else None,
        "abstract": paper.abstract,
        "number": paper.arxiv and f"arXiv:{paper.arxiv}",
        "publisher": paper.arxiv and "arXiv",
        "DOI": paper.doi,
        "URL": paper.url,
        "keyword": ", ".join(paper.keywords),
        "note": "\n".join(more_links(paper)),
    }
    return {name: value for name, value in item.items() if value}


def _name(written: str) -> Json:
    name = parted(written)
    if not name.given:
        return {"literal": name.family}
    parts: dict[str, Json] = {"family": name.family, "given": name.given}
    return {**parts, "suffix": name.suffix} if name.suffix else parts
