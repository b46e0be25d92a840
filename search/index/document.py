"""What of a paper goes into the index."""

from search.paper import Paper


def fields(row: int, paper: Paper) -> dict[str, object]:
    """The values for the fields of `search.index.schema`, for Whoosh's add_document."""
    body = "\n".join(filter(None, (paper.abstract, paper.summary)))
    authors, keywords = "\n".join(paper.authors), "\n".join(paper.keywords)
    return {
        "row": row,
        "text": "\n".join((paper.title, body, authors, keywords)),
        "title": paper.title,
        "abstract": body,
        "author": authors,
        "keyword": keywords,
        "cat": "\n".join(paper.categories),
        "source": "\n".join(paper.sources),
        "code": _repository(paper.github) or "",
    }


def _repository(address: str | None) -> str | None:
    return "/".join(address.rstrip("/").split("/")[-2:]) if address else None
