"""What a query says, as its readers get it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from whoosh.query import Query


class Sort(NamedTuple):
    """An order: a key of `names.ORDERS`, each in its usual direction unless `reverse`.

    Usual is newest or most first, and A to Z for the title.
    """

    key: str
    reverse: bool = False

    def __str__(self) -> str:
        return f"sort:{'-' if self.reverse else ''}{self.key}"


class Parsed(NamedTuple):
    """A query as it was read.

    `text` as typed; `reading`, the same query well-formed, which reads the same;
    `tree`, whose every And has a part that is no Not, and where Not stands nowhere else (so it
    must not meet Whoosh's normalize() again, which takes an And with Every for Every), and whose
    words have the `startchar` and `endchar` of what was typed for them;
    `sort`, None where the query asks for no order; `ignored`, what was not understood, a short
    phrase each; `correction`, `text` with the nearest valid forms in place of what was not
    understood, None where there are none; `worded`, whether words are looked for, so that
    relevance has a meaning;
    `partial`, what has any of the plain words and all else that is asked, None where there are
    not two of them; `named`, the id that the whole query is, None where it is none;
    `plain`, those words as typed, `half_typed` whether the last one may go on;
    `last`, what the last word of the text asks for, None where it cannot go on.
    """

    text: str
    reading: str
    tree: "Query"
    sort: Sort | None
    ignored: tuple[str, ...]
    correction: str | None
    worded: bool
    partial: "Query | None"
    named: str | None
    plain: str
    half_typed: bool
    last: "Query | None"

    def __str__(self) -> str:
        return self.reading
