"""Edit distance: the letters to insert, delete, substitute or swap between two words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint8] | NDArray[np.uint32]


def distances(
    one: str,
    letters: Letters,
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    most: int,
    *,
    swaps: bool = False,
) -> NDArray[np.int64]:
    """The distance of `one` from each of many words, all at once; above `most` any greater number.

    `letters`: one number (code point) for each letter of all words; a word is `lengths` letters
    from `starts` on. With `swaps`, two neighbours that change places are one edit (optimal string
    alignment), else two. Levenshtein's table is filled row by row for all words together. What is
    within `most` takes no more than `most` steps from its left neighbours.
    """
    columns = np.arange(int(lengths.max(initial=0)) + 1, dtype=np.int16)
    table = letters.take(starts[:, None] + columns[:-1], mode="clip")
    row = before = np.broadcast_to(columns, (len(starts), len(columns)))
    last = np.uint32(0)
    for place, letter in enumerate(map(np.uint32, map(ord, one)), start=1):
        edited = np.minimum(row[:, 1:] + np.int16(1), row[:, :-1] + (table != letter))
        if swaps and place > 1:
            swapped = (table[:, :-1] == letter) & (table[:, 1:] == last)
            swap = np.where(swapped, before[:, :-2] + 1, edited[:, 1:])
            edited[:, 1:] = np.minimum(edited[:, 1:], swap)
        before, last = row, letter
        row = np.concatenate([np.full((len(starts), 1), place, np.int16), edited], axis=1)
        for _ in range(most):
            np.minimum(row[:, 1:], row[:, :-1] + np.int16(1), out=row[:, 1:])
    return row[np.arange(len(starts)), lengths].astype(np.int64)


def distances_of(
    one: str, others: Sequence[str], most: int, *, swaps: bool = False
) -> NDArray[np.int64]:
    """The distance of `one` from each of `others`, as `distances` gives it."""
    letters = np.frombuffer("".join(others).encode("utf-32-le"), np.uint32)
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    return distances(one, letters, np.cumsum(lengths) - lengths, lengths, most, swaps=swaps)
