"""What a misspelled query was meant to be."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search.index import Index, schema
from search.index.matching.distance import distances_of
from search.model.paper import Paper
from search.query import parse

SCHEMA = schema()
short = st.text("abc", max_size=6)


def alignment(one: str, other: str) -> int:
    """Optimal string alignment, by its recurrence."""
    table = [
        [i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            differ = one[i - 1] != other[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + differ
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@examples(200)
@given(short, st.lists(short, min_size=1, max_size=5), st.integers(1, 6))
def test_a_swap_is_one_edit(one: str, others: list[str], most: int) -> None:
    found = distances_of(one, others, most, swaps=True).tolist()
    expected = [alignment(one, other) for other in others]
    assert [min(edits, most + 1) for edits in found] == [min(e, most + 1) for e in expected]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("index")
    made = Index(folder / "index", "mine")
    titles = [
        *["Transformers for attention"] * 901,
        *["Rates of a craft"] * 5,
        *["Iterative, and it is"] * 12,
        "Two rare transfomers",
        *["A scene at the start of a smart show"] * 50,
        "Reconstruction of an art",
        "On mamta",
    ]
    made.add(list(enumerate(Paper(title=title) for title in titles)), [], 1)
    return made


def meant(index: Index, typed: str, *, found: bool = False) -> str | None:
    tree = index.with_spellings(parse(typed, SCHEMA, date(2024, 6, 15)).tree, typed)
    return index.suggest(tree, typed, found=found)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("atention", "attention"),
        ("attenttion", "attention"),
        ("attentoin", "attention"),
        ("cratf", "craft"),
        ("sceen", "scene"),
        ("skart", "start"),
        ("tart", "start"),
        ("reconstrcution", "reconstruction"),
        ("transfromres", "transformers"),
        ("cratf of atention", "craft of attention"),
        ("title:atention is:unread", "title:attention is:unread"),
        ("xylophone", None),
        ("attention", None),
        ("craft -atention", None),
        ("Atention:, (Cratf)", "attention:, (craft)"),
        ("gpt5", None),
        ("art: mamba", None),  # near by chance
        ("STATR", None),
        ("A CRATF OF ATENTION", "A craft OF attention"),
        ("author:atention", None),
    ],
)
def test_the_likeliest_word_is_suggested(index: Index, typed: str, suggested: str | None) -> None:
    assert meant(index, typed) == suggested


def test_a_slip_that_a_paper_made_too_is_one(index: Index) -> None:
    assert meant(index, "transfomers", found=True) == "transformers"
    assert meant(index, "transfomers sceen") == "transformers scene", "also where nothing is found"
    assert meant(index, "rates", found=True) is None
    assert meant(index, "smart", found=True) is None


def test_a_word_that_no_paper_writes_is_a_slip_though_papers_have_its_stem(index: Index) -> None:
    assert meant(index, "iteative art", found=True) == "iterative art", "it has the stem of it"
    assert meant(index, "smarts attentions", found=True) is None, "other forms of words"


def test_a_word_longer_than_any_other_is_no_damage(index: Index) -> None:
    for letters in (254, 257, 258, 1900):
        assert meant(index, "a" * letters) is None
        tree = parse(f"{'a' * letters}~2", SCHEMA, date(2024, 6, 15)).tree
        assert len(index.search(tree, lambda _: None).rows) == 0


def test_a_name_is_suggested_beside_other_words_where_a_paper_has_it_with_them(
    tmp_path: Path,
) -> None:
    index = Index(tmp_path, "mine")
    papers = [
        Paper(title="Of birds", authors=("Kaixing Wu",)),
        Paper(title="Of fish", authors=("Rui He",)),
        *(Paper(title=f"Nothing {n}") for n in range(9)),
    ]
    index.add(enumerate(papers), [], 1)
    assert meant(index, "kaiming") == "kaixing"
    assert meant(index, "kaiming wu") == "kaixing wu"
    assert meant(index, "kaiming he") is None
    assert meant(index, "author:kaiming birds") == "author:kaixing birds"
    assert meant(index, "author:birsd") is None


def test_a_stem_is_not_as_frequent_a_word_as_its_forms(tmp_path: Path) -> None:
    titles = ["A bell rang", *["A range"] * 50, *["A rant"] * 5]
    index = Index(tmp_path, "mine")
    index.add(enumerate(Paper(title=title) for title in titles), [], 1)
    assert index.suggest(parse("ranx", SCHEMA, date(2024, 6, 15)).tree, "ranx") == "rant"
