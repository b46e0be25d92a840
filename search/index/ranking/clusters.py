"""Clusters of papers: those that are more like one another than like the rest.

Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using
clustering", 2001), on the cosines of all pairs. It begins several times from papers far apart, each
time with another first one, and keeps the closest clusters; the same in every run.
"""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from search.index.ranking.features import Key

_STARTS = 20
_ROUNDS = 20

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]


def clusters(vectors: Sequence[dict[Key, float]], count: int) -> list[list[int]]:
    """At most `count` clusters of vectors, as places in `vectors`."""
    alike = _cosines(vectors)
    firsts = np.linspace(0, len(vectors) - 1, min(len(vectors), _STARTS)).astype(int)
    found = [_settled(alike, _apart(alike, first, count)) for first in firsts]
    _, best = max(found, key=lambda settled: settled[0])
    parts = [np.flatnonzero(best == cluster).tolist() for cluster in range(count)]
    return [places for places in parts if places]


def _settled(alike: Numbers, chosen: list[int]) -> tuple[float, Places]:
    """How close the clusters are that begin from the `chosen` vectors; the one of each vector.

    They are close where the sum of a cluster's vectors is long.
    """
    own = alike[:, chosen].argmax(axis=1)
    length = 0.0
    for _ in range(_ROUNDS):
        inside = [own == cluster for cluster in range(len(chosen))]
        towards = [alike[:, places].sum(axis=1) for places in inside]  # quicker than a product
        lengths = [
            sqrt(max(float(sums[places].sum()), 1e-9))
            for sums, places in zip(towards, inside, strict=True)
        ]
        length = sum(lengths)
        closer = (np.stack(towards) / np.array(lengths)[:, None]).argmax(axis=0)
        if (closer == own).all():
            break
        own = closer
    return length, own


def _cosines(vectors: Sequence[dict[Key, float]]) -> Numbers:
    """How alike each two are, by what two vectors at least have."""
    sharing = Counter(key for vector in vectors for key in vector)
    places = {key: at for at, key in enumerate(k for k, n in sharing.items() if n > 1)}
    matrix = np.zeros((len(vectors), len(places)), np.float32)
    for row, vector in zip(matrix, vectors, strict=True):
        for key, value in vector.items():
            if key in places:
                row[places[key]] = value
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    found: Numbers = matrix @ matrix.T
    return found


def _apart(alike: Numbers, first: int, count: int) -> list[int]:
    """The place `first`, then each time that least like those before."""
    chosen = [int(first)]
    while len(chosen) < min(count, len(alike)):
        chosen.append(int(alike[:, chosen].max(axis=1).argmin()))
    return chosen
