"""Our evaluation against Whoosh's own, on random papers, changes and queries."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from whoosh import query
from whoosh.query import Query

from search.index import Index
from search.model.paper import Paper

WORDS = [
    "train", "training", "trained", "trainer", "easy", "easier", "parser", "parsers", "text",
    "texts", "graph", "graphs", "neural", "network", "the", "of", "can", "an", "müller", "muller",
    "mullah", "3.5", "gpt-4", "学习", "习", "Straße", "x",
]  # fmt: skip
TERMS = [
    "train", "trainer", "easi", "parser", "text", "graph", "neural", "network", "muller", "mullah",
    "3.5", "4", "学", "习", "x", "nowhere",
]  # fmt: skip
PREFIXES = ["t", "tra", "train", "trainin", "eas", "mul"]

phrases = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
papers = st.builds(
    lambda title, abstract, author: Paper(
        title=f"Paper {title}", abstract=abstract or None, authors=(author,) if author else ()
    ),
    phrases,
    phrases,
    phrases,
)
changes = st.lists(
    st.tuples(
        st.dictionaries(st.integers(1, 12), papers, max_size=8),
        st.sets(st.integers(1, 12), max_size=3),
    ),
    min_size=1,
    max_size=4,
)

fields = st.sampled_from(["text", "text", "text", "title", "abstract", "author"])
terms = st.builds(query.Term, fields, st.sampled_from(TERMS))
many = st.one_of(
    st.builds(query.Prefix, fields, st.sampled_from(PREFIXES)),
    st.builds(
        query.FuzzyTerm, fields, st.sampled_from(["trian", "grap", "mulle", "tex"]),
        maxdist=st.integers(1, 2), prefixlength=st.integers(0, 1),
    ),
)  # fmt: skip
sequences = st.builds(
    query.Phrase, fields, st.lists(st.sampled_from(TERMS[:8]), min_size=1, max_size=3),
    slop=st.integers(1, 4),
)  # fmt: skip


Trees = st.SearchStrategy[Query]


def trees(leaves: Trees, *more: Callable[..., Query]) -> Trees:
    def grown(parts: Trees) -> Trees:
        lists = st.lists(parts, min_size=1, max_size=3)
        return st.one_of(
            st.builds(query.And, lists), st.builds(query.Or, lists),
            *(st.builds(one, parts) for one in more),
        )  # fmt: skip

    return st.recursive(leaves, grown, max_leaves=6)


@pytest.fixture(scope="module")
def no_filters() -> Callable[[Query], np.ndarray]:
    return lambda leaf: np.ones(13, bool)


def built(folder, steps, stock_index):
    index, stock = Index(folder / "ours", "mine"), stock_index(folder / "stock")
    for version, (added, removed) in enumerate(steps, start=1):
        index.add(added.items(), removed, version)
        stock.add(added.items(), removed)
    return index, stock


@examples(40)
@given(
    steps=changes,
    wanted=st.lists(trees(terms | many | sequences, query.Not), min_size=8, max_size=8),
)
def test_the_same_papers_are_found(steps, wanted, no_filters, stock_index) -> None:
    with TemporaryDirectory() as folder:
        index, stock = built(Path(folder), steps, stock_index)
        for tree in wanted:
            found = index.search(query.And([tree, query.Term("text", "paper")]), no_filters)
            expected = stock.search(query.And([tree, query.Term("text", "paper")]))
            assert sorted(found.rows.tolist()) == sorted(expected), tree
