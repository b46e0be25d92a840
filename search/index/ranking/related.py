"""Key features: what distinguishes a paper, by which related papers are found."""

from math import sqrt

from whoosh.query import And, NullQuery, Query

from search.index.ranking.features import Feature, Features, rarity
from search.model.paper import Paper

_TERMS, _PAIRS = 80, 80
_TITLE_WEIGHT = 3
_PAIR_WEIGHT = 0.5
_NEEDED = 30  # features of which a related paper has one at least
_SHOWN = 8  # words that tell a person why
_KEYWORDS = 4  # of them at most


def key_features(paper: Paper, features: Features) -> list[Feature]:
    """The features that distinguish `paper` from the others, the best first.

    The weight is sqrt(tf) * rarity, half as much for a pair; an occurrence in the title counts
    three times. What no other paper has is left out.
    """
    counts, words = features.of(_texts(paper))
    best = {
        key: sqrt(count) * rarity(features.documents, features.at_most(key))
        for key, count in counts.items()
        if features.at_most(key) > 1
    }
    ordered = sorted(best, key=lambda key: (-best[key], key))
    terms = [key for key in ordered if len(key) == 1][:_TERMS]
    pairs = [key for key in ordered if len(key) == 2][:_PAIRS]
    found = [Feature(key, words[key], best[key]) for key in terms]
    for key in pairs:
        if (frequency := features.frequency(key)) > 1:
            weight = _PAIR_WEIGHT * sqrt(counts[key]) * rarity(features.documents, frequency)
            found.append(Feature(key, words.get(key, ""), weight))
    return sorted(found, key=lambda feature: -feature.weight)


def related_to(found: list[Feature], features: Features) -> Query:
    """The query for papers with one of the best features, scored by all of them."""
    unscored = [feature._replace(weight=0.0) for feature in found[:_NEEDED]]
    return And([features.query(unscored), features.query(found)]) if found else NullQuery


def shown(paper: Paper, found: list[Feature], features: Features) -> tuple[str, ...]:
    """The words by which papers are like `paper`, for a person.

    First the keywords that other papers have, too; then single words of the title and those that
    the paper repeats, the best first; each word once.
    """
    counts, _ = features.of(_texts(paper))
    shared = [word for word in paper.keywords if _is_shared(word, features)][:_KEYWORDS]
    spoken = {word for keyword in shared for word in keyword.casefold().split()}
    single = [
        feature.words
        for feature in found
        if len(feature.key) == 1
        and counts[feature.key] > 1
        and feature.words not in spoken
        and features.is_telling(feature.words)
    ]
    return (*shared, *single[: _SHOWN - len(shared)])


def _is_shared(keyword: str, features: Features) -> bool:
    """Whether another paper has all words of a keyword."""
    keys = [key for key in features.of([(keyword, 1)])[0] if len(key) == 1]
    return bool(keys) and min(map(features.frequency, keys)) > 1 and features.is_telling(keyword)


def _texts(paper: Paper) -> list[tuple[str, int]]:
    """The texts of a paper, each with how often it counts."""
    body = paper.abstract or paper.summary or ""
    return [(paper.title, _TITLE_WEIGHT), (body, 1), *((word, 1) for word in paper.keywords)]
