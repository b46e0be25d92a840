"""Papers that were removed for good: their ids are kept, so that no sync brings them back."""

from collections.abc import Iterable, Iterator, Sequence

from search.model.paper import Paper
from search.model.record import Record
from search.sources.json_values import items, text
from search.store import Store

_KEY = "removed"


def remove(store: Store, rows: Sequence[int]) -> int:
    """See Library.remove."""
    papers = dict(store.papers.papers(rows))
    names = [*_removed(store), *(name for paper in papers.values() for name in _names(paper))]
    store.memory[_KEY] = [*dict.fromkeys(names)]
    store.papers.remove(papers)
    return len(papers)


def wanted(store: Store, records: Iterable[Record]) -> Iterator[Record]:
    """The records but those of papers that were removed and are not in the library again."""
    removed = set(_removed(store))
    for record in records:
        names = _names(record.paper)
        if removed.isdisjoint(names) or store.papers.named(names):
            yield record


def _removed(store: Store) -> list[str]:
    return [*map(text, items(store.memory[_KEY]))]


def _names(paper: Paper) -> tuple[str, ...]:
    """The ids of a paper; the one of its title only where it has no other."""
    *ids, title = paper.identities
    return tuple(ids) or (title,)
