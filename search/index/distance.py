"""How far one word is from others: letters to insert, take out or exchange."""

import numpy as np
from numpy.typing import NDArray


def distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, take out or exchange; `most` + 1 where it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for column, against in enumerate(other, start=1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def distances(
    one: bytes, text: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The distance of `one` from each of the words in `text`, all at once; a byte is a letter.

    Levenshtein's table, filled row by row for all words together. What a row takes over from its
    own left neighbours is a running minimum, once the cost of each step is taken off.
    """
    columns = np.arange(int(lengths.max(initial=0)) + 1, dtype=np.int16)
    letters = text.take(starts[:, None] + columns[:-1], mode="clip")
    row = np.broadcast_to(columns, (len(starts), len(columns)))
    for place, letter in enumerate(one, start=1):
        fresh = np.minimum(row[:, 1:] + 1, row[:, :-1] + (letters != letter))
        fresh = np.concatenate([np.full((len(starts), 1), place, np.int16), fresh], axis=1)
        row = np.minimum.accumulate(fresh - columns, axis=1) + columns
    return row[np.arange(len(starts)), lengths].astype(np.int64)
