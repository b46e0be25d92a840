"""What people write in place of a name of the query language, and the valid form nearest to it.

Loads no Whoosh.
"""

import re
from collections.abc import Iterable
from datetime import date

from search.query.parsing.days import days
from search.query.vocabulary import DAY_FIELDS, FIELDS, ORDERS, POSSESSIONS, STATES
from search.text.patterns import LazyPattern

_FIELDS = {
    "from": "author", "by": "author", "authors": "author", "au": "author", "name": "author",
    "ti": "title", "intitle": "title", "abs": "abstract", "summary": "abstract",
    "label": "tag", "tags": "tag", "folder": "tag", "category": "cat", "categories": "cat",
    "subject": "cat", "keywords": "keyword", "topic": "keyword", "kw": "keyword",
    "github": "code", "repo": "code", "feed": "source", "notes": "note", "arxiv_id": "id",
    "year": "date", "day": "date", "since": "date", "after": "date", "before": "date",
    "on": "date", "votes": "upvotes", "likes": "upvotes", "order": "sort", "orderby": "sort",
    "state": "is", "status": "is", "similar": "like", "related": "like", "with": "has",
    "body": "text", "fulltext": "text", "full": "text", "section": "in", "sec": "in",
    "citing": "cites", "cite": "cites", "references": "cites", "cited": "citedby",
    "cited_by": "citedby", "referencedby": "citedby",
}  # fmt: skip
_VALUES = {
    "is": {
        **dict.fromkeys(
            ("starred", "star", "favorite", "favourite", "saved", "flagged", "bookmark",
             "bookmarks", "marked", "later"), "is:bookmarked",
        ),
        **dict.fromkeys(("seen", "done", "old"), "is:read"),
        **dict.fromkeys(("unseen", "undone"), "is:unread"),
        **dict.fromkeys(("tag", "labelled", "labeled"), "is:tagged"),
        "recent": "is:new", "today": "date:today", "retracted": "is:withdrawn",
        "noted": "has:note", **{name: f"has:{name}" for name in POSSESSIONS},
    },
    "has": {
        **dict.fromkeys(("github", "repo", "repository", "implementation"), "has:code"),
        **dict.fromkeys(("page", "website", "homepage"), "has:project"),
        **dict.fromkeys(("tag", "tags", "label"), "is:tagged"),
        **dict.fromkeys(("bookmark", "star"), "is:bookmarked"),
        "notes": "has:note", "summary": "has:abstract",
        **dict.fromkeys(("text", "html", "body", "full"), "has:fulltext"),
        **{name: f"is:{name}" for name in STATES},
    },
    "sort": {
        **dict.fromkeys(("votes", "likes", "popular", "popularity", "top"), "sort:upvotes"),
        **dict.fromkeys(("newest", "new", "recent", "latest", "published", "time"), "sort:date"),
        **dict.fromkeys(("best", "score", "rank", "match"), "sort:relevance"),
        **dict.fromkeys(("hot", "trend"), "sort:trending"),
        **dict.fromkeys(("name", "alphabetical"), "sort:title"),
        "oldest": "sort:-date", "github": "sort:stars", "imported": "sort:added",
    },
}  # fmt: skip
_KNOWN = {"is": STATES, "has": POSSESSIONS, "sort": ORDERS}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANS = {"week": "7d", "month": "1m", "year": "1y", "day": "today", "now": "today"}
_MONTH = LazyPattern(r"([a-z]{3,9})[ .,-]*([0-9]{4})?|([0-9]{4})[ .,-]*([a-z]{3,9})")
_TURNED = LazyPattern(r"(?:([0-9]{1,2})[./-])?([0-9]{1,2})[./-]([0-9]{4})")
_NEAR = 0.65  # of 1, which is the same word

_FIELD = LazyPattern(r"([a-z_]{2,15}):(?=[^\s:/])")
_NO_FIELD = frozenset(["http", "https", "ftp", "arxiv", "doi", "oai", "urn", "isbn", "pmid"])
# What can only be meant as an id, also where it is not a valid one: an arXiv number, new or old,
# a DOI, the id of a paper known by its title, an address.
_ID = LazyPattern(
    r"""(arxiv:)?\d{4}\.\d+(v\d*)? | arxiv:\S+ | [a-z-]+(\.[a-z]{2})?/\d{5,}(v\d*)?
    | (doi:|10\.\d{4,9}/)\S+ | t-[0-9a-f]{8,}""",
    re.IGNORECASE | re.VERBOSE,
)
_PAGE = LazyPattern(r"https?://\S+", re.IGNORECASE)
_DAY = LazyPattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CATEGORY = LazyPattern(
    r"(?:cs|math|stat|eess|econ|physics|q-bio|q-fin|nlin)\.[a-z]{2}"
    r"|(?:astro-ph|cond-mat|physics)\.[a-z]{2,3}(?:-[a-z]{2,4})?",
    re.IGNORECASE,
)


def is_id(text: str) -> bool:
    """Whether `text` is meant as an id or an address and not as words, valid or not."""
    text = text.strip()
    return is_number(text) or _PAGE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether `text` is meant as the id of a paper, valid or not."""
    return not text.isalpha() and _ID.fullmatch(text) is not None


def field_of(text: str) -> str | None:
    """The field that a bare word is a value of: "date" of a day, "cat" of a category."""
    if text.isalpha():
        return None
    if _CATEGORY.fullmatch(text):
        return "cat"
    return "date" if _DAY.fullmatch(text) and days(text, date.min) else None


def unknown_field(text: str) -> str | None:
    """The name before the colon of a word such as `from:hinton`; None where it has none."""
    found = _FIELD.match(text)
    return found[1] if found and found[1] not in _NO_FIELD else None


def nearest_field(name: str) -> str | None:
    """The field that was meant by a name that no field has."""
    return _FIELDS.get(name) or _nearest(name, FIELDS)


def nearest_value(field: str, value: str, today: date) -> str | None:
    """The valid `field:value` that was meant by an invalid one."""
    if field in DAY_FIELDS:
        day = _nearest_day(value.casefold(), today)
        return f"{field}:{day}" if day else None
    name = value.casefold().strip()
    minus = "-" if field == "sort" and name.startswith("-") else ""
    name = name.removeprefix(minus)
    known = _VALUES.get(field, {})
    if name in known:
        return known[name]
    near = _nearest(name, _KNOWN.get(field, ()))
    return f"{field}:{minus}{near}" if near else None


def is_started(field: str, value: str) -> bool:
    """Whether an invalid value may still become a valid one by further letters."""
    names = _KNOWN.get(field)
    name = value.casefold().lstrip("-")
    return names is None or any(known.startswith(name) for known in names)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    names = list(known)
    longer = [each for each in names if len(name) > 2 and each.startswith(name)]
    if longer:
        return longer[0]
    from difflib import get_close_matches  # most queries have no mistake

    return next(iter(get_close_matches(name, names, 1, _NEAR)), None)


def _nearest_day(value: str, today: date) -> str | None:
    for span, written in _SPANS.items():
        if re.fullmatch(rf"(?:this|last|past)?[ _-]?{span}s?", value):
            return written
    if found := _TURNED.fullmatch(value):
        day, month, year = found.groups()
        written = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
        return written if days(written, today) else None
    if found := _MONTH.fullmatch(value):
        name = found[1] or found[4]
        number = next((n for n, each in enumerate(_MONTHS, 1) if name.startswith(each)), None)
        if number:
            last = today.year if number <= today.month else today.year - 1
            return f"{found[2] or found[3] or last}-{number:02}"
    return _nearest(value, ("today", "yesterday"))
