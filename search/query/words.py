"""Words as the index has them: what begins with a word, and what is spelled nearly so.

A stemmed field holds "learn" for "learning", so that nothing in it begins with "learnin". The
half-typed word is therefore also completed by the endings that English has, and looked for by
the stems of those.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from whoosh.query import FuzzyTerm, Prefix, Query, Term

from search.query.tree import all_of, any_of

if TYPE_CHECKING:
    from whoosh.fields import Schema

_STEMMED = ("text", "title", "abstract", "keyword")
_ENDINGS = (
    "ability able al ally ance ances antly ately ation ational ations ative ed ement ence ences"
    " ent ently er erly ers es ful ibility ic ical ically ify ing ings ion ional ions ism ist"
    " istic ists ities ity ive ively ivity ization izations ize ized izer izing less ly ment"
    " ments ness or ors ous ously s ul us"
)
_COMPLETED = range(4, 30)  # letters; what is shorter begins its stem, what is longer is no word


def starting(schema: "Schema", field: str, text: str) -> Query | None:
    """What begins with `text`; where it is several words, what has them and begins with the last.

    None where there is no word in it.
    """
    words = plain(schema, field, text)
    if not words:
        return None
    *whole, last = words
    stems = dict.fromkeys(term for term in _completed(schema, field, last))
    return all_of(
        [
            *(Term(field, term) for word in whole for term in terms(schema, field, word)),
            any_of(
                [
                    *(Term(field, term) for term in terms(schema, field, last)),
                    Prefix(field, last),
                    *(Term(field, stem) for stem in stems if not stem.startswith(last)),
                ]
            ),
        ]
    )


def near(schema: "Schema", field: str, text: str, distance: int) -> Query | None:
    """What is spelled like `text` but for `distance` letters, fewer where the word is short.

    None where there is no word in it.
    """
    found: list[Query | None] = []
    for word in plain(schema, field, text):
        alike = dict.fromkeys([*terms(schema, field, word), word])
        away = min(distance, (len(word) - 1) // 2)
        found.append(
            any_of(FuzzyTerm(field, term, maxdist=away, prefixlength=0) for term in alike)
            if away
            else any_of(Term(field, term) for term in alike)
        )
    return all_of(found)


def terms(schema: "Schema", field: str, text: str) -> list[str]:
    """The terms that the index has for `text`."""
    return list(schema[field].process_text(text, mode="query"))


def plain(schema: "Schema", field: str, text: str) -> list[str]:
    """The words of `text` folded as in the index, but neither stemmed nor left out."""
    return terms(schema, "author" if field in _STEMMED else field, text)


def _completed(schema: "Schema", field: str, word: str) -> Iterator[str]:
    """The terms of the words that `word` may become."""
    if field not in _STEMMED or len(word) not in _COMPLETED or not word.isascii():
        return
    whole: list[str] = []
    for ending in _ENDINGS.split():
        whole.append(word + ending)
        # One consonant is hardly an ending: "token" is not on its way to "tokeness".
        shortest = 1 if ending[0] in "aeiou" else 2
        begun = (n for n in range(shortest, len(ending)) if word.endswith(ending[:n]))
        whole += [word + ending[n:] for n in begun]
    yield from terms(schema, field, " ".join(whole))
