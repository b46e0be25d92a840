"""Measures of information retrieval, for rankings given as ids, the best first."""

from collections.abc import Mapping, Sequence
from math import log2


def reciprocal_rank(got: Sequence[str], wanted: str) -> float:
    """1 / the place of the one that is wanted; 0 where it is not there."""
    return 1 / (got.index(wanted) + 1) if wanted in got else 0.0


def ndcg(got: Sequence[str], gains: Mapping[str, float], most: int = 10) -> float:
    """Normalized discounted cumulative gain of the first `most`."""
    found = sum(gains.get(id_, 0) / log2(place + 2) for place, id_ in enumerate(got[:most]))
    best = sorted(gains.values(), reverse=True)[:most]
    ideal = sum(gain / log2(place + 2) for place, gain in enumerate(best))
    return found / ideal if ideal else 0.0


def average_precision(got: Sequence[str], relevant: Mapping[str, float]) -> float:
    """The mean, over the relevant papers, of the precision where each stands."""
    hits, total = 0, 0.0
    for place, id_ in enumerate(got, start=1):
        if id_ in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant) if relevant else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def mean(values: Sequence[float]) -> float:
    """Their mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0
