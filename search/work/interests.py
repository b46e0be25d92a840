"""Interests: what the marked papers of a tag, or all others together, have in common.

Marked papers without a tag of their own are parted into clusters, so that a small interest is not
drowned by a large one. What a person took out of the words, or pinned, holds in each interest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.index import Index
from search.index.ranking.features import Feature
from search.index.ranking.interest import Counted
from search.model.outcomes.foryou import Profile
from search.model.step import OUT, PINNED

ENOUGH = 3  # papers that make an interest
_FOR_EACH = 10  # marked papers for each cluster, and one cluster more
_MOST_CLUSTERS = 8
_FIRST = 20  # papers without a mark among which each profile has its share

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a profile makes of the library: by row how well a paper fits."""

    profile: Profile
    features: list[Feature]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Group:
    """Marked papers that belong together: those of the tag `name`, or all others ("")."""

    name: str
    rows: tuple[int, ...]
    papers: tuple[Counted, ...]


class Learner:
    """Learns from groups of marked papers in one view of an index, of `size` rows.

    `words` are those taken out or pinned. What `before` learned from the same papers is taken over.
    """

    def __init__(
        self, index: Index, words: Mapping[str, str], size: int, before: "Learner | None"
    ) -> None:
        self.state = (index.view, tuple(words.items()), size)
        self._index, self._words, self._size = index, words, size
        self._before = before.fits if before and before.state == self.state else {}
        self.fits: dict[tuple[str, tuple[int, ...]], Fit] = {}

    def learn(self, group: Group) -> list[Fit]:
        """The fits of a group: one for each of its clusters, or one for all of it.

        What fits a cluster counts more where it fits all papers of the group, too.
        """
        together = self._fit(group, range(len(group.rows)))
        parts = [] if group.name else _parts(self._index, group)
        if len(parts) < 2:
            return [together]
        fits = [self._fit(group, part) for part in parts]
        return [replace(fit, scores=fit.scores * (1 + together.scores)) for fit in fits]

    def _fit(self, group: Group, part: Sequence[int]) -> Fit:
        rows = tuple(group.rows[place] for place in part)
        fit = self._before.get((group.name, rows))
        if fit is None:
            found = self._index.interest([group.papers[place] for place in part])
            found = _adjusted(self._index, found, self._words)
            terms = tuple((each.words, each.weight) for each in found if each.words)
            scores = _as_share(self._index.fit(found, self._size), rows)
            fit = Fit(Profile(group.name, len(rows), terms), found, scores)
        self.fits[group.name, rows] = fit
        return fit


def balanced(fits: Sequence[Fit], among: NDArray[np.float64]) -> list[Fit]:
    """The fits, scaled so that the best papers are shared out by how many each learned from.

    `among` gives by row what a score counts there, 0 where the paper is marked or removed. Of the
    _FIRST best papers a profile of half of the marked papers has half, however much or little they
    have in common.
    """
    marked = sum(fit.profile.papers for fit in fits)
    scaled = []
    for fit in fits:
        share = max(round(_FIRST * fit.profile.papers / marked), 1)
        scores = fit.scores * among
        best = scores[scores > 0]
        place = min(share, len(best))
        least = np.float32(np.partition(best, -place)[-place] if place else 1)
        scaled.append(replace(fit, scores=fit.scores / least))
    return scaled


def _parts(index: Index, group: Group) -> list[list[int]]:
    """The clusters of a group, as places in it; those of too few papers are one together."""
    count = min(len(group.rows) // _FOR_EACH + 1, _MOST_CLUSTERS)
    if len(group.rows) < 2 * ENOUGH:
        return []
    clusters = index.clusters(group.papers, max(count, 2))
    parts = [cluster for cluster in clusters if len(cluster) >= ENOUGH]
    rest = [place for cluster in clusters if len(cluster) < ENOUGH for place in cluster]
    return [*parts, rest] if len(rest) >= ENOUGH else parts


def _adjusted(index: Index, found: list[Feature], words: Mapping[str, str]) -> list[Feature]:
    """The features without those taken out, and with those pinned as the strongest.

    With a word its pairs go, too.
    """
    heaviest = found[0].weight if found else 1.0
    known = {state: set[tuple[str, ...]]() for state in (OUT, PINNED)}
    pinned = []
    for text, state in words.items():
        feature = index.feature(text, heaviest)
        if feature is not None and state in known:
            known[state].add(feature.key)
            pinned += [feature] if state == PINNED else []
    out = known[OUT]
    kept = [
        feature
        for feature in found
        if feature.key not in known[PINNED]
        and feature.key not in out
        and not any((term,) in out for term in feature.key)
    ]
    return [*pinned, *kept]


def _as_share(scores: Scores, rows: Sequence[int]) -> Scores:
    """The scores as shares of the mean of `rows`."""
    usual = float(scores.take(rows, mode="clip").mean()) if len(scores) else 0.0
    return scores / np.float32(usual or 1.0)
