"""From words in documents to postings by term: numbers packed into 64 bits, sorted once.

An occurrence is one number: the place of its term among the sorted terms, its document, its
position. Sorted, all that a field of a segment holds lies there in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.index.ranking import weights
from search.index.segments.lexicon import Lexicon
from search.index.segments.positions import DOCUMENT_BITS, END, MOST_DOCUMENTS, PARTS, POSITION_BITS

_MOST = 255  # what a byte holds

_PART_OF = np.repeat(np.arange(len(PARTS) - 1), np.diff(PARTS))

Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Inverted:
    """One field: its terms, ascending, and every occurrence as a key, in any order.

    `lengths`: how many terms each part (first axis) of each document has. The positions of a field
    of one part are not dealt out by parts.
    """

    name: str
    terms: Sequence[bytes]
    keys: Keys
    lengths: NDArray[np.int64]


def key(
    places: NDArray[np.int32], documents: NDArray[np.int32], positions: NDArray[np.int32]
) -> Keys:
    """The occurrences of terms (by place) in documents at positions."""
    packed = places.astype(np.int64)
    packed <<= DOCUMENT_BITS
    packed |= documents
    packed <<= POSITION_BITS
    packed |= positions
    return packed.view(np.uint64)


def arrays(field: Inverted) -> dict[str, NDArray[np.generic]]:
    """The arrays of one field as a segment keeps them. Uses up the keys.

    For each term t: its postings are posting_starts[t] to posting_starts[t + 1], its positions
    begin at position_starts[t]. For each posting: `ids`, its document; `impacts`, see
    weights.impacts; `freqs`, how many positions it has; `positions`, one posting's after another's.
    """
    keys, name = field.keys, field.name
    keys.sort()
    positions = (keys & np.uint64(END - 1)).astype(np.uint16)
    keys >>= np.uint64(POSITION_BITS)
    first = np.flatnonzero(np.concatenate([[True] * (len(keys) > 0), keys[1:] != keys[:-1]]))
    documents = (keys & np.uint64(MOST_DOCUMENTS - 1)).view(np.int64)
    occurrence_weights = _weights(field, documents, positions)
    heads = keys[first].view(np.int64)
    ids = (heads & (MOST_DOCUMENTS - 1)).astype(np.uint32)
    posting_starts = np.searchsorted(heads >> DOCUMENT_BITS, np.arange(len(field.terms) + 1))
    del heads
    freqs = np.diff(first, append=len(keys)).astype(np.int32)
    summed = np.add.reduceat(occurrence_weights, first) if len(first) else occurrence_weights
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
        f"{name}.impacts": weights.impacts(summed),
        f"{name}.freqs": freqs.astype(np.uint8),
        f"{name}.positions": positions,
    }


def _weights(
    field: Inverted, documents: NDArray[np.int64], positions: NDArray[np.uint16]
) -> NDArray[np.float32]:
    """The weight of each occurrence."""
    count = field.lengths.shape[1]
    if len(field.lengths) == 1:
        return weights.ALONE.per_occurrence(field.lengths[0]).take(documents)
    of_part = [
        part.per_occurrence(lengths)
        for part, lengths in zip(weights.PARTS, field.lengths, strict=True)
    ]
    found: NDArray[np.float32] = np.concatenate(of_part).take(
        _PART_OF.take(positions) * count + documents
    )
    return found
