"""What the different tokens of a run make, in lists and arrays over all of them together.

Most tokens are one word that makes one term. They come first and are handled by the list, since a
run has tens of thousands of them.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, compress, count
from operator import ne

import numpy as np
from numpy.typing import NDArray

from search.index.terms.analysis import Analysis, Labels, Words

Numbers = NDArray[np.int32]


class Vocabulary:
    """The tokens that a run has.

    `numbers`: the number here of each token that was given; `terms`: all terms, ascending;
    `counted`: of each token, how many of its terms count to the length of a text; `folded`: its
    words with one space between.
    """

    def __init__(
        self,
        analyzer: Words | Labels,
        tokens: Sequence[str],
        analyzed: Sequence[str | Analysis],
        used: NDArray[np.bool_],
    ) -> None:
        """`analyzed`: what `analyzer` gives for each of `tokens`; `used`: which the run has."""
        single = (
            np.fromiter((type(each) is str for each in analyzed), np.bool_, len(analyzed)) & used
        )
        others = used & ~single
        self._words = list(compress(tokens, single.tolist()))
        self._terms: list[str] = list(compress(analyzed, single.tolist()))  # type: ignore[arg-type]  # these are strings
        self._others: list[Analysis] = list(compress(analyzed, others.tolist()))  # type: ignore[arg-type]  # and these are not
        self.numbers = np.zeros(len(analyzed), np.int32)
        self.numbers[single] = np.arange(len(self._words))
        self.numbers[others] = np.arange(len(self._others)) + len(self._words)
        position_terms = [*self._terms, *chain.from_iterable(other.terms for other in self._others)]
        also = [term for other in self._others for _, term in other.also]
        self.terms = sorted({*position_terms, *also})
        self._places = dict(zip(self.terms, count(), strict=False))
        self.positioned = TermLists(
            self._counts(1, (len(other.terms) for other in self._others)), self._of(position_terms)
        )
        self.also = TermLists(
            self._counts(0, (len(other.also) for other in self._others)), self._of(also)
        )
        # The place of the term of a token at whose position each of `also` stands.
        self.offsets = np.array(
            [place for other in self._others for place, _ in other.also], np.int32
        )
        stop_words = map(analyzer.stop_words.__contains__, self._words)
        self.counted = np.concatenate(
            [
                1 - np.fromiter(stop_words, np.int32, len(self._words)),
                np.array([other.counted for other in self._others], np.int32),
            ]
        )

    def folded(self) -> list[str]:
        """The words of each token, with one space between."""
        return [*self._words, *(" ".join(other.words) for other in self._others)]

    def forms(self) -> tuple[list[str], Numbers, "TermLists"]:
        """The surface forms, ascending; the place of the term of each; and those of each token.

        Of a token's forms those that are their own term are left out: its postings answer for them.
        """
        stems = dict(zip(self._words, self._terms, strict=True))
        stems.update(chain.from_iterable(other.forms for other in self._others))
        forms = sorted(stems)
        places = dict(zip(forms, count(), strict=False))
        needed = [[places[f] for f, term in other.forms if f != term] for other in self._others]
        differ = list(map(ne, self._words, self._terms))
        counts = np.concatenate(
            [np.array(differ, np.int32), np.fromiter(map(len, needed), np.int32, len(needed))]
        )
        flat = [*map(places.__getitem__, compress(self._words, differ)), *chain(*needed)]
        return (
            forms,
            self._of(map(stems.__getitem__, forms)),
            TermLists(counts, np.array(flat, np.int32)),
        )

    def _of(self, terms: Iterable[str]) -> Numbers:
        """The places of terms."""
        return np.fromiter(map(self._places.__getitem__, terms), np.int32)

    def _counts(self, of_single: int, of_others: Iterable[int]) -> Numbers:
        return np.concatenate(
            [
                np.full(len(self._words), of_single, np.int32),
                np.fromiter(of_others, np.int32, len(self._others)),
            ]
        )


class TermLists:
    """What each of the tokens makes: `counts` of it, and `values` one token's after another's."""

    def __init__(self, counts: Numbers, values: Numbers) -> None:
        self.counts = counts
        self.values = values

    def each(self, tokens: Numbers) -> Numbers:
        """Where what all of `tokens` make stands in `values`, in order."""
        makes = self.counts.take(tokens)
        places: Numbers = np.repeat(starts(self.counts).take(tokens) - starts(makes), makes)
        places += np.arange(len(places), dtype=np.int32)
        return places


def starts(sizes: Numbers) -> Numbers:
    """Where each of some stretches, one behind another, begins."""
    ends: Numbers = np.cumsum(sizes, dtype=np.int32)
    ends -= sizes
    return ends
