"""The index of full texts kept in step with their cache: what is cached can be found."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from search.fulltext.cache import Cache
from search.fulltext.document import Document
from search.index.fulltext.index import FullTextIndex, SectionText, Text
from search.store import Store
from search.work.texts.sentences import names_of

Progress = Callable[[int, int], None]  # texts done, of how many

# Formulas on lines of their own have hardly a word, and addresses of authors are no content.
_LEFT_OUT = ("heading", "authors", "equation")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done: the paper and its file to index by row, and the rows to take out."""

    added: Mapping[int, tuple[str, str]]
    removed: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def work(store: Store, cache: Cache, indexed: Mapping[str, int]) -> Work:
    """What the index lacks and what it has too much, where it has `indexed` rows by file."""
    wanted = {}
    for row, (paper, stamp) in cached_rows(store, cache).items():
        wanted[sha256(f"{row} {stamp} {paper}".encode()).hexdigest()] = row, paper
    added = {row: (paper, file) for file, (row, paper) in wanted.items() if file not in indexed}
    removed = {row for file, row in indexed.items() if file not in wanted} - added.keys()
    return Work(added, frozenset(removed))


def cached_rows(store: Store, cache: Cache) -> dict[int, tuple[str, str]]:
    """The id under which each cached paper of the library is cached, and its stamp, by row."""
    stamps = cache.stamps()
    return {row: (name, stamps[name]) for name, row in store.papers.named(stamps).items()}


def update(
    store: Store,
    cache: Cache,
    index: FullTextIndex,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Bring the index up to the cache in this process; whether anything was to be done.

    Raises Cancelled, IndexBusy, IndexUnreadable, OSError.
    """
    todo = work(store, cache, index.files())
    if not todo:
        return False
    count = len(todo.added)

    def report(done: int) -> None:
        if progress:
            progress(done, count)

    index.add(_texts(cache, todo.added), todo.removed, 0, report, cancelled)
    return True


def bring_up(store: Path, folder: Path, cache: Path, progress: Progress) -> None:
    """Bring the index in `folder` up to the cache in this process, which ends afterwards."""
    gc.disable()
    with closing(Store(store)) as opened:
        index = FullTextIndex(folder, opened.identity)
        update(opened, Cache(cache, 0), index, progress)
        index.merge_if_idle()


def _texts(cache: Cache, added: Mapping[int, tuple[str, str]]) -> Iterator[tuple[int, Text]]:
    for row, (paper, file) in added.items():
        document = cache.peek(paper)
        # What is damaged is indexed as nothing, so that it is not tried again and again.
        sections = [SectionText("", "", "")] if document is None else sections_of(document)
        yield row, Text(file, sections)


def sections_of(document: Document) -> list[SectionText]:
    """The sections of a document for the index, the text before the first one as one of them."""
    bodies: dict[str | None, list[str]] = {None: []}
    for block in document.blocks:
        if block.kind not in _LEFT_OUT:
            bodies.setdefault(block.section, []).append(block.text)
    found = [SectionText("", "", "\n".join(bodies[None]))]
    names = names_of(document)
    for section in document.sections:
        body = "\n".join(bodies.get(section.id, ()))
        found.append(SectionText(section.title, names[section.id], body))
    return found
