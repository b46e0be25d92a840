"""The sorted terms of one field of one segment: looked up, by prefix, by pattern, by nearness."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.arrayfile import Arrays
from search.index.distance import distance

_BREAK = b"\n"  # stands behind each term; no term holds white space
_BITS = 32


class Lexicon(Sequence[bytes]):
    """Terms as UTF-8, ascending by their bytes, over the arrays that `build` made.

    `text` holds all terms, `ends` where each ends, `letters` a bit for each letter that a term
    holds (modulo 32), `sizes` its number of letters.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._text = arrays[f"{name}.text"]
        self._ends = arrays[f"{name}.ends"].view(np.uint32)
        self._letters = arrays[f"{name}.letters"].view(np.uint32)
        self._sizes = arrays[f"{name}.sizes"]

    @staticmethod
    def build(terms: Sequence[bytes], name: str) -> dict[str, NDArray[np.generic]]:
        """The arrays of ascending `terms`."""
        sizes = np.fromiter((len(term) + 1 for term in terms), np.uint32, len(terms))
        decoded = [term.decode() for term in terms]
        letters = np.frombuffer("".join(decoded).encode("utf-32-le"), np.uint32)
        counts = np.fromiter(map(len, decoded), np.int64, len(terms))
        starts = np.cumsum(counts) - counts
        bits = np.left_shift(np.uint32(1), letters % np.uint32(_BITS), dtype=np.uint32)
        return {
            f"{name}.text": np.frombuffer(b"".join(term + _BREAK for term in terms), np.uint8),
            f"{name}.ends": np.cumsum(sizes, dtype=np.uint32),
            f"{name}.letters": np.bitwise_or.reduceat(bits, starts) if terms else bits,
            f"{name}.sizes": np.minimum(counts, 255).astype(np.uint8),
        }

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # no slices are asked for
        start = int(self._ends[place - 1]) if place else 0
        return self._text[start : int(self._ends[place]) - 1].tobytes()

    def find(self, term: bytes) -> int | None:
        """The place of a term, None where it is not there."""
        place = bisect_left(self, term)
        return place if place < len(self) and self[place] == term else None

    def under(self, prefix: bytes) -> range:
        """The places of the terms that begin with `prefix`."""
        # No byte of UTF-8 is 255.
        return range(bisect_left(self, prefix), bisect_left(self, prefix + b"\xff"))

    def between(self, low: bytes | None, high: bytes | None) -> range:
        """The places of the terms from `low` up to, not including, `high`."""
        start = 0 if low is None else bisect_left(self, low)
        return range(start, len(self) if high is None else bisect_left(self, high))

    def fitting(self, pattern: str, prefix: bytes) -> list[int]:
        """The places of the terms that begin with `prefix` and fit a regular expression."""
        among = self.under(prefix)
        compiled = re.compile(pattern)
        return [place for place in among if compiled.fullmatch(self[place].decode())]

    def near(self, term: str, most: int, prefix: int) -> Iterator[tuple[int, int]]:
        """Place and distance of each term within `most` edits that shares the first letters."""
        among = self.under(term[:prefix].encode())
        here = slice(among.start, among.stop)
        wanted = 0
        for letter in term:
            wanted |= 1 << ord(letter) % _BITS
        # One edit brings in one letter at most and takes out one at most.
        apart = self._letters[here] ^ np.uint32(wanted)
        likely = _ones(apart & np.uint32(wanted)) <= most
        likely &= _ones(apart & ~np.uint32(wanted)) <= most
        likely &= np.abs(self._sizes[here].astype(np.int16) - len(term)) <= most
        for place in (np.flatnonzero(likely) + among.start).tolist():
            edits = distance(term, self[place].decode(), most)
            if edits <= most:
                yield place, edits


def _ones(bits: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """How many bits are set in each number."""
    pairs = bits - ((bits >> 1) & 0x55555555)
    fours = (pairs & 0x33333333) + ((pairs >> 2) & 0x33333333)
    ones: NDArray[np.uint32] = (((fours + (fours >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24
    return ones
