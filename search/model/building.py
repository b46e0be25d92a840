"""The one rule by which what several sources said of a work becomes one paper."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from search.model import dates
from search.model.names import Name
from search.model.paper import DETAILS, Paper
from search.model.record import Record

# Whose word counts for what is one of a kind (title, pages, repository): the higher, the better.
# Files of references are equals, so that an export that is read again changes nothing.
_TRUST = {"json": 1, "csl-json": 2, "ris": 2, "bibtex": 2, "huggingface": 3, "arxiv": 4}
# Of these a better source is asked first, and one that says nothing leaves the word to the next.
_SINGLE = (
    "summary",
    "arxiv",
    "doi",
    "url",
    "pdf",
    "github",
    "remark",
    "own_id",
    *(name for name in DETAILS if name != "type"),
)
_VAGUE = ("article", "document")  # types of what may have been printed elsewhere
_LISTS = ("links", "keywords", "categories", "sources")

_Value = TypeVar("_Value")


def built(records: Sequence[Record]) -> Paper:
    """The paper of which `records` tell, in the order of their arrival.

    - A gap is filled by whoever fills it.
    - What is one of a kind (title, summary, ids, pages, repository, the details of references) is
      of the source known to be the more careful; of equals arXiv's newer version; then the first.
    - Of item types one that says more than "article" (a preprint) or "document".
    - The abstract of arXiv's newest version where that was revised, else the longest; the longest
      lists of authors and of editors, and of equally long ones the one of which more names are
      divided otherwise than a guess would divide them.
    - The finest date, of equally fine ones the earliest: a year never beats a day.
    - The highest count of upvotes and stars, but no higher than a live feed says: only what came
      after its word may add to it. An old file that is read again turns nothing back.
    - All links, keywords, categories and sources, in order of arrival. One withdrawal is enough.

    One record gives its own paper; the same record twice gives the same paper. Dates, and what a
    more careful source says, do not depend on the order.
    """
    if len(records) == 1:
        return records[0].paper
    papers = [record.paper for record in records]
    ranked = sorted(papers, key=_rank, reverse=True)  # stable: equals stay as they came
    names = max((paper.names for paper in ranked), key=_divided)
    editors = max((paper.editor_names for paper in ranked), key=_divided)
    types = [paper.type for paper in ranked if paper.type]
    single = {name: _first(getattr(paper, name) for paper in ranked) for name in _SINGLE}
    lists = {name: _united(getattr(paper, name) for paper in papers) for name in _LISTS}
    return Paper.as_stored(
        title=ranked[0].title,
        type=_first(name for name in types if name not in _VAGUE) or _first(types),
        abstract=_abstract(ranked),
        authors=tuple(name.shown for name in names),
        names=names,
        editors=tuple(name.shown for name in editors),
        editor_names=editors,
        published=dates.best(paper.published for paper in papers),
        listed=dates.best(paper.listed for paper in papers),
        upvotes=_count(records, lambda paper: paper.upvotes),
        stars=_count(records, lambda paper: paper.stars),
        withdrawn=any(paper.withdrawn for paper in papers),
        **single,
        **lists,
    )


def _rank(paper: Paper) -> tuple[int, int]:
    trust = max((_TRUST.get(name, 0) for name in paper.sources), default=0)
    version = paper.version or ""
    return trust, int(version) if version.isascii() and version.isdigit() else 0


def _abstract(ranked: Sequence[Paper]) -> str | None:
    """The abstract of papers that are ranked by trust and version."""
    best = ranked[0]
    if best.abstract and _rank(best)[1] > 1:  # the others may tell of the first version
        return best.abstract
    return max((paper.abstract for paper in ranked), key=lambda text: len(text or ""))


def _divided(names: Sequence[Name]) -> tuple[int, int]:
    return len(names), sum(name.is_divided and not name.is_as_guessed for name in names)


def _first(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in values if value is not None), None)


def _united(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for values in lists for value in values))


def _count(records: Iterable[Record], of: Callable[[Paper], int | None]) -> int | None:
    found: int | None = None
    for record in records:
        count = of(record.paper)
        if count is not None and (found is None or record.live or count > found):
            found = count
    return found
