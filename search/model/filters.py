"""Leaves of the query tree that no word answers: what the store knows about a row.

The index evaluates the whole tree, words and these alike; it gets these as boolean arrays
by row number from `search.store.columns.columns`. They are plain values: equal by their contents,
never changed, and left as they are by Whoosh's normalize(), copy and boosts.
"""

from dataclasses import dataclass

from whoosh.query import Query


class Leaf(Query):  # type: ignore[misc]  # Whoosh has no types
    """A condition on the paper as a whole: it has no field, no terms and no score."""

    boost = 1.0

    # Here once: a dataclass would compile them for each leaf, at each start.
    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"

    def __ne__(self, other: object) -> bool:
        # Whoosh's own takes the NotImplemented of a comparison with another class for "equal".
        return not self == other

    def field(self) -> None:
        """None: it stands in no field of the index."""
        return

    def with_boost(self, boost: float) -> "Leaf":
        """Itself: a condition adds nothing to a score."""
        return self


@dataclass(eq=False, repr=False)
class Between(Leaf):
    """A number or day of the paper within bounds, both included; None leaves a side open.

    `column` is one of "date" (listed, else published), "published", "listed", "added" (days since
    0001-01-01, as date.toordinal; of "added" those of this place), "upvotes", "stars". A paper
    without the value never matches, and neither does a date of which some days are out of bounds.
    """

    column: str
    low: int | None
    high: int | None


@dataclass(eq=False, repr=False)
class Is(Leaf):
    """A state: "unread", "read", "bookmarked", "new", "tagged", "withdrawn", "hidden" or
    "finished" (its full text was read to the end)."""

    state: str


@dataclass(eq=False, repr=False)
class Has(Leaf):
    """What a paper has: "code", "abstract", "note", "passage", "pdf" or "project"."""

    what: str


@dataclass(eq=False, repr=False)
class Tagged(Leaf):
    """Papers that bear the tag `name` (case folded); with a trailing "*", any that starts so."""

    name: str


@dataclass(eq=False, repr=False)
class Noted(Leaf):
    """Papers where a note, of the paper or a passage, holds `words`.

    They are a word or phrase, case folded, at a word's start.
    """

    words: str


@dataclass(eq=False, repr=False)
class Named(Leaf):
    """The paper known under an id: arXiv id, "doi:..." or "t-..."."""

    id: str


@dataclass(eq=False, repr=False)
class InRows(Leaf):
    """The papers in some rows of the store."""

    rows: tuple[int, ...]


@dataclass(eq=False, repr=False)
class Like(Leaf):
    """Papers like the one known under an id; stands for the words that tell it from others."""

    id: str


@dataclass(eq=False, repr=False)
class Cites(Leaf):
    """Papers whose full text cites the one known under an id, in the library or not."""

    id: str


@dataclass(eq=False, repr=False)
class CitedBy(Leaf):
    """Papers that the full text of the one known under an id cites."""

    id: str
