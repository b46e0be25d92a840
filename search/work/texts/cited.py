"""What papers cite, taken together: each work once, with the papers that cite it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.fulltext.cache import Cache
from search.fulltext.document import Reference
from search.fulltext.identity import Identity, identity
from search.store import Store
from search.work.texts.citations import in_library


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that papers cite. `text` is one of the references to it, as printed.

    `paper`: its id where the library has it; `by`: the ids of the papers that cite it.
    """

    identity: Identity
    text: str
    paper: str | None
    by: tuple[str, ...]

    @property
    def id(self) -> str | None:
        """The id by which it is opened or added; None where nothing but its title is known."""
        return self.paper or self.identity.id


@dataclass(frozen=True, slots=True)
class References:
    """The works that papers cite, the most cited first; of one paper in its own order.

    `papers`: how many papers have their full text cached, `without`: how many have not.
    """

    works: tuple[Cited, ...]
    papers: int
    without: int


def references(store: Store, cache: Cache, rows: Sequence[int]) -> References:
    """What the papers in `rows` cite, as far as their full texts are cached."""
    citing: list[str] = []
    found: list[Reference] = []
    papers = [paper for _, paper in store.papers.papers(rows)]
    held = 0
    for paper in papers:
        name = cache.known_as(paper.identities)
        own = cache.references(name) if name else None
        if own is not None:
            held += 1
            found += own
            citing += [paper.id] * len(own)
    works = _together(zip(in_library(store, found), citing, strict=True))
    if held > 1:
        works.sort(key=lambda work: -len(work.by))
    return References(tuple(works), held, len(papers) - held)


def _together(cited: Iterable[tuple[Reference, str]]) -> list[Cited]:
    """References to one work made one, in the order of their first."""
    groups: list[list[tuple[Reference, Identity, str]]] = []
    known: dict[str, int] = {}
    for reference, by in cited:
        names = identity(reference)
        keys = (reference.paper,) if reference.paper else names.keys()
        number = next((known[key] for key in keys if key in known), None)
        if number is None or _differ(groups[number][0][1], names):
            number = len(groups)
            groups.append([])
        groups[number].append((reference, names, by))
        for key in keys:
            known.setdefault(key, number)
    return [_work(group) for group in groups]


def _differ(one: Identity, other: Identity) -> bool:
    """Whether two works with one title are sure to be two."""
    return bool(
        (one.arxiv and other.arxiv and one.arxiv != other.arxiv)
        or (one.doi and other.doi and one.doi != other.doi)
    )


def _work(group: Sequence[tuple[Reference, Identity, str]]) -> Cited:
    """One work, described by the reference to it that names most."""
    best, names, _ = max(group, key=lambda each: (bool(each[1].id), bool(each[1].title)))
    by = tuple(dict.fromkeys(by for _, _, by in group))
    return Cited(names, best.text, best.paper, by)
