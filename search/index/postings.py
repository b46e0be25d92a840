"""What one field of one segment holds of its terms, as views of the segment's arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Arrays
from search.index.docs import Ids
from search.index.inversion import REGIONS
from search.index.lexicon import Lexicon

# The fields that are parts of `text`, told apart by position.
BASE = "text"


@dataclass(frozen=True)
class Postings:
    """The postings of one term or of several after one another.

    `stored_ids`: the document of each, ascending within a term. `codes`: weight in the high byte,
    packed length of the document's field in the low one. `freqs`: how many positions each has;
    `spots`: the positions, one posting's after another's.
    """

    stored_ids: NDArray[np.uint32]
    codes: NDArray[np.uint16]
    freqs: NDArray[np.uint8]
    spots: NDArray[np.uint16]

    @cached_property
    def ids(self) -> Ids:
        """The documents, as numpy takes numbers to look things up by."""
        return self.stored_ids.astype(np.int64)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the positions of each posting begin."""
        ends: NDArray[np.int64] = self.freqs.cumsum(dtype=np.int64)
        return ends - self.freqs

    def within(self, low: int, high: int) -> "Postings":
        """Those with a position from `low` up to, not including, `high`; only such positions."""
        if not len(self.freqs):
            return self
        inside = (self.spots >= low) & (self.spots < high)
        freqs = np.add.reduceat(inside, self.starts, dtype=np.uint8)
        kept = freqs > 0
        return Postings(self.stored_ids[kept], self.codes[kept], freqs[kept], self.spots[inside])

    def of(self, chosen: NDArray[np.intp]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The positions of the chosen postings; for each, which of the chosen it is of."""
        counts = self.freqs[chosen].astype(np.int64)
        ends = counts.cumsum()
        at = (self.starts[chosen] - (ends - counts)).repeat(counts)
        at += np.arange(len(at))
        return self.spots[at].astype(np.int64), np.arange(len(chosen)).repeat(counts)


class Field:
    """One field of one segment. `title` and `abstract` are the parts of `text` that they are."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.region = REGIONS.get(name)
        base = BASE if self.region else name
        self.base = base
        self.lexicon = Lexicon(arrays, base)
        self.lengths = arrays[f"{base}.lengths"]
        self.total = int(arrays[f"{base}.total"][0])
        self._posts = arrays[f"{base}.posts"]
        self._spots_at = arrays[f"{base}.spots_at"]
        self._ids = arrays[f"{base}.ids"].view(np.uint32)
        self._codes = arrays[f"{base}.codes"].view(np.uint16)
        self._freqs = arrays[f"{base}.freqs"].view(np.uint8)
        self._spots = arrays[f"{base}.spots"].view(np.uint16)

    def postings(self, place: int) -> Postings:
        """The postings of one term."""
        return self.all_postings(range(place, place + 1))

    def all_postings(self, places: range) -> Postings:
        """The postings of terms that stand next to one another."""
        low, high = int(self._posts[places.start]), int(self._posts[places.stop])
        first, last = int(self._spots_at[places.start]), int(self._spots_at[places.stop])
        found = Postings(
            self._ids[low:high], self._codes[low:high], self._freqs[low:high],
            self._spots[first:last],
        )  # fmt: skip
        return found.within(*self.region) if self.region else found

    def documents(self, places: range) -> NDArray[np.uint32]:
        """The documents of terms that stand next to one another, each as often as it has them."""
        if self.region:
            return self.all_postings(places).stored_ids
        return self._ids[int(self._posts[places.start]) : int(self._posts[places.stop])]

    def frequency(self, place: int) -> int:
        """In how many documents a term is, in any part of the base field."""
        return int(self._posts[place + 1] - self._posts[place])


def fields(arrays: Arrays) -> dict[str, Field]:
    """The fields that the arrays of a segment hold, with the parts of `text`, by name."""
    held = [name.removesuffix(".posts") for name in arrays if name.endswith(".posts")]
    names = [*held, *(REGIONS if BASE in held else ())]
    return {name: Field(arrays, name) for name in sorted(names)}
