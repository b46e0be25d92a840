"""A half-typed word finds the papers in which a word begins so."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from search.index import Index, schema
from search.model.paper import Paper
from search.query import parse

SCHEMA = schema()
WORDS = (
    *("learning", "transformers", "optimization", "generalizes", "reasoning", "studies"),
    *("efficiency", "hierarchical", "capabilities", "continuously", "evaluator", "movement"),
    *("based", "basing", "Théories"),
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
        assert row in typed(index, f"{word[:length]}*"), word[:length]
        assert row in typed(index, f"title:{word[:length]}"), word[:length]


def test_a_prefix_finds_no_paper_without_a_word_that_begins_so(index: Index) -> None:
    """Both are of the stem "base"; who types "basi" is on the way to only one of them."""
    assert typed(index, "bas") == [WORDS.index("based"), WORDS.index("basing")]
    assert typed(index, "basi") == [WORDS.index("basing")]
    assert typed(index, "basing") == [WORDS.index("based"), WORDS.index("basing")]


def test_a_prefix_is_looked_for_in_the_part_that_its_field_names(tmp_path: Path) -> None:
    index = Index(tmp_path / "index", "mine")
    papers = [
        Paper(title="Learning", abstract="They learn."),
        Paper(title="Learned", abstract="They are learning."),
        Paper(title="Swans", keywords=("learning",)),
    ]
    index.add(enumerate(papers), [], 1)
    assert typed(index, "learni") == [0, 1, 2]
    assert typed(index, "title:learni") == [0]
    assert typed(index, "abstract:learni") == [1]
    assert typed(index, "keyword:learni") == [2]
