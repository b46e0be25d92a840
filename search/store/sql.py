"""Small things that every query of the store needs."""

from collections.abc import Iterable, Iterator, Sequence

_AT_ONCE = 500  # rows in one SELECT; SQLite's oldest limit on parameters is 999


def split(joined: object) -> tuple[str, ...]:
    """The items of a list that is kept as one item a line."""
    return tuple(joined.split("\n")) if isinstance(joined, str) and joined else ()


def batches(rows: Iterable[int]) -> Iterator[list[int]]:
    """The rows in lists short enough for one SELECT each."""
    wanted = list(rows)
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


def holes(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))
