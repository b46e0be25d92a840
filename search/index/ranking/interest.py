"""What papers have in common that others have not: an interest, as weighted features.

Rocchio's method over terms and pairs of neighbouring terms (J. J. Rocchio, "Relevance feedback in
information retrieval", 1971). Instead of its negative part a feature counts by its lift: how much
more of the papers have it than of all (Carpineto et al., "An information-theoretic approach to
automatic query expansion", 2001).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from search.index.ranking.features import Feature, Features, Key, rarity
from search.index.ranking.plain_words import PLAIN_WORDS, STATE_OF_THE_ART
from search.model.paper import Paper

_MOST = 200  # features
_PAIRS = 800  # pairs whose frequency is asked for
_COMMON = 0.3  # a feature that more than this share of all papers have says nothing
_FEW = 3  # nor does one that fewer papers have
_ENOUGH = 20  # papers that have a feature, unless two of the given papers share it
_SHARED = 0.75  # exponent of the share of the papers that have a feature
_TEAM = 20  # authors; the names of a larger group would be most of what two papers share


class Counted(NamedTuple):
    """How often a paper has each of its features, and the words of those that a person may read."""

    counts: Counter[Key]
    words: dict[Key, str]


def interest(papers: Sequence[Counted], features: Features) -> list[Feature]:
    """The features that lift `papers` out of all, the strongest first."""
    words = {key: text for paper in reversed(papers) for key, text in paper.words.items()}
    sharing = _sharing(papers)
    lifts = {
        key: log(max(sharing[key] / len(papers) / (frequency / features.documents), 1))
        for key, frequency in _frequencies(sharing, features).items()
    }
    total: defaultdict[Key, float] = defaultdict(float)
    for vector in _scaled(papers, lifts):
        for key, value in vector.items():
            total[key] += value / len(papers)
    weights = {
        key: value * lifts[key] * (sharing[key] / len(papers)) ** _SHARED
        for key, value in total.items()
    }
    best = sorted(weights, key=lambda key: (-weights[key], key))[:_MOST]
    return [Feature(key, words.get(key, ""), weights[key]) for key in best if weights[key] > 0]


def vectors(papers: Sequence[Counted], features: Features) -> list[dict[Key, float]]:
    """Each paper as a vector of length one, over the features that count among `papers`."""
    frequencies = _frequencies(_sharing(papers), features)
    return _scaled(papers, {k: rarity(features.documents, n) for k, n in frequencies.items()})


def counted(paper: Paper, features: Features) -> Counted:
    """The features of a paper, without the words of any abstract.

    Of its authors, if they are few, only pairs, as a name has two words.
    """
    texts = (paper.title, paper.abstract or paper.summary or "", *paper.keywords)
    counts, words = features.of((STATE_OF_THE_ART.sub(";", text), 1) for text in texts)
    plain = {key for key in counts if len(key) == 1 and words[key] in PLAIN_WORDS}
    for key in [key for key in counts if any((term,) in plain for term in key)]:
        del counts[key]
        words.pop(key, None)
    authors = paper.authors if len(paper.authors) <= _TEAM else ()
    named, names = features.of((name, 1) for name in authors)
    for key, count in named.items():
        if len(key) > 1:
            counts[key] += count
            words.setdefault(key, names.get(key, " ".join(key)))
    return Counted(counts, words)


def _sharing(papers: Sequence[Counted]) -> Counter[Key]:
    """How many of the papers have each feature."""
    return Counter(key for paper in papers for key in paper.counts)


def _scaled(papers: Sequence[Counted], values: dict[Key, float]) -> list[dict[Key, float]]:
    """Each paper as a vector of length one: 1 + ln tf times the value of the feature."""
    found = []
    for paper in papers:
        vector = {k: (1 + log(n)) * values[k] for k, n in paper.counts.items() if k in values}
        norm = sqrt(sum(value * value for value in vector.values())) or 1.0
        found.append({key: value / norm for key, value in vector.items()})
    return found


def _frequencies(sharing: Counter[Key], features: Features) -> dict[Key, int]:
    """How many papers of all have each feature that counts."""
    most = _COMMON * features.documents

    def counts(key: Key, frequency: int) -> bool:
        return _FEW <= frequency <= most and (frequency >= _ENOUGH or sharing[key] > 1)

    found: dict[Key, int] = {}
    pairs = []
    for key in sharing:
        frequency = features.at_most(key)
        if len(key) == 1:
            if counts(key, frequency):
                found[key] = frequency
        elif frequency >= _FEW and (frequency >= _ENOUGH or sharing[key] > 1):
            pairs.append((-sharing[key], frequency, key))
    for _, _, key in sorted(pairs)[:_PAIRS]:
        if counts(key, frequency := features.frequency(key)):
            found[key] = frequency
    return found
