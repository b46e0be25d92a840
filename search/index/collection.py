"""Collection statistics and scores: Whoosh's BM25F, over all segments together."""

from collections.abc import Sequence
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.index.inversion import LENGTHS
from search.index.postings import Field

# Whoosh's own parameters.
_B, _K1 = 0.75, 1.2


class Part(Protocol):
    """What the statistics ask of a segment."""

    size: int

    def field(self, name: str) -> Field | None:
        """One of its fields, None where it has none of that name."""


class Statistics:
    """The statistics of a set of segments, each worked out when it is first asked for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._documents = sum(part.size for part in parts)
        self._idf: dict[tuple[str, bytes], float] = {}
        self._impact_scores: dict[str, NDArray[np.float32]] = {}

    def frequency(self, field: str, term: bytes) -> int:
        """In how many documents the term is, deleted ones among them."""
        count = 0
        for part in self._parts:
            held = part.field(field)
            place = None if held is None else held.lexicon.find(term)
            if held is not None and place is not None:
                count += held.frequency(place)
        return count

    def idf(self, field: str, term: bytes) -> float:
        """The inverse document frequency of a term."""
        found = self._idf.get((field, term))
        if found is None:
            found = log(self._documents / (self.frequency(field, term) + 1)) + 1
            self._idf[field, term] = found
        return found

    def impact_scores(self, field: str) -> NDArray[np.float32]:
        """The score, before the idf, of every impact that a posting may have; 0 for impact 0."""
        found = self._impact_scores.get(field)
        if found is None:
            held = [part.field(field) for part in self._parts]
            total = sum(part.total for part in held if part is not None)
            average = total / self._documents or 1
            lengths = np.maximum(LENGTHS, 1)
            weights = np.arange(256.0)[:, None]
            norm = _K1 * ((1 - _B) + _B * lengths / average)
            scores = weights * (_K1 + 1) / (weights + norm)
            found = self._impact_scores[field] = scores.astype(np.float32).ravel()
        return found
