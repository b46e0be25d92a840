"""The word that is being typed finds what begins with it; the words before it are done."""

from datetime import date

import pytest
from whoosh.query import And, Every, Not, Or, Phrase, Prefix, Query, Term

from search.index.schema import schema
from search.query import parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()


def typed(text: str) -> Query:
    return parse(text, SCHEMA, TODAY, typing=True).tree


def done(text: str) -> Query:
    return parse(text, SCHEMA, TODAY).tree


def begins(word: str, field: str = "text") -> Or:
    return Or([Term(field, word), Prefix(field, word)])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("fish", begins("fish")),
        ("deep fish", And([Term("text", "deep"), begins("fish")])),
        ("deep f", And([Term("text", "deep"), begins("f")])),
        ("title:fish", begins("fish", "title")),
        ("author:Mül", begins("mul", "author")),
        ("(deep OR fish", Or([Term("text", "deep"), *begins("fish")])),
        ('"deep blue fish', And([Phrase("text", ["deep", "blue"]), begins("fish")])),
        ("the", Prefix("text", "the")),
        ("a", Prefix("text", "a")),
    ],
)
def test_the_last_word_is_a_beginning_too(text: str, tree: Query) -> None:
    assert typed(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "fish ",
        '"deep fish"',
        "fish)",
        "fish,",
        "deep the",
        '"deep the',
        "-fish",
        "NOT fish",
        "-(deep fish",
        "GPT-4",
        "\u5b66\u7fd2",
        "fish~",
        "fish*",
        "tag:fish",
    ],
)
def test_what_is_finished_is_not(text: str) -> None:
    assert typed(text) == done(text)


def test_the_last_part_of_a_joined_word_is_a_beginning() -> None:
    whole = Phrase("text", ["state", "ar"])
    assert typed("state-of-the-ar") == Or([whole, And([Term("text", "state"), begins("ar")])])


def test_typing_a_negation_hides_nothing_but_the_word() -> None:
    assert typed("-re") == And([Every(), Not(Term("text", "re"))])


@pytest.mark.parametrize("behind", [" sort:date", " is:unread -has:code", " date:7d sort:-stars"])
def test_a_filter_or_an_order_behind_a_half_typed_word_does_not_complete_it(behind) -> None:
    assert _beginnings(f"neural tra{behind}") == ["tra"]
    assert _beginnings(f"neural tra {behind} x ") == []


def _beginnings(text: str) -> list[str]:
    return [leaf.text for leaf in typed(text).leaves() if isinstance(leaf, Prefix)]
