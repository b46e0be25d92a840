"""Queries for words as the index has them: by prefix, and by edit distance."""

from typing import TYPE_CHECKING

from whoosh.query import FuzzyTerm, Prefix, Query, Term

from search.query.tree import all_of, any_of

if TYPE_CHECKING:
    from whoosh.fields import Schema

_STEMMED = ("text", "title", "abstract", "keyword")


def prefixed(schema: "Schema", field: str, text: str) -> Query | None:
    """What begins with `text`; of several words, the last one is the prefix.

    None where there is no word in it.
    """
    words = plain(schema, field, text)
    if not words:
        return None
    *complete, last = words
    exact = [Term(field, term) for term in terms(schema, field, last)]
    return all_of(
        [
            *(Term(field, term) for word in complete for term in terms(schema, field, word)),
            any_of([*exact, Prefix(field, last)]),
        ]
    )


def near(schema: "Schema", field: str, text: str, distance: int) -> Query | None:
    """What is at most `distance` edits away from `text`, fewer where the word is short.

    None where there is no word in it.
    """
    parts: list[Query | None] = []
    for word in plain(schema, field, text):
        spellings = dict.fromkeys([*terms(schema, field, word), word])
        edits = min(distance, (len(word) - 1) // 2)
        parts.append(
            any_of(FuzzyTerm(field, term, maxdist=edits, prefixlength=0) for term in spellings)
            if edits
            else any_of(Term(field, term) for term in spellings)
        )
    return all_of(parts)


def terms(schema: "Schema", field: str, text: str) -> list[str]:
    """The terms that the index has for `text`."""
    return list(schema[field].process_text(text, mode="query"))


def plain(schema: "Schema", field: str, text: str) -> list[str]:
    """The words of `text` folded as in the index, but neither stemmed nor left out."""
    return terms(schema, "author" if field in _STEMMED else field, text)
