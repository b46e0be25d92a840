"""CSL-JSON: what citation processors such as those of pandoc and Zotero read.

Its texts may hold a few HTML tags, and there is no escape for what looks like one.
"""

import json
import re
from collections.abc import Iterable
from typing import TextIO

from search.exports.facts import annotation, fields_of, issued, more_links, page, repository
from search.exports.json import Json, write_list
from search.exports.keys import key_of
from search.model.dates import PartialDate
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper

_ENTITY = re.compile(r"&(?=(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});)")
# CSL 1.0.2.
_TYPES = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an item for each paper, with the citation key as its id."""
    write_list(map(_item, entries), stream)


def _item(entry: Entry) -> dict[str, Json]:
    more = {name: value for name, value in _known(entry.paper).items() if value}
    item: dict[str, Json] = {"id": key_of(entry)}
    for name, value in fields_of(each for each in entry.records if each.format == "csl-json"):
        parsed: Json = json.loads(value)
        if name != "id" and parsed and _serves(name, parsed, more.get(name)):
            item[name] = parsed
    item.update((name, value) for name, value in more.items() if name not in item)
    if new := [tag for tag in entry.tags if tag not in entry.paper.keywords]:
        item["keyword"] = ", ".join([*_texts(item.get("keyword")), *new])
    if own := annotation(entry):
        item["annote"] = "\n\n".join([*_texts(item.get("annote")), own])
    return item


def _serves(name: str, value: Json, known: Json) -> bool:
    """Whether a value is as processors expect: services have lists and types of their own."""
    if name == "type":
        return value in _TYPES
    return known is None or isinstance(value, list) == isinstance(known, list)


def _texts(value: Json) -> list[str]:
    if isinstance(value, list):
        return list(map(str, value))
    return [value] if isinstance(value, str) and value else []


def _known(paper: Paper) -> dict[str, Json]:
    more: dict[str, Json] = {
        "code": repository(paper),
        "links": list(more_links(paper)),
        "pdf": paper.pdf if not paper.arxiv else None,
        "categories": list(paper.categories),
        "note": paper.remark if _renames(paper.remark) else None,
        "keywords": list(paper.keywords) if re.search("[,;]", "".join(paper.keywords)) else None,
    }
    return {
        "type": _type(paper),
        "genre": paper.genre,
        "title": _html(paper.title),
        "author": list(map(_name, paper.names)),
        "editor": list(map(_name, paper.editor_names)),
        "issued": _issued(issued(paper)),
        "container-title": _html(paper.container_title),
        "collection-title": paper.series,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "edition": paper.edition,
        "number": paper.number,
        # Without `archive`, so that styles print "arXiv:2406.17636" and arXiv as publisher once.
        "archive_location": f"arXiv:{paper.arxiv}" if paper.arxiv else None,
        "publisher": paper.publisher or ("arXiv" if _is_preprint(paper) else None),
        "publisher-place": paper.place,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "PMID": paper.pmid,
        "DOI": paper.doi,
        "URL": page(paper),
        "language": paper.language,
        "version": paper.version,
        "keyword": ", ".join(paper.keywords),
        "abstract": _html(paper.abstract),
        "note": None if _renames(paper.remark) else paper.remark,
        "custom": {name: value for name, value in more.items() if value},
    }


def _html(text: str | None) -> str | None:
    """A text of which no part is taken for an entity: "&amp;amp;" for "&amp;"."""
    return _ENTITY.sub("&amp;", text) if text else None


def _renames(note: str | None) -> bool:
    """Whether processors would take a line of a note for another id of its item."""
    return bool(re.search(r"^\s*id\s*:", note or "", re.IGNORECASE | re.MULTILINE))


def _is_preprint(paper: Paper) -> bool:
    return bool(paper.arxiv and not paper.container_title)


def _type(paper: Paper) -> str:
    if paper.type in _TYPES:
        return paper.type
    if paper.container_title:
        return "article-journal"
    return "article" if paper.arxiv else "document"


def _name(written: Name) -> Json:
    parts = written.divided()
    named: dict[str, Json] = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "dropping-particle": parts.dropping,
        "suffix": parts.suffix,
        "literal": parts.literal,
    }
    return {name: value for name, value in named.items() if value}


def _issued(when: PartialDate | None) -> Json:
    if when is None:
        return None
    date: dict[str, Json] = {"date-parts": [list(when.parts)]}
    if when.season:
        date["season"] = when.season
    if when.circa:
        date["circa"] = True
    return date
