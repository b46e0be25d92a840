"""An interest: its weights as docs/ranking.md writes them, and the scores of papers that fit."""

from collections import Counter
from itertools import pairwise
from math import log, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.index import Index
from search.index.ranking.features import Key
from search.model.paper import Paper

WORDS = ("graph", "swan", "goat", "sheep", "parser", "wool")
texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(" ".join)
papers = st.lists(texts.map(lambda text: Paper(title=text)), min_size=8, max_size=24)


def keys(paper: Paper) -> Counter[Key]:
    words = paper.title.split()
    pairs = [(one, two) for one, two in pairwise(words) if one != two]
    return Counter([*((word,) for word in words), *pairs])


@settings(max_examples=12)
@given(papers, st.integers(1, 4))
def test_weights_and_scores_follow_the_written_formula(papers: list[Paper], count: int) -> None:
    half = len(papers) // 2
    with TemporaryDirectory() as folder:
        index = Index(Path(folder), "mine")
        index.add(enumerate(papers[:half]), [], 1)
        index.add(enumerate(papers[half:], half), [], 2)
        check(index, papers, papers[:: half // count][:count])


def check(index: Index, papers: list[Paper], marked: list[Paper]) -> None:
    found = index.interest([index.counted(paper) for paper in marked])

    having = Counter(key for paper in papers for key in keys(paper))
    sharing = Counter(key for paper in marked for key in keys(paper))
    lifts = {
        key: max(log(shared / len(marked) / (having[key] / len(papers))), 0)
        for key, shared in sharing.items()
        if 3 <= having[key] <= 0.3 * len(papers) and (having[key] >= 20 or shared > 1)
    }
    mean: Counter[Key] = Counter()
    for paper in marked:
        vector = {k: (1 + log(n)) * lifts[k] for k, n in keys(paper).items() if k in lifts}
        norm = sqrt(sum(value * value for value in vector.values())) or 1.0
        for key, value in vector.items():
            mean[key] += value / norm / len(marked)
    weights = {
        key: value * lifts[key] * (sharing[key] / len(marked)) ** 0.75
        for key, value in mean.items()
        if lifts[key]
    }
    assert {f.key: f.weight for f in found} == pytest.approx(weights)

    scores = [sum(weights.get(key, 0) for key in keys(paper)) for paper in papers]
    np.testing.assert_allclose(index.fit(found, len(papers)), scores, rtol=1e-4, atol=1e-6)


def test_words_of_any_abstract_are_no_interest() -> None:
    papers = [
        Paper(
            title=f"Towards wool via goats {n}",
            abstract="Within state-of-the-art wool, comprehensive experiments often show goats.",
        )
        for n in range(3)
    ]
    others = [Paper(title=f"A parser {n}") for n in range(9)]
    with TemporaryDirectory() as folder:
        index = Index(Path(folder), "mine")
        index.add(enumerate([*papers, *others]), [], 1)
        found = index.interest([index.counted(paper) for paper in papers])
    assert {feature.words for feature in found} == {"wool", "goats"}
    assert index.related(papers[0])[1] == ("goats", "wool")
