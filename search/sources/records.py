"""What a source gives: records, and the pieces that made none, reported and never dropped."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from search.errors import PaperError
from search.model.record import Marked, Record, Skipped

# A record of these is the same in whatever file it stands: each holds all that there is of it.
_LASTING = frozenset(["snapshot"])

Piece = TypeVar("Piece")
Result = TypeVar("Result", Record, Marked)


def read(
    pieces: Iterable[tuple[int | None, Piece | Skipped]],
    make: Callable[[Piece], Result],
    name: str,
) -> Iterator[Result | Skipped]:
    """A record for each (line, piece), or Skipped with the line, else the number, of the piece.

    A record's name, in place of which `make` gives the key that it has in its file or nothing,
    begins with that of the file: the file read again gives the same names.
    """
    file, seen = Path(name).name, Counter[str]()
    for number, (line, piece) in enumerate(pieces, 1):
        if isinstance(piece, Skipped):
            yield piece
            continue
        try:
            result = make(piece)
        except PaperError as error:
            yield Skipped(name, line, str(error) if line else f"item {number}: {error}")
            continue
        key = result.name or result.paper.id
        if result.format in _LASTING:
            yield result if result.name else result.named(key)
            continue
        seen[key] += 1
        again = f" {seen[key]}" if seen[key] > 1 else ""
        yield result.named(f"{file}/{key}{again}")


def objects(
    found: Iterable[object], name: str
) -> Iterator[tuple[None, dict[str, object] | Skipped]]:
    """The JSON objects of a list for `read`, and Skipped for what is none."""
    for number, item in enumerate(found, 1):
        value = item if isinstance(item, dict) else Skipped(name, None, f"item {number}: no paper")
        yield None, value
