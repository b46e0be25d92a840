"""Clusters of papers: those that are more like one another than like the rest.

Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using
clustering", 2001), on the cosines of all pairs, from papers far apart; the same in every run.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.ranking.features import Key

_ROUNDS = 20


def clusters(vectors: Sequence[dict[Key, float]], count: int) -> list[list[int]]:
    """At most `count` clusters of vectors of length one, as places in `vectors`."""
    alike = _cosines(vectors)
    own = _nearest(alike[:, _apart(alike, count)])
    for _ in range(_ROUNDS):
        size = np.maximum(own.sum(axis=0), 1)
        length = np.sqrt(np.maximum(np.einsum("ij,ij->j", own, alike @ own), 1e-9)) / size
        closer = _nearest(alike @ own / size / length)
        if (closer == own).all():
            break
        own = closer
    found = [np.flatnonzero(column).tolist() for column in own.T]
    return [places for places in found if places]


def _cosines(vectors: Sequence[dict[Key, float]]) -> NDArray[np.float64]:
    """How alike each two are; what only one of all vectors has adds nothing."""
    sharing = Counter(key for vector in vectors for key in vector)
    places = {key: at for at, key in enumerate(k for k, n in sharing.items() if n > 1)}
    matrix = np.zeros((len(vectors), len(places)))
    for row, vector in zip(matrix, vectors, strict=True):
        for key, value in vector.items():
            if key in places:
                row[places[key]] = value
    found: NDArray[np.float64] = matrix @ matrix.T
    return found


def _apart(alike: NDArray[np.float64], count: int) -> list[int]:
    """The place most like all, then each time that least like those before."""
    chosen = [int(alike.mean(axis=1).argmax())]
    while len(chosen) < min(count, len(alike)):
        chosen.append(int(alike[:, chosen].max(axis=1).argmin()))
    return chosen


def _nearest(alike: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each row 1 in the column of its highest value, 0 elsewhere."""
    own = np.zeros(alike.shape)
    own[np.arange(len(alike)), alike.argmax(axis=1)] = 1
    return own
