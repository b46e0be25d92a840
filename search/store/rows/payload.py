"""Papers and records as the columns of their tables."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import DETAILS, Paper
from search.model.searchable import Searchable
from search.store import values
from search.store.sql import split
from search.text import links

UNTITLED = "(no title)"  # of a paper whose title another program damaged
_LISTS = ("authors", "links", "keywords", "categories", "sources")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_DATES = ("published", "listed")
_DETAILS = (*DETAILS, "remark", "own_id")
_PAGES = ("url", "pdf", "github")
_COUNTS = ("upvotes", "stars")
_WEB = ("https://", "http://")
# The columns that hold a Paper, in the order of the table, in which rows are read.
COLUMNS = (
    "title", "authors", "published", "listed", "published_as", "listed_as", "arxiv", "doi", "url",
    "pdf", "github", "links", "upvotes", "stars", "keywords", "categories", "sources", "withdrawn",
    "abstract", "summary", "names", "details",
)  # fmt: skip


def columns(paper: Paper) -> list[str | int | None]:
    """The values of COLUMNS."""
    published, published_as = _date(paper.published)
    listed, listed_as = _date(paper.listed)
    is_divided = any(name.is_divided for name in paper.names)
    return [
        paper.title, _lines(paper.authors), published, listed, published_as, listed_as,
        paper.arxiv, paper.doi, paper.url, paper.pdf, paper.github, _lines(paper.links),
        paper.upvotes, paper.stars, _lines(paper.keywords), _lines(paper.categories),
        _lines(paper.sources), int(paper.withdrawn), paper.abstract, paper.summary,
        _lines(name.line for name in paper.names) if is_divided else None, _details(paper),
    ]  # fmt: skip


def paper(row: Sequence[object]) -> Paper:
    """The paper whose values of COLUMNS these are."""
    return _paper(dict(zip(COLUMNS, row, strict=True)))


def searchable(row: Sequence[object]) -> Searchable:
    """The texts whose columns these are, in the order of the fields of Searchable."""
    title, abstract, summary, authors, keywords, categories, sources, github = row
    return Searchable(
        values.line(title) or UNTITLED,
        values.text(abstract),
        values.text(summary),
        split(authors),
        split(keywords),
        split(categories),
        split(sources),
        _page(github) if github else None,
    )


def packed(paper: Paper) -> str:
    """A paper as one JSON text."""
    values = {name: value for name, value in zip(COLUMNS, columns(paper), strict=True) if value}
    for name in _COUNTS:
        if getattr(paper, name) == 0:
            values[name] = 0
    return _as_json(values)


def unpacked(text: str) -> Paper:
    """The paper that `packed` packed."""
    found = values.parsed_object(text)
    return _paper({name: found.get(name) for name in COLUMNS})


def packed_fields(fields: Sequence[tuple[str, str]]) -> str | None:
    """The fields of a record as one JSON text."""
    # Each text by itself: for a list, Python makes a new encoder every time.
    flat = [_as_json(text) for pair in fields for text in pair]
    return f"[{','.join(flat)}]" if flat else None


def unpacked_fields(text: str | None) -> tuple[tuple[str, str], ...]:
    """The fields that `packed_fields` packed."""
    flat = values.parsed(text)
    if not isinstance(flat, list):
        return ()
    texts = [str(each) for each in flat]
    return tuple(zip(texts[::2], texts[1::2], strict=False))


def shown_date(first: object, written: object) -> PartialDate | None:
    """A date from its first day, as date.toordinal(), and its EDTF where it is not a day.

    None where they are out of range.
    """
    if written:
        return PartialDate.parse(str(written))
    day = values.number(first, values.DAYS)
    return PartialDate.of(date.fromordinal(day)) if day else None


def _date(when: PartialDate | None) -> tuple[int | None, str | None]:
    """What `shown_date` reads."""
    if when is None:
        return None, None
    return when.first.toordinal(), when.edtf if when.precision < 4 or when.circa else None


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def _details(paper: Paper) -> str | None:
    details = [
        f'"{name}":{_as_json(value)}' for name in _DETAILS if (value := getattr(paper, name))
    ]
    if paper.editor_names:
        editors = "\n".join(name.line for name in paper.editor_names)
        details.append(f'"editors":{_as_json(editors)}')
    return f"{{{','.join(details)}}}" if details else None


def _paper(stored: Mapping[str, object]) -> Paper:
    """The paper that values of COLUMNS by name make; those that are out of range are missing."""
    arguments: dict[str, object] = {
        "title": values.line(stored["title"]) or UNTITLED,
        "abstract": values.text(stored["abstract"]),
        "summary": values.text(stored["summary"]),
        "arxiv": _arxiv(stored["arxiv"]),
        "doi": _doi(stored["doi"]),
        "withdrawn": bool(stored["withdrawn"]),
    }
    for name in _LISTS:
        arguments[name] = split(stored[name])
    arguments["links"] = tuple(link for link in split(stored["links"]) if link.startswith(_WEB))
    for name in _PAGES:
        arguments[name] = _page(stored[name])
    for name in _COUNTS:
        arguments[name] = values.number(stored[name], values.COUNTS)
    for name in _DATES:
        arguments[name] = shown_date(stored[name], stored[f"{name}_as"])
    lines = split(stored["names"])
    arguments["names"] = (
        tuple(map(Name.of_line, lines))
        if lines
        else tuple(Name.as_stored(values.line(name) or "") for name in split(stored["authors"]))
    )
    details = values.parsed_object(stored["details"])
    editors = tuple(map(Name.of_line, split(details.get("editors"))))
    for name in _DETAILS:
        if found := details.get(name):
            arguments[name] = values.text(found) if name == "remark" else values.line(found)
    shown = tuple(name.shown for name in editors)
    return Paper.as_stored(**arguments, editor_names=editors, editors=shown)


def _page(value: object) -> str | None:
    """The address of a web page, as a browser may be given it."""
    found = values.line(value)
    return found if found and found.startswith(_WEB) and " " not in found else None


def _arxiv(value: object) -> str | None:
    """An arXiv id; files and addresses are named after it."""
    return links.arxiv_id(value) if isinstance(value, str) else None


def _doi(value: object) -> str | None:
    found = values.line(value)
    return found if found and found.startswith("10.") and " " not in found else None
