"""The weights of the ranking: BM25F over the parts of a paper, as docs/ranking.md explains it.

A part is a text of a paper with weight, length normalization and typical length of its own. The
typical lengths are constants, so that the impact of a term in a paper is known when it is indexed
and does not change with the library. All were chosen by tests/benchmarks/bench_find.py --tune.
"""

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

K1 = 1.6  # how fast more occurrences of a term count less
SCALE = 65_535  # an impact is w / (w + K1), kept as a share of this
ADJACENT = 0.35  # for two terms of the query side by side, of the lower idf of the two
TOGETHER = 3.0  # at most more for a paper that has many of them so, of their idf
TITLE_START = 0.5  # for a title that begins with the query, of the sum of the idf
TITLE_EQUAL = 0.5  # more for a title that is the query
TITLE_ALL = 1.0  # for a title that has all of several words, of the sum of their idf
TITLE_ORDER = 0.25  # at most more for one that has them early and in the order of the query
TITLE_FORM = 0.25  # for a word that the title has in the form that was typed, of its idf
TYPED_START = 1000.0  # for one that begins with what is being typed: it comes first
VARIANT = 0.6  # of the score of a word that papers spell otherwise than the query
FULL_TEXT = 0.2  # of the score of a section, for a paper with words in its full text alone
WINDOW = 500  # papers, the best by their terms, in which adjacent terms are looked for
_TIMES = np.arange(256, dtype=np.float32)  # an index keeps no more positions of a term in a paper
SATURATED = _TIMES * np.float32(K1 + 1) / (_TIMES + np.float32(K1))  # how much n times count


class Part(NamedTuple):
    """A part of a paper: an occurrence weighs `weight` in a text of `typical` length (terms).

    `b`: how far the length of the text counts, 0 not at all, 1 in full.
    """

    weight: float
    b: float
    typical: float

    def per_occurrence(self, lengths: NDArray[np.int64]) -> NDArray[np.float32]:
        """The weight of one occurrence in texts of these lengths."""
        weights = self.weight / (1 - self.b + self.b * lengths / self.typical)
        return weights.astype(np.float32)


TITLE = Part(weight=8, b=0.5, typical=8)
BODY = Part(weight=1, b=0.6, typical=100)
KEYWORDS = Part(weight=3, b=0.5, typical=8)
AUTHORS = Part(weight=5, b=0.3, typical=8)
PARTS = (TITLE, BODY, KEYWORDS, AUTHORS)
ALONE = Part(weight=1, b=0.5, typical=8)  # a field that is one part


def impacts(weights: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The impact of postings with these weights: w / (w + K1), scaled; never 0."""
    scaled: NDArray[np.float32] = np.rint(weights / (weights + K1) * SCALE)
    return np.maximum(scaled, 1).astype(np.uint16)


def idf(documents: int, frequency: int) -> float:
    """The inverse document frequency of a term that `frequency` of the documents have."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def factor(idf: float) -> float:
    """The factor that makes a score of an impact: idf * (K1 + 1) / SCALE."""
    return idf * (K1 + 1) / SCALE
