"""What a query says of another paper, as what the index can answer."""

from whoosh.query import And, Not, NullQuery, Query

from search.errors import UnknownPaperError
from search.index import Index
from search.model.filters import CitedBy, Cites, InRows, Like, Named
from search.store import Store
from search.work.texts.citations import Citations


class Expansion:
    """Replaces what a query says of another paper: Like by key terms, Cites and CitedBy by rows."""

    def __init__(self, store: Store, index: Index, citations: Citations) -> None:
        self._papers = store.papers
        self._index = index
        self._citations = citations
        self.words: tuple[str, ...] = ()
        self.unknown: tuple[str, ...] = ()

    def expand(self, tree: Query) -> Query:
        """The query without any of them."""
        match tree:
            case Cites():
                return InRows(tuple(self._citations.citing(tree.id)))
            case Like() | CitedBy():
                return self._of_paper(tree)
        return tree.apply(self.expand)

    def _of_paper(self, tree: Like | CitedBy) -> Query:
        try:
            row = self._papers.row(tree.id)
            paper = self._papers.paper(row)
        except UnknownPaperError:
            field = "like" if isinstance(tree, Like) else "citedby"
            self.unknown = (*self.unknown, f"{field}:{tree.id}: unknown paper")
            return NullQuery
        if isinstance(tree, CitedBy):
            cited = self._citations.cited(paper)
            if cited is None:
                self.unknown = (*self.unknown, _no_text(tree.id))
            return InRows(tuple(cited or ()))
        query, words = self._index.related(paper)
        self.words = (*self.words, *words)
        return And([query, Not(Named(tree.id))])


def _no_text(name: str) -> str:
    return f"citedby:{name}: its full text is not cached; `broadsheet fetch {name}` fetches it"
