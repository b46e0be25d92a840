"""The same papers in an index of Whoosh as it comes: the oracle for our own evaluation."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, Or, Prefix, Query
from whoosh.searching import Searcher

from search.index.segments.positions import PARTS
from search.index.terms.analysis import Words, bare, names, stems
from search.model.paper import Paper

STEMMED = Words(stems)


def surface_forms(word: str) -> tuple[str, ...]:
    """A word as papers write it, if the index has a stem for it."""
    return (bare(word),) if len(stems(word)) == 1 else ()


FORMS = Words(surface_forms)


class Weighted(TEXT):
    """`text` of our schema, by Whoosh's own means: a posting a word, positions by part."""

    def index(
        self, value: tuple[str, ...], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        by_word: dict[str, list[int]] = {}
        for part, text in enumerate(value):
            for position, token in enumerate(self.analyzer(text), start=PARTS[part]):
                by_word.setdefault(token.text, []).append(position)
        for word, places in by_word.items():
            yield word.encode(), len(places), 1.0, self.format.encode(places)


class Stock:
    """Papers by row in segments of Whoosh's default codec, searched by its own matchers."""

    def __init__(self, folder: Path) -> None:
        schema = Schema(
            row=NUMERIC(stored=True, unique=True),
            text=Weighted(STEMMED),
            title=TEXT(STEMMED),
            abstract=TEXT(STEMMED),
            author=TEXT(Words(names)),
            **{f"{name}_forms": TEXT(FORMS) for name in ("text", "title", "abstract")},
        )
        folder.mkdir()
        self.index = FileIndex.create(FileStorage(str(folder)), schema)

    def add(self, papers: Iterable[tuple[int, Paper]], removed: Iterable[int]) -> None:
        writer = self.index.writer()
        papers = list(papers)
        for row in {*removed, *(row for row, _ in papers)}:
            writer.delete_by_term("row", row)
        for row, paper in papers:
            authors, body = "\n".join(paper.authors), paper.abstract or ""
            text = (paper.title, body, f"{authors}\n{' '.join(paper.keywords)}")
            writer.add_document(
                row=row, text=text, title=paper.title, abstract=body, author=authors,
                text_forms=" ".join(text), title_forms=paper.title, abstract_forms=body,
            )  # fmt: skip
        writer.commit(merge=False)

    def search(self, tree: Query) -> set[int]:
        """Every row that `tree` matches.

        Its matchers for "not" miss documents, or never end, so sets stand in for those.
        """
        match tree:
            case Not():
                return self._matched(Every()) - self.search(tree.query)
            case And() | Or() if not all(part.is_leaf() for part in tree.subqueries):
                parts = [self.search(part) for part in tree.subqueries]
                return (set.intersection if isinstance(tree, And) else set.union)(*parts)
        return self._matched(tree)

    def _matched(self, tree: Query) -> set[int]:
        found: set[int] = set()
        searcher = Searcher(self.index.reader())
        tree = tree.accept(self._with_forms)
        for part, _ in searcher.leaf_searchers():
            matcher = tree.matcher(part)
            while matcher.is_active():
                found.add(part.stored_fields(matcher.id())["row"])
                matcher.next()
        return found

    def _with_forms(self, node: Query) -> Query:
        """A prefix also finds the papers in which a word as it is written begins so."""
        if not isinstance(node, Prefix) or node.fieldname == "author":
            return node
        return Or([node, Prefix(f"{node.fieldname}_forms", node.text)])


@pytest.fixture(scope="session")
def stock_index() -> type[Stock]:
    """The oracle's class; to be opened on a folder that is not there yet."""
    return Stock
