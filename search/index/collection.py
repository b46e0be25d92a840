"""How much a term and a weight count: Whoosh's BM25F, over all segments together."""

from collections.abc import Iterator, Sequence
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.index.inversion import LENGTHS
from search.index.postings import BASE, Field
from search.index.written import Written

# Whoosh's own parameters.
_B, _K1 = 0.75, 1.2


class Part(Protocol):
    """What a segment gives."""

    size: int
    written: Written

    def field(self, name: str) -> Field | None:
        """One of its fields, None where it has none of that name."""


class Statistics:
    """The statistics of a set of segments, each worked out when it is first asked for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._documents = sum(part.size for part in parts)
        self._rarity: dict[tuple[str, bytes], float] = {}
        self._tables: dict[str, NDArray[np.float32]] = {}
        self._begun: dict[bytes, frozenset[bytes]] = {}

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
        found = self._rarity.get((field, term))
        if found is None:
            found = log(self._documents / (self.frequency(field, term) + 1)) + 1
            self._rarity[field, term] = found
        return found

    def begun(self, prefix: bytes) -> frozenset[bytes]:
        """The stems of all written words that begin with `prefix`, but for those that do so too."""
        found = self._begun.get(prefix)
        if found is None:
            found = self._begun[prefix] = frozenset(
                stem for part in self._parts for stem in _stems(part, prefix)
            )
        return found

    def table(self, field: str) -> NDArray[np.float32]:
        """The score, before the idf, of every code that a posting may have; 0 for the code 0."""
        found = self._tables.get(field)
        if found is None:
            held = [part.field(field) for part in self._parts]
            total = sum(part.total for part in held if part is not None)
            average = total / self._documents or 1
            lengths = np.maximum(LENGTHS, 1)
            weights = np.arange(256.0)[:, None]
            norm = _K1 * ((1 - _B) + _B * lengths / average)
            scores = weights * (_K1 + 1) / (weights + norm)
            found = self._tables[field] = scores.astype(np.float32).ravel()
        return found


def _stems(part: Part, prefix: bytes) -> Iterator[bytes]:
    field = part.field(BASE)
    if field is not None:
        places = part.written.stems_of(
            part.written.words.under(prefix), beside=field.lexicon.under(prefix)
        )
        yield from (field.lexicon[place] for place in places)
