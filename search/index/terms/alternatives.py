"""The other spellings of a word that papers have, remembered for the next key.

`typed` is a word as it was written in the query, `token` what the analyzer makes of it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from whoosh.query import Phrase, Query, Term

from search.index.ranking.collection import Statistics
from search.index.segments.postings import BASE
from search.index.terms.analysis import Analysis, Words
from search.index.terms.variants import variants

# Where a word is written as if it were two: WildBench, gpt4.
_BORDERS = (re.compile("(?<=[a-z])(?=[A-Z])"), re.compile(r"(?<=[^\W\d_])(?=\d)"))
_SHORTEST = 3  # letters of each half of a word that is written as one
# Only a word that not one paper in _RARE has, or no more than _FEW, is looked for as two,
_RARE, _FEW = 200, 5
_RARER = 4  # and only where each half is so many times as frequent
_SELDOM = 20  # of so many papers with a word, not one has it written as one with the next
_REMEMBERED = 1024  # words


class Alternatives:
    """The other spellings by the `statistics` of one view of an index."""

    def __init__(self, analyzer: Words, statistics: Statistics) -> None:
        self.analyzer = analyzer
        self._statistics = statistics
        self.of_word = lru_cache(_REMEMBERED)(self._of_word)
        self.as_one = lru_cache(_REMEMBERED)(self._as_one)

    def _of_word(self, field: str, token: str, typed: str) -> tuple[Query, ...]:
        """What finds a word in the other spellings that papers have."""
        analysis = self.analyzer.analyze(token)
        spellings = chain(
            self._joined(analysis), self._split(analysis, typed), self._versions(analysis)
        )
        return (*self.leaves(field, spellings), *self.varied(field, token))

    def _as_one(self, first: str, second: str, one_word: str) -> tuple[Query, ...]:
        """What finds two words written as one, for the first and for the second; or nothing.

        Found by both words, so each counts half.
        """
        terms = self.analyzer.terms(one_word)
        if len(terms) > 1 or not self.has(terms):  # each East Asian letter is a term
            return ()
        boosts = (min(0.5, self._most(word, *terms)) for word in (first, second))
        return tuple(Term(BASE, *terms, boost=boost) for boost in boosts)

    def varied(self, field: str, token: str) -> Iterator[Query]:
        """What finds a token with one of its words in another form, which counts no more."""
        analysis = self.analyzer.analyze(token)
        if len(analysis.words) != len(analysis.terms):
            return
        for place, word in enumerate(analysis.words):
            own = analysis.terms[place]
            for other in variants(word):
                (term,) = self.analyzer.terms(other)
                spelling = (*analysis.terms[:place], term, *analysis.terms[place + 1 :])
                for leaf in self.leaves(field, [spelling] if term != own else []):
                    leaf.boost *= min(1.0, self.idf(own) / self.idf(term))
                    yield leaf

    def split(self, field: str, token: str, typed: str) -> Iterator[Query]:
        """What finds a word that may also be written as two."""
        return self.leaves(field, self._split(self.analyzer.analyze(token), typed))

    def leaves(self, field: str, spellings: Iterable[tuple[str, ...]]) -> Iterator[Query]:
        """What finds each of the spellings that papers have."""
        for terms in dict.fromkeys(spellings):
            if terms and self.has(terms):
                # Two words score no more than one.
                boost = 1 / len(terms)
                yield Term(field, *terms) if boost == 1 else Phrase(field, list(terms), boost=boost)

    def has(self, terms: Iterable[str]) -> bool:
        """Whether papers have each of the terms."""
        return all(map(self._frequency, terms))

    def idf(self, term: str) -> float:
        """The inverse document frequency of a term."""
        return self._statistics.idf(BASE, term.encode())

    def is_author(self, name: str) -> bool:
        """Whether an author has a name."""
        return bool(name) and self._statistics.frequency("author", name.encode()) > 0

    def _joined(self, analysis: Analysis) -> Iterator[tuple[str, ...]]:
        """The terms of a token with parts of it written as one, or with its umlauts spelled out."""
        if len(analysis.words) != len(analysis.terms):
            return
        for place, term in analysis.also:
            size = 2 if len(analysis.terms) > 1 else 1
            yield (*analysis.terms[:place], term, *analysis.terms[place + size :])
        if len(analysis.terms) > 2:
            yield self.analyzer.terms("".join(analysis.words))

    def _split(self, analysis: Analysis, typed: str) -> Iterator[tuple[str, ...]]:
        """The terms of a word that may also be written as two."""
        if len(analysis.terms) != 1:
            return
        one_case = typed.islower() and typed.isalpha()
        for border in _BORDERS if typed.isalnum() and not one_case else ():
            if len(parts := border.split(typed)) > 1:
                yield tuple(term for part in parts for term in self.analyzer.terms(part.lower()))
        one, _, other = typed.lower().partition("2")
        if one.isalpha() and other.isalpha():  # text2video is text-to-video
            yield (*self.analyzer.terms(one), "to", *self.analyzer.terms(other))
        count, word = self._frequency(analysis.terms[0]), analysis.words[0]
        if count > max(_FEW, self._statistics.documents / _RARE) or not word.isalpha():
            return
        best: tuple[str, ...] = ()
        most = count * _RARER
        for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first = self.analyzer.terms(word[:place])
            if min(map(self._frequency, first)) > most:
                halves = (*first, *self.analyzer.terms(word[place:]))
                least = min(map(self._frequency, halves))
                if least > most:
                    best, most = halves, least
        if best:
            yield best

    def _versions(self, analysis: Analysis) -> Iterator[tuple[str, ...]]:
        """The terms of a word that ends in a number, and goes on with a point and a digit."""
        word = analysis.words[0] if len(analysis.terms) == 1 else ""
        if word[:1].isalpha() and word[-1].isdigit():  # qwen2 is qwen2.5, too
            yield from (self.analyzer.terms(f"{word}.{digit}") for digit in range(10))

    def _most(self, word: str, joined: str) -> float:
        """Of its score, what a term counts at most in place of `word`, which is a part of it.

        Video-generation is rare, but says no more than video and generation do.
        """
        (one,) = self.analyzer.terms(word)
        if self._frequency(joined) * _SELDOM >= self._frequency(one):
            return 1.0
        return self.idf(one) / self.idf(joined)

    def _frequency(self, term: str) -> int:
        return self._statistics.frequency(BASE, term.encode())
