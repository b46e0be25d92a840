"""Clusters of papers: those that are more like one another than like the rest.

Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using
clustering", 2001), on the cosines of all pairs. It begins several times from papers far apart, each
time with another first one, and keeps the closest clusters; the same in every run.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.ranking.features import Key

_STARTS = 20
_ROUNDS = 20

Numbers = NDArray[np.float64]


def clusters(vectors: Sequence[dict[Key, float]], count: int) -> list[list[int]]:
    """At most `count` clusters of vectors, as places in `vectors`."""
    alike = _cosines(vectors)
    firsts = np.linspace(0, len(vectors) - 1, min(len(vectors), _STARTS)).astype(int)
    found = [_settled(alike, _apart(alike, first, count)) for first in firsts]
    best = max(found, key=lambda own: float(_lengths(alike, own).sum()))
    parts = [np.flatnonzero(column).tolist() for column in best.T]
    return [places for places in parts if places]


def _settled(alike: Numbers, chosen: list[int]) -> Numbers:
    """By vector and cluster 1 where it belongs, begun from the `chosen` vectors."""
    own = _nearest(alike[:, chosen])
    for _ in range(_ROUNDS):
        closer = _nearest(alike @ own / np.maximum(_lengths(alike, own), 1e-9))
        if (closer == own).all():
            break
        own = closer
    return own


def _lengths(alike: Numbers, own: Numbers) -> Numbers:
    """The length of the sum of each cluster's vectors."""
    lengths: Numbers = np.sqrt(np.maximum(np.einsum("ij,ij->j", own, alike @ own), 0))
    return lengths


def _cosines(vectors: Sequence[dict[Key, float]]) -> Numbers:
    """How alike each two are, by what two vectors at least have."""
    sharing = Counter(key for vector in vectors for key in vector)
    places = {key: at for at, key in enumerate(k for k, n in sharing.items() if n > 1)}
    matrix = np.zeros((len(vectors), len(places)))
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


def _nearest(alike: Numbers) -> Numbers:
    """For each row 1 in the column of its highest value, 0 elsewhere."""
    own = np.zeros(alike.shape)
    own[np.arange(len(alike)), alike.argmax(axis=1)] = 1
    return own
