"""What papers are compared by: their terms, and pairs of neighbouring terms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from whoosh.lang.stopwords import stoplists
from whoosh.query import NullQuery, Or, Phrase, Query, Term

from search.index.ranking.collection import Statistics
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.index.terms.analysis import Words

Key = tuple[str, ...]  # one term, or two that stand side by side

_COMMON = stoplists["en"]  # words of any English text, rare as they may be in few papers
_PAIRS = 1 << 15  # pairs whose frequency is kept


class Feature(NamedTuple):
    """A term or pair with its weight, and the words of it as a paper writes them."""

    key: Key
    words: str
    weight: float


class Features:
    """Takes the features of texts, and knows how many papers have each.

    `segments` are those of one view of an index, with the `statistics` of them.
    """

    def __init__(
        self, analyzer: Words, segments: Sequence[Segment], statistics: Statistics
    ) -> None:
        self._analyzer = analyzer
        self._segments = segments
        self._statistics = statistics
        self._frequencies: dict[Key, int] = {}

    @property
    def documents(self) -> int:
        """How many papers there are."""
        return self._statistics.documents

    def of(self, texts: Iterable[tuple[str, int]]) -> tuple[Counter[Key], dict[Key, str]]:
        """The features of texts, each text with how often it counts; and their words.

        Stop words, single letters and numbers are no features, nor do they stand in pairs.
        """
        counts: Counter[Key] = Counter()
        words: dict[Key, str] = {}
        for text, often in texts:
            made = [self._feature(word) for word in self._words(text)]
            for key, word in filter(None, made):
                counts[key] += often
                words.setdefault(key, word)
            for one, other in pairwise(made):
                if one and other and one[0] != other[0]:
                    pair = one[0] + other[0]
                    counts[pair] += often
                    words.setdefault(pair, f"{one[1]} {other[1]}")
        return counts, words

    def frequency(self, key: Key) -> int:
        """How many papers have a feature."""
        if len(key) == 1:
            return self._statistics.frequency(BASE, key[0].encode())
        found = self._frequencies.get(key)
        if found is None:
            if len(self._frequencies) >= _PAIRS:
                self._frequencies.clear()
            phrase = Phrase(BASE, list(key))
            found = sum(len(segment.leaf(phrase).docs.ids) for segment in self._segments)
            self._frequencies[key] = found
        return found

    def at_most(self, key: Key) -> int:
        """A number of papers that no more have a feature, which costs nothing to know."""
        return min(self.frequency((term,)) for term in key)

    def query(self, features: Iterable[Feature]) -> Query:
        """What scores papers by their features: weight times the saturated frequency of each."""
        leaves = [self._leaf(feature) for feature in features]
        return Or(leaves) if leaves else NullQuery

    def is_telling(self, words: str) -> bool:
        """Whether the words of a feature tell a person something: adverbs do not."""
        return not any(
            word.endswith("ly") and self.frequency(self._analyzer.terms(word[:-2]))
            for word in words.split()
        )

    def _leaf(self, feature: Feature) -> Query:
        idf = sum(self._statistics.idf(BASE, term.encode()) for term in feature.key)
        boost = feature.weight / idf if idf else 0.0
        if len(feature.key) > 1:
            return Phrase(BASE, list(feature.key), boost=boost)
        return Term(BASE, feature.key[0], boost=boost)

    def _words(self, text: str) -> Iterable[str]:
        tokens = self._analyzer.tokens(text)
        return (word for token in tokens for word in self._analyzer.analyze(token).words)

    def _feature(self, word: str) -> tuple[Key, str] | None:
        terms = self._analyzer.terms(word)
        if len(terms) != 1 or len(terms[0]) < 2 or word in _COMMON or word.isdigit():
            return None
        return terms, word


def rarity(documents: int, frequency: int) -> float:
    """How much a feature says that so many of the documents have."""
    return log(1 + documents / max(frequency, 1))
