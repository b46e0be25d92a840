"""What of a paper goes into the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.model.paper import Paper


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one paper, in the store's `row`. `code` is OWNER/REPO or empty."""

    row: int
    title: str
    body: str
    authors: str
    keywords: str
    categories: Sequence[str]
    sources: Sequence[str]
    code: str

    def fields(self) -> dict[str, object]:
        """The values for the fields of search.index.schema, as Whoosh's add_document takes them."""
        return {
            "row": self.row,
            "text": (self.title, self.body, f"{self.authors}\n{self.keywords}"),
            "author": (self.authors,),
            "keyword": (self.keywords,),
            "cat": self.categories,
            "source": self.sources,
            "code": (self.code,),
        }


def of_paper(row: int, paper: Paper) -> Document:
    """A paper in a row of the store, for the index."""
    return Document(
        row=row,
        title=paper.title,
        body="\n".join(filter(None, (paper.abstract, paper.summary))),
        authors="\n".join(paper.authors),
        keywords="\n".join(paper.keywords),
        categories=paper.categories,
        sources=paper.sources,
        code=repository(paper.github),
    )


def repository(address: str | None) -> str:
    """OWNER/REPO of a repository's address; empty without one."""
    return "/".join(address.rstrip("/").split("/")[-2:]) if address else ""
