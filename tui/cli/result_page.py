"""A page of what a search found, as the command line prints it: papers with their best passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from search import Entry, FoundIn, Library, Part, Reason, Results, Spans

_PASSAGE = 200  # characters


class Hit(NamedTuple):
    """One paper of a search; the matched words of `snippet` stand between `**`.

    `why`: the words by which it is in the personal order; None in other orders. `afield`: it is
    there from further afield. `reasons`: what adds to its score; None where nobody asked.
    `found_in`: where its full text has the words; None where it was found by other texts.
    """

    entry: Entry
    score: float
    snippet: str | None
    why: tuple[str, ...] | None = None
    afield: bool = False
    reasons: list[Reason] | None = None
    found_in: FoundIn | None = None


def page(library: Library, results: Results, offset: int, limit: int) -> list[Hit]:
    """The hits from `offset` on, at most `limit`, in the order of the results."""
    return _hits(library, results, results, offset, limit)


def personal(library: Library, results: Results, hits: list[Hit]) -> list[Hit]:
    """The hits with why each is in the personal order."""
    return [
        hit._replace(why=library.why(hit.entry.row), afield=hit.entry.row in results.afield)
        for hit in hits
    ]


def explained(library: Library, query: str, hits: list[Hit]) -> list[Hit]:
    """The hits with what adds to the score of each."""
    return [hit._replace(reasons=library.explain(query, hit.entry.row)) for hit in hits]


def partial_page(library: Library, results: Results, offset: int, limit: int) -> list[Hit]:
    """What a page has room for of the papers with some of the words, below those with all."""
    room = min(limit, offset + limit - len(results))
    if room <= 0 or results.partial is None:
        return []
    return _hits(library, results, results.partial, max(0, offset - len(results)), room)


def _hits(library: Library, results: Results, part: Part, offset: int, limit: int) -> list[Hit]:
    rows = part.page(offset, limit)
    inside = {row: library.found_in(row, results, _PASSAGE) for row in rows}
    passages = library.passages([row for row in rows if not inside[row]], results, _PASSAGE)
    passages |= {row: (each.text, each.spans) for row, each in inside.items() if each}
    return [
        Hit(
            entry,
            part.score(entry.row),
            _starred(*passages[entry.row]) if entry.row in passages else None,
            found_in=inside[entry.row],
        )
        for entry in library.entries(rows)
    ]


def _starred(text: str, spans: Spans) -> str:
    """`text` with each span between `**`."""
    for start, end in reversed(spans):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text
