"""The sorted terms of one field of one segment: looked up whole, by prefix, by edit distance."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array, ArrayFile
from search.index.matching.distance import distances, distances_of

_BREAK = b"\n"  # ends each term; no term holds white space
_BITS = 32
_LONGEST = 255  # letters of a term that are counted
_MANY = 1 << 15  # terms that are prepared for `near` at a time
_BLOCK = 128  # terms that are looked through together
_CACHED = 4096  # terms looked up, for the next keystroke


class Lexicon(Sequence[bytes]):
    """Terms as UTF-8, ascending by their bytes, over the arrays that `build` made.

    `text` holds all terms, `ends` where each ends. For `near`, `letters` has a bit for each letter
    that a term holds (modulo 32), `sizes` its number of letters.
    """

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._size = len(file.column(f"{name}.ends", np.uint32))
        self._places: dict[bytes, int] = {}

    # A view gives a number or some bytes several times as fast as an array does.

    @cached_property
    def _text(self) -> memoryview:
        return self._file.array(f"{self._name}.text", np.uint8).data

    @cached_property
    def _ends(self) -> memoryview:
        return self._file.array(f"{self._name}.ends", np.uint32).data

    @staticmethod
    def build(terms: Sequence[bytes], name: str, *, near: bool = True) -> dict[str, Array]:
        """The arrays of ascending `terms`; without `near`, those that only `near` needs are not."""
        text = _BREAK.join([*terms, b""])
        encoded = np.frombuffer(text, np.uint8)
        ends = (np.flatnonzero(encoded == ord(_BREAK)) + 1).astype(np.uint32)
        found: dict[str, Array] = {f"{name}.text": encoded, f"{name}.ends": ends}
        if near:
            # Some at a time: as numbers, letters take much memory.
            cuts = [0, *ends[_MANY - 1 :: _MANY].tolist(), len(text)]
            parts = [_letters(text[first:last]) for first, last in pairwise(cuts)]
            found[f"{name}.letters"] = np.concatenate([letters for letters, _ in parts])
            found[f"{name}.sizes"] = np.concatenate([sizes for _, sizes in parts])
        return found

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # no slices are asked for
        start = self._ends[place - 1] if place else 0
        return bytes(self._text[start : self._ends[place] - 1])

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._text.tobytes().split(_BREAK)[:-1])

    def find(self, term: bytes) -> int | None:
        """The place of a term; None if it is not in the lexicon."""
        place = self._place(term)
        return place if place < len(self) and self[place] == term else None

    def with_prefix(self, prefix: bytes) -> range:
        """The places of the terms that begin with `prefix`."""
        first = self._place(prefix)
        if first == len(self) or not self[first].startswith(prefix):
            return range(first, first)
        return range(first, self._place(prefix + b"\xff"))  # no byte of UTF-8 is 255

    def near(
        self, term: str, most: int, prefix: int, *, swaps: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Place and distance of each term within `most` edits that shares the first letters.

        With `swaps`, neighbours that change places are one edit.
        """
        ends = self._file.array(f"{self._name}.ends", np.uint32)
        sizes = self._file.array(f"{self._name}.sizes", np.uint8)
        wanted = np.uint32(0)
        for letter in term:
            wanted |= np.uint32(1 << ord(letter) % _BITS)
        sized = self._by_size
        low, high = (min(max(len(term) + away, 0), _LONGEST) for away in (-most, most))
        chosen = slice(sized.starts[low], sized.starts[high + 1])
        places, letters = sized.places[chosen], sized.letters[chosen]
        # One edit brings in one letter at most and takes out one at most.
        few = np.flatnonzero(_set_bits(letters & ~wanted) <= most)
        few = few[_set_bits(~letters.take(few) & wanted) <= most]
        places = places.take(few)
        if prefix:
            among = self.with_prefix(term[:prefix].encode())
            places = places[(places >= among.start) & (places < among.stop)]
        places.sort()
        starts = np.where(places, ends[places - 1], 0)
        lengths = ends[places] - 1 - starts
        ascii_only = lengths == sizes[places]  # one byte a letter
        text = self._file.array(f"{self._name}.text", np.uint8)
        edits = np.zeros(len(places), np.int64)
        edits[ascii_only] = distances(
            term, text, starts[ascii_only], lengths[ascii_only], most, swaps=swaps
        )
        others = [self[place].decode() for place in places[~ascii_only].tolist()]
        edits[~ascii_only] = distances_of(term, others, most, swaps=swaps)
        close = edits <= most
        yield from zip(places[close].tolist(), edits[close].tolist(), strict=True)

    @cached_property
    def _by_size(self) -> "_BySize":
        sizes = self._file.array(f"{self._name}.sizes", np.uint8)
        letters = self._file.array(f"{self._name}.letters", np.uint32)
        places = np.argsort(sizes, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(sizes, minlength=256))])
        return _BySize(starts.tolist(), places.astype(np.int32), letters.take(places))

    def _place(self, term: bytes) -> int:
        """The place of a term, or the one where it would be inserted."""
        place = self._places.get(term)
        if place is None:
            place = self._found(term)
            if len(self._places) >= _CACHED:
                self._places.clear()
            self._places[term] = place
        return place

    def _found(self, term: bytes) -> int:
        block = bisect_left(self._sample, term) - 1
        if block < 0:
            return 0
        low = block * _BLOCK
        high = min(low + _BLOCK, len(self))
        text, ends = self._text, self._ends
        while low < high:  # bisect, without a call for each term
            middle = (low + high) // 2
            if bytes(text[ends[middle - 1] if middle else 0 : ends[middle] - 1]) < term:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _sample(self) -> list[bytes]:
        """The first term of each block: a list is looked through in no time."""
        return [self[place] for place in range(0, len(self), _BLOCK)]


class _BySize(NamedTuple):
    """The places of the terms by their size, and the letters of each.

    Those of one size begin at `starts[size]`.
    """

    starts: list[int]
    places: NDArray[np.int32]
    letters: NDArray[np.uint32]


def _letters(text: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Of each term in `text` a bit for each letter, and the number of letters."""
    letters = np.frombuffer(text.decode().encode("utf-32-le"), np.uint32)
    breaks = letters == ord(_BREAK)
    bits = np.left_shift(np.uint32(1), letters % np.uint32(_BITS), dtype=np.uint32)
    bits[breaks] = 0
    after = np.append(0, np.flatnonzero(breaks) + 1)
    sizes = np.minimum(np.diff(after) - 1, _LONGEST).astype(np.uint8)
    return np.bitwise_or.reduceat(bits, after[:-1]), sizes


def _set_bits(bits: NDArray[np.uint32]) -> NDArray[np.uint32] | NDArray[np.uint8]:
    """How many bits are set in each number."""
    if hasattr(np, "bitwise_count"):  # numpy 2
        counted: NDArray[np.uint8] = np.bitwise_count(bits)
        return counted
    pairs = bits - ((bits >> 1) & 0x55555555)
    fours = (pairs & 0x33333333) + ((pairs >> 2) & 0x33333333)
    counts: NDArray[np.uint32] = (((fours + (fours >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24
    return counts
