"""From further afield: two papers of the personal order that are not like the marked ones."""

import numpy as np
from numpy.typing import NDArray

from search.store.columns.arrays import MISSING

PLACES = (4, 9)  # among the papers that are neither read nor marked, counted from 0
_RECENT = 300  # of those papers, the newest
_FEWEST = 20  # of those papers, or none is from further afield

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


def chosen(
    open_: Flags, fits: NDArray[np.float32], newest: Numbers, upvotes: Numbers
) -> tuple[int, ...]:
    """The rows: of the newest in `open_`, of the half that fits less, the two most upvoted.

    `newest` gives the place of each row by date. Where nothing has upvotes, they are the newest.
    """
    rows = np.flatnonzero(open_)
    if len(rows) < _FEWEST:
        return ()
    recent = rows[np.argsort(newest[rows])][:_RECENT]
    distant = recent[fits[recent] <= np.median(fits[recent])]
    liked = np.where(upvotes[distant] == MISSING, -1, upvotes[distant])
    best = distant[np.lexsort((newest[distant], -liked))]
    return tuple(best[: len(PLACES)].tolist())


def placed(order: Numbers, afield: tuple[int, ...], open_: Flags) -> Numbers:
    """`order`, rows from the best on, with the rows `afield` at their places among `open_`."""
    found = order[~np.isin(order, afield)]
    for row, place in zip(afield, PLACES, strict=False):
        at = np.flatnonzero(open_[found])
        found = np.insert(found, at[place] if place < len(at) else len(found), row)
    return found
