"""A page of what a search found, as the command line prints it: papers with their best passage."""

from dataclasses import dataclass

from search import Entry, Library, Results, Spans

_PASSAGE = 200  # characters


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper of a search; the matched words of `snippet` stand between `**`."""

    entry: Entry
    score: float
    snippet: str | None


def page(library: Library, results: Results, offset: int, limit: int) -> list[Hit]:
    """The hits from `offset` on, at most `limit`, in the order of the results."""
    rows = results.page(offset, limit)
    passages = library.passages(rows, results, _PASSAGE)
    return [
        Hit(
            entry,
            results.score(entry.row),
            _starred(*passages[entry.row]) if entry.row in passages else None,
        )
        for entry in library.entries(rows)
    ]


def _starred(text: str, spans: Spans) -> str:
    """`text` with each span between `**`."""
    for start, end in reversed(spans):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text
