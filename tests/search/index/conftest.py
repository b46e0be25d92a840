"""The same papers in an index of Whoosh as it comes: the oracle for our own evaluation."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, Or, Prefix, Query, Term
from whoosh.searching import Searcher

from search.index.analysis import Words, names, stems
from search.index.inversion import PARTS
from search.model.paper import Paper

STEMMED = Words(stems)


class Weighted(TEXT):
    """`text` of our schema, by Whoosh's own means: a posting a word, positions by part."""

    def index(
        self, value: tuple[str, ...], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        spots: dict[str, list[int]] = {}
        weights: dict[str, float] = {}
        for part, text in enumerate(value):
            for position, token in enumerate(self.analyzer(text), start=PARTS[part]):
                spots.setdefault(token.text, []).append(position)
                weights[token.text] = weights.get(token.text, 0) + (1 if part else 3)
        for word, places in spots.items():
            yield word.encode(), len(places), weights[word], self.format.encode(places)


class Stock:
    """Papers by row in segments of Whoosh's default codec, searched by its own matchers."""

    def __init__(self, folder: Path) -> None:
        schema = Schema(
            row=NUMERIC(stored=True, unique=True),
            text=Weighted(STEMMED),
            title=TEXT(STEMMED),
            abstract=TEXT(STEMMED),
            author=TEXT(Words(names)),
        )
        folder.mkdir()
        self.index = FileIndex.create(FileStorage(str(folder)), schema)
        self.words: set[str] = set()

    def add(self, papers: Iterable[tuple[int, Paper]], removed: Iterable[int]) -> None:
        writer = self.index.writer()
        papers = list(papers)
        for row in {*removed, *(row for row, _ in papers)}:
            writer.delete_by_term("row", row)
        for row, paper in papers:
            authors, body = "\n".join(paper.authors), paper.abstract or ""
            text = (paper.title, body, f"{authors}\n{' '.join(paper.keywords)}")
            writer.add_document(
                row=row, text=text, title=paper.title, abstract=body, author=authors
            )
            self.words |= {word for part in text for word in STEMMED.words(part)}
        writer.commit(merge=False)

    def search(self, tree: Query) -> dict[int, float]:
        """The score of every row that `tree` matches.

        Its matchers for "not" miss documents, or never end, so sets stand in for those.
        """
        match tree:
            case Not():
                every = self._matched(Every())
                return dict.fromkeys(every.keys() - self.search(tree.query).keys(), 0.0)
            case And() | Or() if not all(part.is_leaf() for part in tree.subqueries):
                parts = [self.search(part) for part in tree.subqueries]
                join = set.intersection if isinstance(tree, And) else set.union
                rows = join(*(set(part) for part in parts))
                return {row: sum(part.get(row, 0) for part in parts) for row in rows}
        return self._matched(tree)

    def _matched(self, tree: Query) -> dict[int, float]:
        found: dict[int, float] = {}
        searcher = Searcher(self.index.reader())
        tree = tree.accept(self._with_written)
        for part, _ in searcher.leaf_searchers():
            matcher = tree.matcher(part)
            while matcher.is_active():
                found[part.stored_fields(matcher.id())["row"]] = matcher.score()
                matcher.next()
        return found

    def _with_written(self, node: Query) -> Query:
        """A prefix also finds the stems of the words that begin so."""
        if not isinstance(node, Prefix) or node.fieldname == "author":
            return node
        begun = {stem for word in self.words if word.startswith(node.text) for stem in stems(word)}
        return Or([node, *(Term(node.fieldname, stem) for stem in sorted(begun))])


@pytest.fixture(scope="session")
def stock_index() -> type[Stock]:
    """The oracle's class; to be opened on a folder that is not there yet."""
    return Stock
