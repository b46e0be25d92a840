"""Whether two papers are one work: what joins them, and what contradicts that."""

import re
import unicodedata
from collections.abc import Iterable

from search.model.names import Name
from search.model.paper import Paper
from search.text.clean import title_key

# Titles that many works bear, by their letters; with them only what agrees otherwise is one work.
_GENERIC_TITLES = """
abstract abstracts acknowledgement acknowledgements acknowledgments afterword announcement
announcements appendix avantpropos background bibliography bookreview bookreviews comment
commentary comments conclusion conclusions contents contributors correction corrections
corrigenda corrigendum discussion editorial editorialnote editoriale einleitung epilogue errata
erratum foreword fromtheeditor fromtheeditors glossary guesteditorial guesteditorsintroduction
home homepage index inthisissue introducción introduction introductiontothespecialissue keynote
letter letters letterstotheeditor lettertotheeditor nachwort news notes notitle obituary overview
panel poster preface prologue préface reference references reply response review reviews rezension
summary tableofcontents title tutorial unknown untitled vorwort workshop
"""
_GENERIC = frozenset(_GENERIC_TITLES.split())
_BOOKS = frozenset(["book", "collection"])
_PARTS = frozenset(["chapter", "entry", "entry-dictionary", "entry-encyclopedia"])
_PAGES = frozenset(["webpage", "post", "post-weblog", "software", "dataset"])
_ANY_KIND = frozenset([None, "article", "document", "webpage"])
_YEARS = 2  # between a preprint and what was printed
_ARXIV_DOI = "10.48550/arxiv."
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "a", "œ": "o", "ß": "ss"})
_UMLAUT = re.compile("([aou])e")  # Mueller is Müller


def same_by_id(first: Paper, other: Paper) -> bool:
    """Whether two papers of which each may be known under an id of the other are one work.

    A chapter may carry its book's DOI, a preprint may name a DOI that is not its own, and people
    paste wrong ones: where the titles have nothing in common, parts of a book, different DOIs,
    years far apart, and other people with another year or volume, tell works apart.
    """
    if first.arxiv and other.arxiv and first.arxiv != other.arxiv:
        return False
    if _alike(first.title, other.title):
        return True
    if first.arxiv and first.arxiv == other.arxiv:
        return not _differ(*map(_printed, (first, other)))
    years = _years_apart(first, other)
    differ = years > 0 or _differ(first.volume, other.volume)
    if years > _YEARS or (differ and agreement(first, other) is False):
        return False
    return not ({first.type, other.type} & _PARTS or {first.type, other.type} <= {*_BOOKS, *_PARTS})


def same_by_title(first: Paper, other: Paper, *, listed_apart: bool = False) -> bool:
    """Whether nothing contradicts that two papers with the same title are one work.

    `listed_apart`: one file of references has both, under different keys. Whoever keeps it may
    cite a report and the article that it became, or two pages of one name.
    """
    preprint = first.arxiv or other.arxiv
    if listed_apart and not preprint:
        pages = {first.type, other.type} <= _PAGES and _differ(first.url, other.url)
        if pages or _years_apart(first, other):
            return False
    if _differ(first.arxiv, other.arxiv) or _differ(*map(_printed, (first, other))):
        return False
    if _years_apart(first, other) > _YEARS or not _kinds_agree(first, other):
        return False
    people = agreement(first, other)
    if people is False:
        return False
    if title_key(first.title) in _GENERIC:
        return people is True and _years_apart(first, other) == 0 and first.published is not None
    return True


def likeness(first: Paper, other: Paper) -> int:
    """In how many ways two papers with the same title agree."""
    years = first.published and other.published and _years_apart(first, other) == 0
    details = ("type", "volume", "issue", "edition", "citation_key")
    equal = [
        getattr(first, name) and getattr(first, name) == getattr(other, name) for name in details
    ]
    places = first.container_title and _key(first.container_title) == _key(other.container_title)
    pages = first.pages and _first_page(first) == _first_page(other)
    people = agreement(first, other)
    return sum(map(bool, (years, *equal, places, pages, people)))


def agreement(first: Paper, other: Paper) -> bool | None:
    """Whether two papers are by the same people; None where one of them names nobody.

    The first authors agree, or half of the shorter list is in the longer one.
    """
    if not (first.names and other.names):
        return None
    if _words(first.names[:1]) & _words(other.names[:1]):
        return True
    mine, theirs = _words(first.names), _words(other.names)
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _kinds_agree(first: Paper, other: Paper) -> bool:
    """Whether item types, volumes, editions, books and pages leave room for one work."""
    kinds = {first.type, other.type}
    volumes = _differ(first.volume, other.volume)
    if len(kinds) == 2 and not any(map(_is_any_kind, (first, other))):
        same_pages = first.pages and first.pages == other.pages
        same_place = first.container_title and _key(first.container_title) == _key(
            other.container_title
        )
        if not same_pages and not same_place:
            return False
    if kinds & _BOOKS and (volumes or _differ(first.edition, other.edition)):
        return False
    if kinds & _PARTS and _differ(_key(first.container_title), _key(other.container_title)):
        return False
    return not (volumes and _differ(_first_page(first), _first_page(other)))


def _is_any_kind(paper: Paper) -> bool:
    """Whether a paper may be of any item type: a preprint, or what nobody said more of."""
    preprint = paper.arxiv or (_key(paper.container_title) or "").startswith(("arxiv", "corr"))
    return bool(preprint) or paper.type in _ANY_KIND


def _differ(first: str | None, other: str | None) -> bool:
    return bool(first and other and first != other)


def _printed(paper: Paper) -> str | None:
    """The DOI of what was printed; arXiv gives every preprint one of its own."""
    return None if paper.doi and paper.doi.startswith(_ARXIV_DOI) else paper.doi


def _years_apart(first: Paper, other: Paper) -> int:
    if not (first.published and other.published):
        return 0
    return abs(first.published.year - other.published.year)


def _first_page(paper: Paper) -> str | None:
    return re.split(r"[-\u2013,;+ ]", paper.pages, maxsplit=1)[0] if paper.pages else None


def _key(text: str | None) -> str | None:
    return title_key(text) if text else None


def _alike(first: str, other: str) -> bool:
    """Whether one title begins the other, or half of the words of the shorter are in the longer."""
    keys = sorted((title_key(first), title_key(other)), key=len)
    if keys[1].startswith(keys[0]):
        return True
    mine, theirs = (set(re.findall(r"\w+", title.casefold())) for title in (first, other))
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _words(names: Iterable[Name]) -> set[str]:
    """The words of names without accents and initials; of who has initials alone, these."""
    words: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name.shown.casefold().translate(_LETTERS))
        bare = "".join(char for char in plain if not unicodedata.combining(char))
        parts = re.findall(r"[^\W\d_]+", bare)
        long = [part for part in parts if len(part) > 1] or parts
        words.update(_UMLAUT.sub(r"\1", part) for part in long)
    return words


def is_repetition(first: Paper, other: Paper) -> bool:
    """Whether two records of one name are of one work, of which something may be corrected."""
    if _differ(first.arxiv, other.arxiv):
        return False
    if (first.arxiv and first.arxiv == other.arxiv) or (first.doi and first.doi == other.doi):
        return True
    people, titles = agreement(first, other), {title_key(first.title), title_key(other.title)}
    if people is False:
        return False
    return len(titles) == 1 or (people is True and _years_apart(first, other) == 0)
