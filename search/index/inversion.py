"""From words in documents to postings by term: numbers packed into 64 bits, sorted once.

An occurrence is one number: the place of its term among the sorted terms, its document, its
position. Sorted, all that a field of a segment holds lies there in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from search.index.lexicon import Lexicon

POSITION_BITS, DOCUMENT_BITS = 16, 22
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
_MOST = 255  # what a byte holds

# Positions are dealt out by what part of a paper a word stands in: where the part's begin.
TITLE, BODY, NAMES, END = 0, 256, 60_000, 1 << POSITION_BITS
PARTS = (TITLE, BODY, NAMES, END)
REGIONS = {"title": (TITLE, BODY), "abstract": (BODY, NAMES)}
_TITLE_WEIGHT = 3

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.int64)
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Inverted:
    """One field: its terms, ascending, and every occurrence as a key, in any order.

    `regions`: whether the positions are dealt out by the parts of a paper.
    """

    name: str
    terms: Sequence[bytes]
    keys: Keys
    regions: bool


def key(
    places: NDArray[np.int64], documents: NDArray[np.int64], positions: NDArray[np.int64]
) -> Keys:
    """The occurrences of terms (by place) in documents at positions."""
    packed = (places << DOCUMENT_BITS | documents) << POSITION_BITS | positions
    return packed.view(np.uint64)


def arrays(field: Inverted, documents: int) -> dict[str, NDArray[np.generic]]:
    """The arrays of one field as a segment keeps them. Uses up the keys.

    For each term t: its postings are posting_starts[t] to posting_starts[t + 1], its positions
    begin at position_starts[t]. For each posting: `ids`, its document; `impacts`, its weight (high
    byte) and the length of the document's field as Whoosh packs it into a byte (low byte);
    `freqs`, how many positions it has; `positions`, one posting's after another's. `lengths` has
    the packed length for each document, `total` the sum of all lengths.
    """
    keys, name = field.keys, field.name
    keys.sort()
    positions = (keys & np.uint64(END - 1)).astype(np.uint16)
    keys >>= np.uint64(POSITION_BITS)
    first = np.flatnonzero(np.concatenate([[True] * (len(keys) > 0), keys[1:] != keys[:-1]]))
    heads = keys[first].view(np.int64)
    ids = (heads & (MOST_DOCUMENTS - 1)).astype(np.uint32)
    posting_starts = np.searchsorted(heads >> DOCUMENT_BITS, np.arange(len(field.terms) + 1))
    del heads
    freqs = np.diff(first, append=len(keys)).astype(np.int32)
    weights = freqs
    if field.regions and len(first):
        in_title = np.add.reduceat(positions < BODY, first, dtype=np.int32)
        weights = freqs + (_TITLE_WEIGHT - 1) * in_title
    lengths = np.bincount(ids, weights=freqs, minlength=documents).astype(np.int64)
    packed = np.minimum(np.searchsorted(LENGTHS, lengths), _MOST).astype(np.uint8)
    impacts = (np.minimum(weights, _MOST) << 8 | packed[ids]).astype(np.uint16)
    if len(freqs) and freqs.max() > _MOST:
        within = np.arange(len(positions)) - np.repeat(first, freqs)
        positions = positions[within < _MOST]
        freqs = np.minimum(freqs, _MOST)
    position_starts = np.concatenate([[0], np.cumsum(freqs, dtype=np.int64)])[posting_starts]
    return {
        **Lexicon.build(field.terms, name),
        f"{name}.posting_starts": posting_starts.astype(np.int64),
        f"{name}.position_starts": position_starts.astype(np.int64),
        f"{name}.ids": ids,
        f"{name}.impacts": impacts,
        f"{name}.freqs": freqs.astype(np.uint8),
        f"{name}.positions": positions,
        f"{name}.lengths": packed,
        f"{name}.total": np.array([lengths.sum()], np.int64),
    }
