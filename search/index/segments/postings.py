"""Postings of one field of one segment, as views of the segment's arrays."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import ArrayFile
from search.index.segments.docs import Ids, Listed, Places
from search.index.segments.kept import Kept
from search.index.segments.lexicon import Lexicon
from search.index.segments.positions import PARTS, REGIONS
from search.index.segments.surface import SurfaceForms

# The field of which others, such as the title, are parts, by position.
BASE = "text"
Chosen = NDArray[np.intp] | NDArray[np.int32]
_ROOM = 1 << 20  # documents of postings, each with 16 bytes of derived numbers


@dataclass(frozen=True)
class Postings:
    """The postings of one term or of several after one another.

    `stored_ids`: the document of each, ascending within a term. `impacts`: see weights.impacts.
    `freqs`: how many positions each has; `positions`: one posting's after another's.
    """

    stored_ids: NDArray[np.uint32]
    impacts: NDArray[np.uint16]
    freqs: NDArray[np.uint8]
    positions: NDArray[np.uint16]
    documents: int  # of the segment

    @cached_property
    def listed(self) -> Listed:
        """The documents, as numpy takes numbers to look things up by."""
        return Listed(self.documents, self.stored_ids.astype(np.int64))

    @property
    def cost(self) -> int:
        """The memory that derived numbers may take, in documents of 16 bytes."""
        return self.listed.cost

    def find(self, ids: Ids) -> Places:
        """The place of the posting of each of `ids` (ascending), from 1; 0 where there is none."""
        return self.listed.find(ids)

    def impacts_of(self, ids: Ids) -> NDArray[np.uint16]:
        """The impact in each of `ids` (ascending), 0 where there is no posting."""
        return self.impacts if ids is self.listed.ids else self._impacts_from_1.take(self.find(ids))

    @cached_property
    def _impacts_from_1(self) -> NDArray[np.uint16]:
        return np.concatenate([np.zeros(1, np.uint16), self.impacts])

    @cached_property
    def _ends(self) -> NDArray[np.int32]:
        """Where the positions of each posting end."""
        return self.freqs.cumsum(dtype=np.int32)

    def within(self, low: int, high: int) -> "Postings":
        """The postings with a position in [low, high), and only those positions."""
        if not len(self.freqs):
            return self
        inside = (self.positions >= low) & (self.positions < high)
        freqs = np.add.reduceat(inside, self._ends - self.freqs, dtype=np.uint8)
        kept = freqs > 0
        return Postings(
            self.stored_ids[kept],
            self.impacts[kept],
            freqs[kept],
            self.positions[inside],
            self.documents,
        )

    def count_from(self, low: int) -> int:
        """How many of the postings have a position that is `low` at least."""
        last = self._ends - np.int32(1)
        return int(np.count_nonzero(self.positions.take(last) >= low))

    def positions_of(self, chosen: Chosen) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
        """The positions of the chosen postings, and how many each of these has."""
        counts = self.freqs.take(chosen)
        ends = counts.cumsum(dtype=np.int64)
        at = (self._ends.take(chosen) - ends).repeat(counts)
        at += np.arange(len(at))
        return self.positions.take(at), counts


class Field:
    """One field of one segment. `title` and `abstract` are the parts of `text` that they are."""

    def __init__(self, file: ArrayFile, name: str, documents: int) -> None:
        self.name = name
        self.region = REGIONS.get(name)
        base = BASE if self.region else name
        self.base = base
        self.lexicon = Lexicon(file, base)
        self.forms = SurfaceForms(file, base) if f"{base}.forms.starts" in file else None
        self._file = file
        self._documents = documents
        self._ids = file.column(f"{base}.ids", np.uint32)
        self._impacts = file.column(f"{base}.impacts", np.uint16)
        self._freqs = file.column(f"{base}.freqs", np.uint8)
        self._positions = file.column(f"{base}.positions", np.uint16)
        self._kept: Kept[Postings] = Kept(_ROOM)

    # A view gives a number several times as fast as an array does.

    @cached_property
    def _posting_starts(self) -> memoryview:
        return self._file.array(f"{self.base}.posting_starts", np.int64).data

    @cached_property
    def _position_starts(self) -> memoryview:
        return self._file.array(f"{self.base}.position_starts", np.int64).data

    def postings(self, place: int) -> Postings:
        """The postings of one term; those used last are kept, with what was derived of them."""
        return self._kept.get(place, lambda: self.all_postings(range(place, place + 1)))

    def all_postings(self, places: range) -> Postings:
        """The postings of terms that stand next to one another."""
        low, high = self._posting_starts[places.start], self._posting_starts[places.stop]
        first, last = self._position_starts[places.start], self._position_starts[places.stop]
        postings = Postings(
            self._ids.part(low, high), self._impacts.part(low, high), self._freqs.part(low, high),
            self._positions.part(first, last), self._documents,
        )  # fmt: skip
        return postings.within(*self.region) if self.region else postings

    def documents(self, places: range) -> NDArray[np.uint32]:
        """The documents of terms that stand next to one another, each as often as it has them."""
        if self.region:
            return self.all_postings(places).stored_ids
        low, high = self._posting_starts[places.start], self._posting_starts[places.stop]
        return self._ids.part(low, high)

    def prefix_documents(self, prefix: bytes) -> Iterator[NDArray[np.uint32]]:
        """The documents in which a term or a surface form has a prefix, some of them repeated."""
        stems = self.lexicon.with_prefix(prefix)
        yield self.documents(stems)
        if self.forms:
            part = PARTS.index(self.region[0]) if self.region else None
            yield self.forms.with_prefix(prefix, stems, part)

    def prefix_postings(self, prefix: str) -> list[Postings]:
        """The postings of all terms that may be the stem of a word with a prefix.

        They have the prefix themselves, or end before it does: of "learnin" it may be "learn".
        """
        stems = [prefix[:end] for end in range(len(prefix) - 1, 1, -1)]
        if prefix.endswith("y"):
            stems.append(f"{prefix[:-1]}i")
        known = (self.lexicon.find(stem.encode()) for stem in stems)
        places = [self.lexicon.with_prefix(prefix.encode())]
        places += [range(place, place + 1) for place in known if place is not None]
        return [self.all_postings(group) for group in places if len(group)]

    def frequency(self, place: int) -> int:
        """In how many documents a term is, in any part of the base field."""
        return self._posting_starts[place + 1] - self._posting_starts[place]


def fields(file: ArrayFile, documents: int) -> dict[str, Field]:
    """The fields that the file of a segment of so many documents has, by name.

    The parts of `text` are among them.
    """
    names = [name.removesuffix(".impacts") for name in file.names() if name.endswith(".impacts")]
    names += REGIONS if BASE in names else ()
    return {name: Field(file, name, documents) for name in sorted(names)}
