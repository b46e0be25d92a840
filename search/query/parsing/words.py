"""Queries for words as the index has them: by prefix, and by edit distance."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoosh.analysis.filters import STOP_WORDS
from whoosh.query import FuzzyTerm, Phrase, Prefix, Query, Term

from search.model.queries import PhrasePrefix
from search.query.parsing.tree import all_of, any_of

if TYPE_CHECKING:
    from whoosh.fields import Schema

_WORD = re.compile(r"\w+")
_QUESTION_WORDS = frozenset(
    ["what", "how", "why", "which", "who", "where", "do", "does", "did", "should", "i", "we", "my"]
)
_SHORTEST_QUESTION = 4  # words
_STEMMED = ("text", "title", "abstract", "keyword")


def written(schema: "Schema", field: str, text: str) -> Query | None:
    """What is written as `text`: a term, or several side by side; None where no word is in it."""
    found = terms(schema, field, text)
    if len(found) > 1:
        return Phrase(field, found)
    return Term(field, found[0]) if found else None


def prefixed(schema: "Schema", field: str, text: str) -> Query | None:
    """What is written as `text` or begins so; of several words, the last one is the prefix.

    None where there is no word in it.
    """
    exact = written(schema, field, text)
    found, words = terms(schema, field, text), plain(schema, field, text)
    if exact is None or len(found) != len(words) or _is_letter_of_east_asia(words[-1]):
        return exact
    if isinstance(exact, Term):
        return any_of([exact, Prefix(field, words[0])])
    return any_of([exact, PhrasePrefix(field, found[:-1], words[-1])])


def _is_letter_of_east_asia(word: str) -> bool:
    """Whether a word is one letter that is a word by itself, so that nothing goes on from it."""
    return len(word) == 1 and not word.isascii()


def only_stop_words(text: str) -> bool:
    """Whether `text` has words, but none that says anything by itself."""
    if text.isalnum():  # one word, as most are
        return text.lower() in STOP_WORDS
    found = _WORD.findall(text.lower())
    return bool(found) and STOP_WORDS.issuperset(found)


def is_question(texts: Sequence[str]) -> bool:
    """Whether words are a question: how to fine-tune a model."""
    return len(texts) >= _SHORTEST_QUESTION and texts[0].lower() in _QUESTION_WORDS


def only_asks(text: str) -> bool:
    """Whether a word of a question only makes it one."""
    return text.lower() in _QUESTION_WORDS


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
    found: list[str] = schema[field].analyzer.query_terms(text)
    return found


def plain(schema: "Schema", field: str, text: str) -> list[str]:
    """The words of `text` folded as in the index, but neither stemmed nor left out."""
    return terms(schema, "author" if field in _STEMMED else field, text)
