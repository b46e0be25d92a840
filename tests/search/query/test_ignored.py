"""What makes no sense is left out, and told; the rest is read as well as can be."""

from datetime import date

import pytest
from whoosh.query import And, Every, NullQuery, Or, Phrase, Query, Term

from search.index.schema import schema
from search.model.filters import Is, Tagged
from search.query import Parsed, parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()
FISH, FOWL, MEAT = (Term("text", word) for word in ("fish", "fowl", "meat"))


def read(text: str) -> Parsed:
    return parse(text, SCHEMA, TODAY)


@pytest.mark.parametrize("text", ["", " \t\n", "*", "***"])
def test_nothing_asked_is_everything(text: str) -> None:
    assert read(text).tree == Every()
    assert read(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "tree", "ignored"),
    [
        (")", Every(), ("unmatched )",)),
        ("fish ) fowl", And([FISH, FOWL]), ("unmatched )",)),
        ("(", Every(), ("unmatched (",)),
        ("()", Every(), ("() is empty",)),
        ("fish (", FISH, ("unmatched (",)),
        ("meat OR (fish fowl", Or([MEAT, And([FISH, FOWL])]), ("unmatched (",)),
        ("AND AND", Every(), ("AND without a word on both sides",)),
        ("fish OR", FISH, ("OR without a word on both sides",)),
        ("OR fish", FISH, ("OR without a word on both sides",)),
        ("fish OR OR fowl", Or([FISH, FOWL]), ("OR without a word on both sides",)),
        ("(fish OR) fowl", And([FISH, FOWL]), ("OR without a word on both sides",)),
        ("fish NOT", FISH, ("NOT without a word",)),
        ("NOT OR fish", FISH, ("NOT without a word", "OR without a word on both sides")),
        ("-", Every(), ("- without a word",)),
        ("fish - fowl", And([FISH, FOWL]), ("- without a word",)),
        ("~~", Every(), ("~~ without a word",)),
        ('""', Every(), ('"" without a word',)),
        ('fish "', FISH, ('" without a word',)),
        ('"fish fowl', Phrase("text", ["fish", "fowl"]), ()),
        ("title:", Every(), ("title: without a word",)),
        ("title: fish", FISH, ("title: without a word",)),
        ("title:() fish", FISH, ("() is empty", "title: without a word")),
        ("is: fish", FISH, ("is: without a value",)),
        ("sort:", Every(), ("sort: without an order",)),
        ("sort:banana", Every(), ("sort:banana: unknown sort order",)),
        ("-sort:date fish", FISH, ("- without a word",)),
        ("is:banana fish", FISH, ("is:banana: unknown state",)),
        ("has:banana", Every(), ("has:banana: unknown value",)),
        ("-is:banana", Every(), ("is:banana: unknown state",)),
        ("date:banana", Every(), ("date:banana: invalid date",)),
        ("date:2024-02-30", Every(), ("date:2024-02-30: invalid date",)),
        ("date:0000", Every(), ("date:0000: invalid date",)),
        ("date:..", Every(), ("date:..: invalid date",)),
        ("upvotes:>", Every(), ("upvotes:>: invalid number",)),
        ("stars:-1", Every(), ("stars:-1: invalid number",)),
        ('tag:"" fish', FISH, ("tag:: without a value",)),
        ("the", Every(), ("the: stop word",)),
        ('-"of the"', Every(), ('"of the": stop words',)),
        ("the is:read", Is("read"), ("the: stop word",)),
        ("title:the fish", FISH, ("the: stop word",)),
        ("the fish", FISH, ()),
        ("-*", NullQuery, ()),
        (
            "fi*sh",
            Phrase("text", ["fi", "sh"]),
            ("fi*sh: * works only at the end of a word",),
        ),
    ],
)
def test_the_best_reading(text: str, tree: Query, ignored: tuple[str, ...]) -> None:
    assert read(text).tree == tree
    assert read(text).ignored == ignored


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GPT-4: a study", {"gpt", "4", "studi"}),
        ("venue:icml", {"venu", "icml"}),
        ("http://example.org/page", {"http", "example.org", "page"}),
        ("O(n) time", {"o", "n", "time"}),
    ],
)
def test_what_looks_like_the_language_but_is_text(text: str, words: set[str]) -> None:
    parsed = read(text)
    assert {word for _, word in parsed.tree.iter_all_terms()} == words
    assert parsed.ignored == ()


def test_what_is_too_long_is_cut_and_told() -> None:
    parsed = read("fish " * 2000)
    assert parsed.tree == FISH
    assert parsed.ignored == ("everything past 2000 characters",)


def test_brackets_that_are_too_deep_are_left_out_and_told() -> None:
    parsed = read("(fish " * 300 + "fowl")
    assert parsed.tree == And([FISH, FOWL])
    assert "brackets more than 30 deep" in parsed.ignored


def test_what_was_typed_is_safe_to_show_in_a_message() -> None:
    (told,) = read('is:"\x1b[31mred"').ignored
    assert told == "is:[31mred: unknown state"
    (told,) = read("is:" + "x" * 500).ignored
    assert len(told) < 100


def test_an_unfinished_day_is_the_longer_stretch() -> None:
    assert read("date:2024-").tree == read("date:2024").tree
    assert read("date:2024-0").tree == read("date:2024").tree
    assert read("date:2024-05-").tree == read("date:2024-05").tree


def test_an_order_leaves_the_words_as_they_are() -> None:
    assert read("fish OR sort:date fowl").tree == Or([FISH, FOWL])
    assert read("tag:a sort:title").tree == Tagged("a")


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        ("fish", True),
        ('"fish fowl"', True),
        ("fish is:read", True),
        ("(is:read OR title:fish)", True),
        ("-fish", False),
        ("is:read", False),
        ("note:fish", False),
        ("the", False),
        ("", False),
    ],
)
def test_only_words_give_relevance_a_meaning(text: str, worded: bool) -> None:
    assert read(text).worded is worded
