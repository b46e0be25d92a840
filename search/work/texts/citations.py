"""Who cites whom, by the references of the full texts in the cache. Nothing is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from search.errors import UnknownPaperError
from search.text.clean import title_key

if TYPE_CHECKING:
    from search.fulltext.cache import Cache
    from search.fulltext.document import Reference
    from search.model.paper import Paper
    from search.store import Store
    from search.work.texts.live import LiveFullTexts


class _Held(NamedTuple):
    """The references of one text, and what a paper that is one of them must be in."""

    stamp: str
    references: tuple[Reference, ...]
    keys: str


class Citations:
    """The references of the cached full texts of one library, read when first asked for."""

    def __init__(self, store: Store, texts: LiveFullTexts) -> None:
        self._store = store
        self._texts = texts
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}
        self._rows: dict[int, tuple[str, str]] = {}
        self._state: object = None  # of cache and store when the rows were listed

    def citing(self, name: str) -> list[int]:
        """The rows of the papers whose full text cites the paper known under an id.

        A paper that is not in the library is found by its DOI or arXiv id alone.
        """
        try:
            paper = self._store.papers.paper(self._store.papers.row(name))
        except UnknownPaperError:
            paper = None
        sought = [name] if paper is None else [*paper.identities, title_key(paper.title)]
        sought = [each.removeprefix("doi:") for each in sought if not each.startswith("t-")]
        return [
            row
            for row, held in self._all()
            if any(each in held.keys for each in sought)
            and any(_is(each, name, paper) for each in held.references)
        ]

    def cited(self, paper: Paper) -> list[int] | None:
        """The rows of the papers that the full text of `paper` cites; None where it has none."""
        name = self._texts.cache.known_as(paper.identities)
        found = self._texts.cache.references(name) if name else None
        if found is None:
            return None
        matched = in_library(self._store, found)
        rows = self._store.papers.named(each.paper for each in matched if each.paper)
        return sorted(set(rows.values()))

    def _all(self) -> Iterator[tuple[int, _Held]]:
        from search.work.texts.bringing_up import cached_rows

        with self._lock:
            state = self._texts.cache.state(), self._store.papers.version()
            if state != self._state:
                self._rows, self._state = cached_rows(self._store, self._texts.cache), state
            rows = self._rows
            names = {name for name, _ in rows.values()}
            self._held = {name: held for name, held in self._held.items() if name in names}
            for row, (name, stamp) in rows.items():
                held = self._held.get(name)
                if held is None or held.stamp != stamp:
                    held = self._held[name] = _held(stamp, self._texts.cache.references(name) or ())
                yield row, held


def counted(store: Store, cache: Cache, paper: Paper) -> tuple[int, int] | None:
    """How many works a paper cites, and how many of them the library has; None without its text."""
    name = cache.known_as(paper.identities)
    cited = cache.references(name) if name else None
    if cited is None:
        return None
    found = in_library(store, cited)
    return len(found), sum(1 for each in found if each.paper)


def in_library(store: Store, found: Sequence[Reference]) -> tuple[Reference, ...]:
    """References with the papers of the library that they are."""
    from search.fulltext import references  # which few searches ask for

    wanted = {name for each in found for name in references.names(each)}
    rows = store.papers.named(wanted)
    papers = dict(store.papers.papers(set(rows.values())))
    by_name = {name: papers[row] for name, row in rows.items() if row in papers}
    return references.matched(found, by_name)


def _held(stamp: str, found: tuple[Reference, ...]) -> _Held:
    keys = (
        "\n".join(
            filter(None, (each.arxiv, each.doi, title_key(f"{each.title or ''}\n{each.text}")))
        )
        for each in found
    )
    return _Held(stamp, found, "\n".join(keys))


def _is(reference: Reference, name: str, paper: Paper | None) -> bool:
    from search.fulltext import references

    if paper is None:
        return name in (reference.arxiv, f"doi:{reference.doi}")
    (found,) = references.matched([reference], dict.fromkeys(paper.identities, paper))
    return found.paper is not None
