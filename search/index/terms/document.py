"""What of a paper goes into the index."""

from search.index.terms.analysis import GAP
from search.model.paper import Paper
from search.model.searchable import Searchable

_APART = f"\n{GAP}\n"  # no phrase goes from one name or keyword to the next


def fields(row: int, paper: Paper | Searchable) -> dict[str, object]:
    """The values for the fields of search.index.terms.schema, as Whoosh's add_document takes them.

    `row` is the store's. "code" is OWNER/REPO of the repository, or empty.
    """
    authors, keywords = _APART.join(paper.authors), _APART.join(paper.keywords)
    return {
        "row": row,
        "text": (
            paper.title,
            "\n".join(filter(None, (paper.abstract, paper.summary))),
            keywords,
            authors,
        ),
        "author": (authors,),
        "keyword": (keywords,),
        "cat": paper.categories,
        "source": paper.sources,
        "code": ("/".join(paper.github.rstrip("/").split("/")[-2:]) if paper.github else "",),
    }
