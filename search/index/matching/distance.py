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
    *,
    swaps: bool = False,
) -> NDArray[np.int64]:
    """The distance of `one` from each of many words, all at once.

    `letters`: one number (code point) for each letter of all words; a word is `lengths` letters
    from `starts` on. With `swaps`, two neighbours that change places are one edit (optimal string
    alignment), else two. Levenshtein's table is filled row by row for all words together. What a
    row takes from its own left neighbours is a running minimum, once the cost of each step is
    subtracted.
    """
    columns = np.arange(int(lengths.max(initial=0)) + 1, dtype=np.int16)
    table = letters.take(starts[:, None] + columns[:-1], mode="clip")
    row = before = np.broadcast_to(columns, (len(starts), len(columns)))
    last = np.uint32(0)
    for place, letter in enumerate(map(np.uint32, map(ord, one)), start=1):
        edited = np.minimum(row[:, 1:] + 1, row[:, :-1] + (table != letter))
        if swaps and place > 1:
            swapped = (table[:, :-1] == letter) & (table[:, 1:] == last)
            swap = np.where(swapped, before[:, :-2] + 1, edited[:, 1:])
            edited[:, 1:] = np.minimum(edited[:, 1:], swap)
        before, last = row, letter
        edited = np.concatenate([np.full((len(starts), 1), place, np.int16), edited], axis=1)
        row = np.minimum.accumulate(edited - columns, axis=1) + columns
    return row[np.arange(len(starts)), lengths].astype(np.int64)


def distances_of(one: str, others: Sequence[str], *, swaps: bool = False) -> NDArray[np.int64]:
    """The distance of `one` from each of `others`."""
    letters = np.frombuffer("".join(others).encode("utf-32-le"), np.uint32)
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    return distances(one, letters, np.cumsum(lengths) - lengths, lengths, swaps=swaps)
