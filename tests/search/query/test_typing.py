"""The word that is being typed finds what begins with it; the words before it are done."""

from datetime import date

import pytest
from whoosh.query import And, Every, Not, Or, Phrase, Prefix, Query, Term

from search.index.terms.schema import schema
from search.model.queries import PhrasePrefix
from search.query import parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()


def typed(text: str) -> Query:
    return parse(text, SCHEMA, TODAY, typing=True).tree


def done(text: str) -> Query:
    return parse(text, SCHEMA, TODAY).tree


def begins(word: str, field: str = "text") -> Or:
    return Or([Term(field, word), Prefix(field, word)])


def goes_on(*words: str) -> Or:
    return Or([Phrase("text", list(words)), PhrasePrefix("text", words[:-1], words[-1])])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("fish", begins("fish")),
        ("deep fish", And([Term("text", "deep"), begins("fish")])),
        ("deep f", And([Term("text", "deep"), begins("f")])),
        ("title:fish", begins("fish", "title")),
        ("author:Mül", begins("mul", "author")),
        ("(deep OR fish", Or([Term("text", "deep"), *begins("fish")])),
        ('"deep blue fish', goes_on("deep", "blue", "fish")),
        ('"deep the', goes_on("deep", "the")),
        ("GPT-4", goes_on("gpt", "4")),
        ("state-of-the-ar", goes_on("state", "of", "the", "ar")),
        ("the", begins("the")),
        ("a", begins("a")),
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
        "-fish",
        "NOT fish",
        "-(deep fish",
        "\u5b66\u7fd2",
        "fish~",
        "fish*",
        "tag:fish",
    ],
)
def test_what_is_finished_is_not(text: str) -> None:
    assert typed(text) == done(text)


def test_typing_a_negation_hides_nothing_but_the_word() -> None:
    assert typed("-re") == And([Every(), Not(Term("text", "re"))])


@pytest.mark.parametrize("behind", [" sort:date", " is:unread -has:code", " date:7d sort:-stars"])
def test_a_filter_or_an_order_behind_a_half_typed_word_does_not_complete_it(behind) -> None:
    assert _beginnings(f"neural tra{behind}") == ["tra"]
    assert _beginnings(f"neural tra {behind} x ") == []


def _beginnings(text: str) -> list[str]:
    return [leaf.text for leaf in typed(text).leaves() if isinstance(leaf, Prefix)]
