"""And, Or and Not put together in normal form.

Whoosh's own normalize() takes an And with Every in it for Every, so that "everything but" would
be everything. Here every And has a part that is no Not, and a Not stands only in such an And.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from whoosh.analysis.filters import STOP_WORDS
from whoosh.query import And, Every, Not, NullQuery, Or, Phrase, Query, Term

from search.model.filters import Leaf
from search.model.queries import FullText

_K3 = 8
_APART = 0.5  # of the score of a word, where the query has it in a compound


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """What matches all of `parts`; None, which asks nothing, where nothing is left of them."""
    asked = _distinct(parts, And)
    if len(asked) == 1 and not isinstance(asked[0], Not):
        return asked[0]
    if any(part is NullQuery for part in asked):
        return NullQuery
    narrowing = [part for part in asked if not isinstance(part, Every)]
    if narrowing and all(isinstance(part, Not) for part in narrowing):
        return And([Every(), *narrowing])
    return _joined(And, narrowing or asked[:1])


def any_of(parts: Iterable[Query | None]) -> Query | None:
    """What matches any of `parts`; None where nothing is left of them."""
    asked = _distinct(parts, Or)
    if any(isinstance(part, Every) for part in asked):
        return Every()
    return _joined(Or, [part for part in asked if part is not NullQuery] or asked[:1])


def all_but(part: Query | None) -> Query | None:
    """What does not match `part`; None where that asks nothing."""
    if part is None:
        return None
    if isinstance(part, Every):
        return NullQuery
    if part is NullQuery:
        return Every()
    if isinstance(part, And) and len(part) == 2 and isinstance(part[0], Every):
        return part[1].query
    return And([Every(), Not(part)])


def counted(parts: Sequence[Query | None]) -> list[Query | None]:
    """`parts`; of those that are equal each scores as often as n of them count.

    That is (K3 + 1) n / (K3 + n), after Robertson, Walker and others, "Okapi at TREC-3", 1994.
    """
    if len(set(parts)) == len(parts):
        return list(parts)
    counts = Counter(part for part in parts if part is not None)
    return [
        part if part is None or counts[part] == 1 or not worded(part)
        else part.with_boost((_K3 + 1) * counts[part] / (_K3 + counts[part]))
        for part in parts
    ]  # fmt: skip


def worded(tree: Query) -> bool:
    """Whether a paper is looked for by words, which give it a score."""
    if isinstance(tree, (And, Or)):
        return any(worded(part) for part in tree)
    if isinstance(tree, FullText):
        return worded(tree.tree)
    return not isinstance(tree, (Every, Leaf, Not)) and tree is not NullQuery


def _distinct(parts: Iterable[Query | None], kind: type[Query]) -> list[Query]:
    """`parts` in order, each once, with the parts of those that are `kind` in their place."""
    flat: list[Query] = []
    for part in parts:
        if part is not None:
            flat.extend(part.children() if isinstance(part, kind) else [part])
    return list(dict.fromkeys(flat)) if len(flat) > 1 else flat


def _joined(kind: type[Query], parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(parts)


def apart(words: Iterable[Query]) -> Iterator[Query]:
    """The words of each compound such as text-to-video, which papers may have apart."""
    for word in words:
        first = word[0] if isinstance(word, Or) and len(word) else word  # of a half-typed one
        if isinstance(first, Phrase):
            terms = [term for term in first.words if len(term) > 1 and term not in STOP_WORDS]
            yield Or([Term(first.fieldname, term) for term in terms], boost=_APART)
