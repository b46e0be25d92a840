"""CSL-JSON: what Zotero and other reference managers hand to citation processors, and what
Crossref and DataCite answer for a DOI."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.dates import loose
from search.sources.json_values import Values, items, loaded, text, texts, values
from search.sources.markup import plain, without_heading, without_pairs
from search.text import links

# Crossref's own types that are not CSL's.
_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "posted-content": "article", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "proceedings": "book", "dissertation": "thesis",
    "reference-entry": "entry", "peer-review": "review", "other": "document",
}  # fmt: skip
_NAME = ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal")


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The records of a list of items, of {"items": [...]}, of a service's answer, or of one item.

    The items may also stand in an object, each under its id.

    A record's fields are all of the item's, each value as JSON.
    """
    parsed = loaded(decoding.text(stream, name), name)
    parsed = values(parsed).get("message", parsed)
    found = values(parsed).get("items", [parsed] if "title" in values(parsed) else parsed)
    if (by_id := values(found)) and all(map(values, by_id.values())):
        found = [{"id": id_, **values(item)} for id_, item in by_id.items()]
    if not isinstance(found, list):
        raise SourceError(f"{name} holds no list of items: export it again as CSL-JSON")
    yield from records.read(records.objects(found, name), _record, name)


def _record(item: Values) -> Record:
    def value(*keys: str) -> str:
        return next((value for key in keys if (value := _text(item.get(key)))), "")

    key = value("citation-key", "id")
    numbers = (value(name) for name in ("number", "archive_location", "note", "DOI", "URL"))
    custom = values(item.get("custom"))
    paper = Paper(
        title=_plain(value("title")),
        abstract=without_heading(_plain(value("abstract")), value("abstract")),
        names=_names(item.get("author")),
        editor_names=_names(item.get("editor")),
        published=_date(item.get("issued")) or _date(item.get("published")),
        arxiv=next(filter(None, map(links.arxiv_id, numbers)), None),
        doi=links.doi(value("DOI")) or links.doi(value("URL")),
        url=value("URL"),
        pdf=_text(custom.get("pdf")),
        github=_text(custom.get("code")),
        links=(
            *texts(custom.get("links")),
            *(link for link in links.in_text(value("note")) if link != links.web(value("URL"))),
        ),
        keywords=texts(custom.get("keywords")) or tuple(_keywords(item)),
        categories=texts(custom.get("categories")),
        sources=("csl-json",),
        type=_TYPES.get(value("type"), value("type")),
        container_title=_plain(value("container-title")),
        volume=value("volume"),
        issue=value("issue"),
        pages=value("page"),
        publisher=value("publisher"),
        place=value("publisher-place"),
        edition=value("edition"),
        series=value("collection-title"),
        number=value("number"),
        genre=value("genre"),
        isbn=_joined(item.get("ISBN")),
        issn=_joined(item.get("ISSN")),
        pmid=value("PMID"),
        language=value("language"),
        version=value("version"),
        remark=value("note") or _text(custom.get("note")),
        citation_key=None if links.web(key) or key.startswith("doi:") else key,  # no one's key
    )
    fields = ((name, json.dumps(value, ensure_ascii=False)) for name, value in item.items())
    return Record(paper, "csl-json", key, tuple(fields))


def _plain(text: str) -> str:
    """`text` without tags: those that open and close, and all where one more closes."""
    simpler = without_pairs(text)
    return plain(text) if "</" in simpler else simpler


def _text(value: object) -> str:
    """A string, a number, or the first of a list of them, as text."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return text(value)


def _joined(value: object) -> str:
    return ", ".join(filter(None, map(_text, items(value)))) or _text(value)


def _keywords(item: Values) -> Iterator[str]:
    for name in ("keyword", "keywords", "subject", "categories"):
        value = item.get(name)
        if isinstance(value, list):
            yield from map(text, value)
        else:
            apart = ";" if ";" in text(value) and "," not in text(value) else ","
            yield from text(value).replace(";", apart).split(apart)


def _names(value: object) -> tuple[Name, ...]:
    listed = [value] if isinstance(value, str) else items(value)
    return tuple(name for each in listed if (name := _name(each)).shown)


def _name(named: object) -> Name:
    if isinstance(named, str):  # no CSL, but written
        return Name(full=text(named))
    author = values(named)
    family, given, particle, dropping, suffix, literal = (text(author.get(part)) for part in _NAME)
    if family or not (literal or author.get("name")):
        return Name(family, given, particle, dropping, suffix)
    return Name(literal=literal or text(author.get("name")))


def _date(issued: object) -> PartialDate | None:
    """The date of {"date-parts": [["2004", 5, 1]]}, of its season, or as it is written out."""
    if isinstance(issued, str | int):
        return loose(str(issued))
    values_of_date = values(issued)
    parts = items(values_of_date.get("date-parts"))
    numbers = _numbers(
        parts if parts and not isinstance(parts[0], list) else items(parts and parts[0])
    )
    if found := PartialDate.of_parts(numbers):
        season = _season(values_of_date.get("season"))
        circa = bool(values_of_date.get("circa"))
        if season and not found.month:
            return PartialDate(found.year, season=season, circa=circa)
        return PartialDate(found.year, found.month, found.day, circa=circa)
    return loose(_text(values_of_date.get("raw"))) or loose(_text(values_of_date.get("literal")))


def _numbers(parts: object) -> list[int]:
    """The numbers that parts of a date begin with; what is none ends it."""
    found = []
    for part in items(parts):
        if not _text(part).strip().isdigit():
            break
        found.append(int(_text(part)))
    return found


def _season(value: object) -> int | None:
    """1 to 4, as a number or in words."""
    named = loose(f"2000 {_text(value)}")
    number = int(_text(value)) if _text(value).isdigit() else named.season if named else None
    return number if number and 1 <= number <= 4 else None
