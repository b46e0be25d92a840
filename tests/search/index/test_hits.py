"""The order of what was found: whatever page is asked for first, it is one and the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.matching import hits
from search.index.matching.hits import Hits


@pytest.fixture(scope="module", autouse=True)
def few_are_picked():
    """A handful is enough to go past what is picked out first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hits, "_PICKED", (2, 7))
        patch.setattr(hits, "_SAMPLE", 8)
        yield


@st.composite
def found(draw):
    """Rows with scores, of which some are equal, and the place of each row in another order."""
    rows = draw(st.lists(st.integers(0, 99), unique=True, max_size=60))
    scores = draw(st.lists(st.sampled_from((0.0, 0.5, 1.0, 2.5, 9.0)), min_size=len(rows),
                           max_size=len(rows)))  # fmt: skip
    return rows, scores, draw(st.permutations(range(100)))


pages = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20)), min_size=1, max_size=6)


@given(found(), st.booleans(), pages)
def test_pages_are_cut_from_one_order(found, reverse, pages) -> None:
    rows, scores, ranks = found
    score = dict(zip(rows, scores, strict=True))
    ordered = sorted(
        rows, key=lambda row: (score[row] if reverse else -score[row], ranks[row])
    )  # fmt: skip
    ranking = Hits(np.array(rows, np.int64), lambda: np.array(scores, np.float32)).by_score(
        np.array(ranks), reverse=reverse
    )
    for offset, limit in pages:
        assert ranking.page(offset, limit) == ordered[offset : offset + limit]
    for place, row in enumerate(ordered):
        assert ranking.position(row) == place


@given(found(), pages)
def test_another_order_needs_no_score(found, pages) -> None:
    rows, _, ranks = found
    ordered = sorted(rows, key=ranks.__getitem__)
    ranking = Hits(np.array(rows, np.int64)).by_rank(np.array(ranks))
    for offset, limit in pages:
        assert ranking.page(offset, limit) == ordered[offset : offset + limit]
