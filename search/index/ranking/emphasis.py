"""What ranks a matching paper higher: a title that begins with the query, and adjacent terms."""

from dataclasses import dataclass
from itertools import pairwise

from search.index.terms.analysis import Words


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What the plain words of a query ask for beside their match.

    `pairs`: terms side by side in the query; `title`: the words, folded as titles are; `terms`:
    their terms; `name`: all terms in order, if they may be an author's name; `half_typed`: whether
    the last word may go on; `typing`: whether the query is still being typed.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    title: str = ""
    terms: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    half_typed: bool = False
    typing: bool = False


_LONGEST_NAME = 4  # words


def emphasis(analyzer: Words, text: str, *, half_typed: bool, typing: bool) -> Emphasis:
    """What the plain words `text` ask for. Stop words make no pairs."""
    analyses = [analyzer.analyze(token) for token in analyzer.tokens(text)]
    complete = analyses[:-1] if half_typed else analyses
    name = tuple(term for each in analyses for term in each.terms)
    pairs = [
        (one.terms[-1], other.terms[0])
        for one, other in pairwise(complete)
        if one.counted and other.counted and one.terms[-1] != other.terms[0]
    ]
    return Emphasis(
        pairs=tuple(dict.fromkeys(pairs)),
        title=" ".join(word for each in analyses for word in each.words),
        terms=tuple(dict.fromkeys(t for each in complete if each.counted for t in each.terms)),
        name=name if not half_typed and len(name) <= _LONGEST_NAME else (),
        half_typed=half_typed,
        typing=typing,
    )
