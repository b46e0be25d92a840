"""Which paper a text names as a whole: by arXiv id, DOI, page or own id. Loads no Whoosh."""

from search.text import links
from search.text.patterns import LazyPattern

_TITLE_ID = LazyPattern(r"t-[0-9a-f]{12}")


def named(text: str) -> str | None:
    """The id of the paper that `text` names: "2406.01234", "doi:10.1000/182", "t-0123456789ab"."""
    if text.isalpha():
        return None  # as most words of queries, for which no pattern need be compiled
    if identity := links.arxiv_id(text):
        return identity
    if (doi := links.doi(text)) and not any(map(str.isspace, text.strip())):
        return f"doi:{doi}"
    return text.lower() if _TITLE_ID.fullmatch(text.lower()) else None
