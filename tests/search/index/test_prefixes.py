"""A half-typed word finds the papers in which a word begins so."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from search.index import Index, schema
from search.model.paper import Paper
from search.query import parse

SCHEMA = schema()
WORDS = (
    *("learning", "transformers", "optimization", "generalizes", "reasoning", "studies"),
    *("efficiency", "hierarchical", "capabilities", "continuously", "evaluator", "movement"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index(tmp_path_factory.mktemp("prefixes") / "index", "mine")
    index.add([(row, Paper(title=f"Swans {word}")) for row, word in enumerate(WORDS)], [], 1)
    yield index
    index.close()


def typed(index: Index, text: str) -> list[int]:
    tree = parse(text, SCHEMA, date(2024, 6, 15), typing=True).tree
    return sorted(index.search(tree, lambda _: np.ones(99, bool)).rows.tolist())


@pytest.mark.parametrize("word", WORDS)
def test_no_letter_on_the_way_to_a_word_loses_the_paper_that_has_it(
    index: Index, word: str
) -> None:
    row = WORDS.index(word)
    for length in range(1, len(word) + 1):
        assert row in typed(index, word[:length]), word[:length]
        assert row in typed(index, f"title:{word[:length]}"), word[:length]


def test_a_prefix_finds_no_word_that_does_not_begin_so(index: Index) -> None:
    assert typed(index, "evaluat") == [WORDS.index("evaluator")]
    assert typed(index, "basi") == []
