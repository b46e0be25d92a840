"""A piece that is not understood is reported with its nearest valid form, and widens nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import And, Every, NullQuery, Term

from search.index.terms.schema import schema
from search.model.filters import Between, Is, Leaf
from search.query import Parsed, parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()


def read(text: str, *, typing: bool = False) -> Parsed:
    return parse(text, SCHEMA, TODAY, typing=typing)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("is:unred", "is:unread"),
        ("is:starred cats", "is:bookmarked cats"),
        ("-is:bookmark", "-is:bookmarked"),
        ("is:code", "has:code"),
        ("is:(unred OR new)", "is:(unread OR new)"),
        ("HAS:github", "has:code"),
        ("has:cod cats", "has:code cats"),
        ("sort:votes", "sort:upvotes"),
        ("sort:-dat cats", "sort:-date cats"),
        ("cats sort:oldest", "cats sort:-date"),
        ("date:june", "date:2024-06"),
        ("date:July", "date:2023-07"),
        ("date:june2022", "date:2022-06"),
        ("date:lastweek", "date:7d"),
        ("date:15.6.2024", "date:2024-06-15"),
        ("listed:tody", "listed:today"),
        ("from:hinton", "author:hinton"),
        ("autor:hinton cats", "author:hinton cats"),
        ("cats titel:dogs", "cats title:dogs"),
        ("is:unred has:cod", "is:unread has:code"),
    ],
)
def test_the_nearest_valid_form_is_offered(text: str, better: str) -> None:
    parsed = read(text)
    assert parsed.correction == better
    assert read(better).ignored == ()
    assert all("; did you mean " in reason and "? Expected " in reason for reason in parsed.ignored)


@pytest.mark.parametrize(
    "text", ["is:banana", "date:banana", "stars:many", "sort:banana", "venue:icml", "id:banana"]
)
def test_where_nothing_is_near_what_is_valid_is_listed(text: str) -> None:
    (reason,) = read(text).ignored
    assert "; expected " in reason
    assert "did you mean" not in reason
    assert read(text).correction is None


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("upvotes>100", "upvotes:>100"),
        ("stars<=2k cats", "stars:<=2k cats"),
        ("date>=2024-03", "date:>=2024-03"),
        ("-published<2020", "-published:<2020"),
        ("2024-06-12", "date:2024-06-12"),
        ("cats 2024-06-12", "cats date:2024-06-12"),
        ("cs.CL", "cat:cs.CL"),
        ("cats -math.nt", "cats -cat:math.nt"),
        ("astro-ph.GA", "cat:astro-ph.GA"),
    ],
)
def test_common_short_forms_are_understood(text: str, means: str) -> None:
    assert read(text).tree == read(means).tree
    assert read(text).ignored == ()


@pytest.mark.parametrize("text", ["2024-13-40", "10.5", "node.js", "cs.toronto", "x>y"])
def test_other_text_with_such_signs_is_words(text: str) -> None:
    assert not any(isinstance(leaf, Leaf) for leaf in read(text).tree.leaves())


@pytest.mark.parametrize(
    "text", ["2406.012345", "arXiv:24", "math/12345", "doi:10.1", "t-12345678"]
)
def test_a_mistyped_id_is_reported_as_an_id(text: str) -> None:
    parsed = read(text)
    assert parsed.tree is NullQuery
    (reason,) = parsed.ignored
    assert reason.startswith(f"{text}: invalid id; expected one such as 2406.01234")


def test_a_value_that_is_being_typed_hides_nothing() -> None:
    assert read("is:unr", typing=True).tree == Every()
    assert read("upvotes:>", typing=True).tree == Every()
    assert read("is:banana", typing=True).tree is NullQuery


UNKNOWN = st.sampled_from(
    ["is:unred", "has:github", "date:someday", "upvotes:many", "sort:votes", "from:lamm",
     "stars:>", "id:banana", "is:(read OR seen)", "(", "venue:icml"],
)  # fmt: skip
KNOWN = st.sampled_from(["sheep", "is:read", "-goats", '"counting sheep"', "(wool OR date:2024)"])


@given(st.lists(KNOWN, max_size=3), UNKNOWN, st.lists(KNOWN, max_size=3))
def test_no_query_with_an_unknown_piece_passes_for_understood(
    before: list[str], unknown: str, after: list[str]
) -> None:
    """Whatever marks, exports or saves refuses a query of which anything is ignored."""
    assert read(" ".join([*before, unknown, *after])).ignored


@given(st.lists(KNOWN, max_size=3), st.sampled_from(["is:unred", "date:someday", "stars:many"]))
def test_an_unknown_value_finds_no_more_than_the_rest(rest: list[str], unknown: str) -> None:
    tree = read(" ".join([*rest, unknown])).tree
    assert tree == (read(" ".join(rest)).tree if rest else NullQuery)


def test_an_unknown_value_leaves_its_neighbours_as_they_are() -> None:
    assert read("sheep is:unred is:new").tree == And([Term("text", "sheep"), Is("new")])
    assert read("stars:many date:2024").tree == Between("date", *_year(2024))


def _year(year: int) -> tuple[int, int]:
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
