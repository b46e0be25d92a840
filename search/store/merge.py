"""The one rule by which two accounts of a paper become one row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from search.model.paper import Paper

# Whose word counts for what is one of a kind (title, pages, repository): the later, the better.
_TRUST = ("starter", "json", "csl-json", "ris", "bibtex", "huggingface", "arxiv")

_Ordered = TypeVar("_Ordered", date, int)


def merged(old: Paper, new: Paper, *, fresh: bool = False) -> Paper:
    """Both accounts as one. Merging the same account again changes nothing.

    A gap is filled by whoever fills it. Where both speak: the longer abstract and the longer
    list of authors; the earlier of each day; the higher count of upvotes and stars (an old
    file read again must not turn them back), or where `new` is `fresh`, as a live feed's
    account is, its counts; title, summary, ids, pages and repository of the
    source known to be the more careful, the first of equals; all lists united.
    """
    count = _newest if fresh else max
    better, other = (new, old) if _trust(new) > _trust(old) else (old, new)
    return replace(
        better,
        abstract=max(old.abstract, new.abstract, key=lambda text: len(text or "")),
        summary=better.summary or other.summary,
        authors=max(better.authors, other.authors, key=len),
        published=_of_both(min, old.published, new.published),
        listed=_of_both(min, old.listed, new.listed),
        arxiv=better.arxiv or other.arxiv,
        doi=better.doi or other.doi,
        url=better.url or other.url,
        pdf=better.pdf or other.pdf,
        github=better.github or other.github,
        links=_united(old.links, new.links),
        upvotes=_of_both(count, old.upvotes, new.upvotes),
        stars=_of_both(count, old.stars, new.stars),
        keywords=_united(old.keywords, new.keywords),
        categories=_united(old.categories, new.categories),
        sources=_united(old.sources, new.sources),
    )


def _trust(paper: Paper) -> int:
    return max((_TRUST.index(name) if name in _TRUST else 0 for name in paper.sources), default=0)


def _united(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _newest(_old: int, new: int) -> int:
    return new


def _of_both(
    choose: Callable[[_Ordered, _Ordered], _Ordered], old: _Ordered | None, new: _Ordered | None
) -> _Ordered | None:
    if old is None or new is None:
        return new if old is None else old
    return choose(old, new)
