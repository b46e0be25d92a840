"""What a pasted reference or address means, where its words together find nothing."""

import re

from search.query.identify import named
from search.store import Store

_FEWEST_WORDS = 6
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


def meant(store: Store, text: str) -> str | None:
    """The query that `text` stands for: a paper by its title or id in it, or a repository."""
    if len(text.split()) >= _FEWEST_WORDS:
        return _paper(store, text)
    if _REPOSITORY.fullmatch(text.strip()):
        return f"code:{text.strip()}"
    from search.query.assist.pasted import pasted

    query = pasted(text)
    is_other = query != text.strip() and (query.startswith("code:") or named(query))
    return query if is_other else None


def _paper(store: Store, reference: str) -> str | None:
    from search.fulltext.document import Reference
    from search.fulltext.references import names

    possible = list(names(Reference("", None, reference)))
    rows = store.papers.named(possible)
    row = next((rows[name] for name in possible if name in rows), None)
    if row is None:
        return None
    return next((f'id:"{paper.id}"' for _, paper in store.papers.papers([row])), None)
