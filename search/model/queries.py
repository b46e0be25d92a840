"""Nodes of the query tree that Whoosh lacks: half-typed phrases, names, spellings, full texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from whoosh.query import DisjunctionMax, Phrase, Query

from search.model.filters import Leaf


class PhrasePrefix(Phrase):  # type: ignore[misc]  # Whoosh has no types
    """`words` side by side, and right after them a word that begins with `prefix`."""

    def __init__(
        self, fieldname: str, words: Sequence[str], prefix: str, boost: float = 1.0
    ) -> None:
        super().__init__(fieldname, list(words), boost=boost)
        self.prefix = prefix

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, PhrasePrefix)
            and self.prefix == other.prefix
            and bool(Phrase.__eq__(self, other))
        )

    def __hash__(self) -> int:
        return hash((Phrase.__hash__(self), self.prefix))


class Initialed(Phrase):  # type: ignore[misc]  # Whoosh has no types
    """An author with the family name `words[0]`, and a given name that begins with `letter`."""

    def __init__(self, letter: str, family: str, boost: float = 1.0) -> None:
        super().__init__("author", [family], boost=boost)
        self.letter = letter

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Initialed)
            and self.letter == other.letter
            and bool(Phrase.__eq__(self, other))
        )

    def __hash__(self) -> int:
        return hash((Phrase.__hash__(self), self.letter))


class Spellings(DisjunctionMax):  # type: ignore[misc]  # Whoosh has no types
    """One word as it was typed, the first subquery, or in another spelling, the others.

    The best of its scores counts, in full only for what has the word as typed.
    """


@dataclass(eq=False, repr=False)
class FullText(Leaf):
    """The papers that have a section in their full text which `tree` matches.

    The leaves of `tree` are of the fields of search.index.fulltext.schema.
    """

    tree: Query
