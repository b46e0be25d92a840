"""The scores of papers that match a query, with what ranks them higher: see docs/ranking.md."""

from collections.abc import Sequence

import numpy as np

from search.index.docs import Ids
from search.index.emphasis import Emphasis
from search.index.hits import Scores
from search.index.segment import Segment
from search.index.weights import WINDOW


def emphasized(
    emphasis: Emphasis, segments: Sequence[Segment], matched: Sequence[Ids], parts: list[Scores]
) -> Scores:
    """The scores of all segments, with what `emphasis` adds to them.

    Adjacent terms and names are looked for in the best papers only, those with the WINDOW best
    scores.
    """
    scored = list(zip(segments, matched, parts, strict=True))
    if emphasis.title:
        scored = [
            (segment, ids, scores + segment.title_bonus(emphasis, ids))
            for segment, ids, scores in scored
        ]
    total = np.concatenate([np.zeros(0, np.float32), *(scores for _, _, scores in scored)])
    if not (emphasis.pairs or emphasis.name) or not len(total):
        return total
    least = _least(total)
    raised = [np.zeros(0, np.float32)]
    for segment, ids, scores in scored:
        chosen = np.flatnonzero(scores >= least)
        gained = np.zeros(len(ids), np.float32)
        best = ids[chosen]
        gained[chosen] = segment.pair_bonus(emphasis, best) + segment.name_bonus(emphasis, best)
        raised.append(scores + gained)
    return np.concatenate(raised)


def _least(total: Scores) -> float:
    """The lowest score that is among the best."""
    if len(total) <= WINDOW:
        return float(total.min())
    return float(np.partition(total, len(total) - WINDOW)[len(total) - WINDOW])
