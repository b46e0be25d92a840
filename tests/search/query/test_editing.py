"""Menus edit the query as text: what they add can be taken out again, and the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.assist.editing import field_value, has_term, toggled, turned_round, with_field
from search.query.vocabulary import ORDERS


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("", "is:unread", "is:unread"),
        ("red fish", "is:unread", "red fish is:unread"),
        ("red is:unread fish", "is:unread", "red fish"),
        ("IS:unread", "is:unread", ""),
        ("-is:unread", "is:unread", "-is:unread is:unread"),
        ("(is:unread OR a)", "is:unread", "(is:unread OR a) is:unread"),
        ('"is:unread  x"', "is:unread", '"is:unread  x" is:unread'),
    ],
)
def test_a_term_is_put_in_and_taken_out(text: str, term: str, expected: str) -> None:
    assert toggled(text, term) == expected


@given(st.text(alphabet='ab:"()- \tis:unread', max_size=30))
def test_taking_out_what_was_put_in_gives_back_the_words(text: str) -> None:
    with_term = toggled(text, "has:code")
    if has_term(with_term, "has:code") and not has_term(text, "has:code"):
        assert toggled(with_term, "has:code").split() == text.split()


@given(st.sampled_from(ORDERS), st.sampled_from(["", "red fish ", 'a "b c" ']))
def test_an_order_is_turned_round_and_back(order: str, words: str) -> None:
    query = f"{words}sort:{order}"
    turned = turned_round(query, "date")
    assert field_value(turned, "sort") == f"-{order}"
    assert field_value(turned_round(turned, "date"), "sort") == order


def test_a_query_without_an_order_is_turned_against_its_usual_one() -> None:
    assert turned_round("red", "relevance") == "red sort:-relevance"
    assert turned_round("red sort:nonsense", "date") == "red sort:-date"


def test_a_field_has_one_value_afterwards() -> None:
    query = 'red date:2024 fish date:"2025"'
    assert with_field(query, "date", "today") == "red fish date:today"
    assert with_field(query, "date", None) == "red fish"
    assert field_value(query, "stars") is None
