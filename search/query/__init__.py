"""The query language: one string in; a Whoosh query tree, an order and what was ignored out.

Importing this loads no Whoosh, so that the search bar can be coloured before the first search.
"""

from datetime import date
from typing import TYPE_CHECKING

from search.query.parsed import Parsed, Sort

if TYPE_CHECKING:
    from whoosh.fields import Schema

__all__ = ["Parsed", "Sort", "parse"]


def parse(text: str, schema: "Schema", today: date, *, typing: bool = False) -> Parsed:
    """The best reading of `text`. It never fails; what makes no sense is in `ignored`.

    `schema` has the fields `text` (what a bare word searches), title, abstract, author, keyword,
    cat, source and code; `author` neither stems nor drops words. `today` is what "7d" and
    "yesterday" count from. With `typing`, the last word is taken to be half typed, and finds what
    begins with it too.
    """
    # Here, since Whoosh costs tens of milliseconds; the first of the two loads it in silence.
    import search.model.filters  # noqa: F401  see above
    from search.query.parsing.parser import read

    return read(text, schema, today, typing=typing)
