"""Whatever is typed, an index answers it: with spellings, bonuses and a suggestion."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples
from whoosh.query import Query

from search import Paper
from search.index import Index
from search.index.terms.schema import schema
from search.query import parse

SCHEMA = schema()
PAPERS = [
    Paper(title="k-means++ in C#", abstract="Text-to-video, GAN and gans.", authors=("Jo Ben-Wu",)),
    Paper(title="用C++编程, 学习 λ-calculus", abstract="IT of Müller", authors=("Gan Li", "李 明")),
    Paper(title="Qwen2.5", abstract="A colour model of word2vec and matrices, to be or not to be"),
]
PIECES = [
    *("k-means++", "C#", "c++", "J.", "-", "'", ".", "_", "2", "to", "OR", "NOT ", '"', "(", ")"),
    *("*", "~", "author:", "gan", "wu", "ben", "li", "text", "video", "word", "vec", "qwen", "IT"),
    *("\u5b66", "\u4e60", "\u03bb", "m\u00fcller", "matrix", "color", "how", "et al.", "2017"),
]
QUERIES = st.lists(st.sampled_from(PIECES) | st.sampled_from(["", " ", " "]), max_size=12)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index(tmp_path_factory.mktemp("home") / "index", "mine")
    index.add(enumerate(PAPERS[:2]), [], 1)
    index.add(enumerate(PAPERS[2:], 2), [], 2)
    yield index
    index.close()


def all_papers(_: Query) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.ones(len(PAPERS), np.bool_)


@example(["\u5b66", "c++"], False)
@example(["(", "gan", " ", "color", ")", " OR ", "matrix"], False)
@examples(100)
@given(QUERIES, st.booleans())
def test_any_query_is_answered(index: Index, pieces: list[str], typing: bool) -> None:
    text = "".join(pieces)
    parsed = parse(text, SCHEMA, date(2024, 6, 15), typing=typing)
    wanted = index.emphasis(parsed.plain, half_typed=parsed.half_typed, typing=typing)
    for tree in filter(None, (parsed.tree, parsed.partial)):
        spelled = index.with_spellings(tree, text)
        hits = index.search(spelled, all_papers, wanted=wanted)
        assert np.isfinite(hits.scores).all()
        for row in hits.rows.tolist():
            score = sum(reason.score for reason in index.explain(spelled, wanted, row, all_papers))
            assert score == pytest.approx(hits.score(row), rel=1e-3, abs=1e-3)
        index.suggest(spelled, text, found=hits.total > 0)
