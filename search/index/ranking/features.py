"""What papers are compared by: their terms, and pairs of neighbouring terms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np
from whoosh.lang.stopwords import stoplists
from whoosh.query import NullQuery, Or, Phrase, Query, Term

from search.index.matching.hits import Scores
from search.index.ranking.collection import Statistics
from search.index.ranking.plain_words import PLAIN_WORDS
from search.index.segments.docs import Ids
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.index.terms.analysis import Words
from search.text.patterns import LazyPattern

Key = tuple[str, ...]  # one term, or two that stand side by side

# Words of any English text, rare as they may be in few papers; and those of addresses.
_COMMON = stoplists["en"] | {"http", "https", "www", "com", "github"}
_NUMBER = LazyPattern(r"[0-9][0-9.,%]*")
_MEASURE = LazyPattern(r"(?![1-4]d$)[0-9][0-9.,]*[a-z%]{0,2}")  # a number or 38b, but not 3d
_BREAK = LazyPattern(r"[][(){};!?]|[.,:](?!\w)")  # no words are side by side across it
_KEPT = 1 << 20  # papers with a pair that are kept, of all pairs together


class Feature(NamedTuple):
    """A term or pair with its weight, and the words of it as a paper writes them; "" without."""

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
        self._found: dict[Key, list[Ids]] = {}  # papers with a pair, by segment
        self._kept = 0

    @property
    def documents(self) -> int:
        """How many papers there are."""
        return self._statistics.documents

    def of(self, texts: Iterable[tuple[str, int]]) -> tuple[Counter[Key], dict[Key, str]]:
        """The features of texts, each text with how often it counts; and their words.

        Stop words, single letters and numbers are no features, nor do they stand in pairs. A pair
        that only goes across a sign, as in "learning (RL)", has no words.
        """
        counts: Counter[Key] = Counter()
        words: dict[Key, str] = {}
        for text, often in texts:
            before = None
            for piece in _BREAK.split(text):
                keys = [self._feature(word) for word in self._words(piece)]
                for key, word in filter(None, keys):
                    counts[key] += often
                    words.setdefault(key, word)
                for one, other in pairwise([before, *keys]):
                    if one and other and one[0] != other[0]:
                        pair = one[0] + other[0]
                        counts[pair] += often
                        if one is not before:
                            words.setdefault(pair, f"{one[1]} {other[1]}")
                before = keys[-1] if keys else before
        return counts, words

    def frequency(self, key: Key) -> int:
        """How many papers have a feature."""
        if len(key) == 1:
            return self._statistics.frequency(BASE, key[0].encode())
        return sum(map(len, self._pair(key)))

    def at_most(self, key: Key) -> int:
        """A number of papers that no more have a feature, which costs nothing to know."""
        return min(self.frequency((term,)) for term in key)

    def query(self, features: Iterable[Feature]) -> Query:
        """What scores papers by their features: weight times the saturated frequency of each."""
        leaves = [self._leaf(feature) for feature in features]
        return Or(leaves) if leaves else NullQuery

    def scores(self, features: Sequence[Feature], rows: int) -> Scores:
        """The weights of the features that a paper has, added, by row up to `rows`."""
        scores = np.zeros(rows, np.float32)
        for place, segment in enumerate(self._segments):
            total = np.zeros(segment.size, np.float32)
            for feature in features:
                if len(feature.key) > 1:
                    ids = self._pair(feature.key)[place]
                elif leaf := segment.term(feature.key[0]):
                    ids = leaf.docs.ids
                else:
                    continue
                total[ids] += np.float32(feature.weight)
            live = segment.all().mask & (segment.rows < rows)
            scores[segment.rows[live]] = total[live]
        return scores

    def is_telling(self, words: str) -> bool:
        """Whether the words of a feature tell a person something.

        Adverbs, numbers and the words of any abstract do not.
        """
        return not any(
            word in PLAIN_WORDS
            or _MEASURE.fullmatch(word)
            or (word.endswith("ly") and self.frequency(self._analyzer.terms(word[:-2])))
            for word in words.split()
        )

    def _leaf(self, feature: Feature) -> Query:
        if len(feature.key) > 1:
            return Phrase(BASE, list(feature.key), boost=self._boost(feature))
        return Term(BASE, feature.key[0], boost=self._boost(feature))

    def _boost(self, feature: Feature) -> float:
        idf = sum(self._statistics.idf(BASE, term.encode()) for term in feature.key)
        return feature.weight / idf if idf else 0.0

    def _pair(self, key: Key) -> list[Ids]:
        """In each segment the papers with a pair."""
        found = self._found.get(key)
        if found is None:
            if self._kept > _KEPT:
                self._found.clear()
                self._kept = 0
            leaves = [segment.leaf(Phrase(BASE, list(key))) for segment in self._segments]
            found = self._found[key] = [leaf.docs.ids for leaf in leaves]
            self._kept += sum(map(len, found))
        return found

    def _words(self, text: str) -> Iterable[str]:
        tokens = self._analyzer.tokens(text)
        return (word for token in tokens for word in self._analyzer.analyze(token).words)

    def _feature(self, word: str) -> tuple[Key, str] | None:
        terms = self._analyzer.terms(word)
        if len(terms) != 1 or len(terms[0]) < 2 or word in _COMMON or _NUMBER.fullmatch(word):
            return None
        return terms, word


def rarity(documents: int, frequency: int) -> float:
    """How much a feature says that so many of the documents have."""
    return log(1 + documents / max(frequency, 1))
