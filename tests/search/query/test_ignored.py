"""What makes no sense is left out, and reported; the rest is read as well as can be."""

from datetime import date

import pytest
from whoosh.query import And, Every, Not, NullQuery, Or, Phrase, Query, Term

from search.index.terms.schema import schema
from search.model.filters import Is, Tagged
from search.query import Parsed, parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()
FISH, FOWL, MEAT = (Term("text", word) for word in ("fish", "fowl", "meat"))

DATE = (
    "invalid date; expected a day, month, year or time span such as 2024-06-03, 2024-06, 2024 or 7d"
)
NUMBER = "invalid number; expected a number or a range such as 500, 2k, >100 or 50..200"
STATE = "unknown value; expected unread, read, bookmarked, new, tagged, withdrawn, hidden"
POSSESSION = "unknown value; expected code, abstract, note, passage, pdf, project, fulltext"
KEY = "unknown sort key; expected relevance, date, upvotes, stars, trending, title, added, foryou"


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
        ("AND AND", Every(), ("AND: missing word beside it",)),
        ("fish OR", FISH, ("OR: missing word beside it",)),
        ("OR fish", FISH, ("OR: missing word beside it",)),
        ("fish OR OR fowl", Or([FISH, FOWL]), ("OR: missing word beside it",)),
        ("(fish OR) fowl", And([FISH, FOWL]), ("OR: missing word beside it",)),
        ("fish NOT", FISH, ("NOT: missing word",)),
        ("NOT OR fish", FISH, ("NOT: missing word", "OR: missing word beside it")),
        ("-", Every(), ("-: missing word",)),
        ("fish - fowl & ...", And([FISH, FOWL]), ()),
        ("fish -> fowl", And([FISH, FOWL]), ()),
        ("~~", NullQuery, ("~~: missing word",)),
        ("?! ...", NullQuery, ("?!: missing word", "...: missing word")),
        ("?! is:read", Is("read"), ()),
        ('""', Every(), ('"": missing word',)),
        ('fish "', FISH, ('": missing word',)),
        ('"fish fowl', Phrase("text", ["fish", "fowl"]), ()),
        ("title:", Every(), ("title: missing word",)),
        ("title: fish", FISH, ("title: missing word",)),
        ("title:() fish", FISH, ("() is empty", "title: missing word")),
        ("is: fish", FISH, ("is: missing value",)),
        ("sort:", Every(), ("sort: missing sort key",)),
        ("sort:banana", Every(), (f"sort:banana: {KEY}",)),
        ("-sort:date fish", FISH, ("-: missing word",)),
        ("is:banana fish", FISH, (f"is:banana: {STATE}",)),
        ("has:banana", NullQuery, (f"has:banana: {POSSESSION}",)),
        ("-is:banana", NullQuery, (f"is:banana: {STATE}",)),
        ("date:banana", NullQuery, (f"date:banana: {DATE}",)),
        ("date:2024-02-30", NullQuery, (f"date:2024-02-30: {DATE}",)),
        ("date:0000", NullQuery, (f"date:0000: {DATE}",)),
        ("date:..", NullQuery, (f"date:..: {DATE}",)),
        ("upvotes:>", NullQuery, (f"upvotes:>: {NUMBER}",)),
        ("stars:-1", NullQuery, (f"stars:-1: {NUMBER}",)),
        ('tag:"" fish', FISH, ("tag:: missing value",)),
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
        ("std::vector", {"std", "vector"}),
        ("http://example.org/page", {"http", "example.org", "page"}),
        ("O(n) time", {"o", "n", "time"}),
    ],
)
def test_what_looks_like_the_language_but_is_text(text: str, words: set[str]) -> None:
    parsed = read(text)
    assert {word for _, word in parsed.tree.iter_all_terms()} == words
    assert parsed.ignored == ()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Flow of fish -a model for the sea", "Flow of fish a model for the sea"),
        ("Flow of -fish- (a model) for the sea", "Flow of fish- (a model) for the sea"),
        ("Flow of fish: a model for the -sea", "Flow of fish: a model for the -sea"),
        ("-flow of fish in a sea model", "-flow of fish in a sea model"),
        ("flow of fish NOT model for the sea", "flow of fish NOT model for the sea"),
        ("flow of fish -title:model for the sea", "flow of fish -title:model for the sea"),
        ("fish fowl meat -salt bread milk", "fish fowl meat -salt bread milk"),
        ("fish of -salt bread", "fish of -salt bread"),
        ("Fish and fowl: Ray et al. 2017", "Fish and fowl: Ray 2017"),
        ("RAY ET AL., 2017", "RAY 2017"),
        ("et al", "et al"),
        ("author:ray et al", "author:ray"),
        ("et al OR fish", "et al OR fish"),
        ('"et al" fish', '"et al" fish'),
    ],
)
def test_running_text_has_dashes_and_others(text: str, reading: str) -> None:
    assert read(text).reading == reading
    assert read(reading).tree == read(text).tree
    assert read(text).ignored == ()


def test_capitals_say_nothing_where_all_is_in_capitals() -> None:
    assert read("THE FISH IT IS").tree == FISH
    assert read("IT FISH").tree == And([Term("text", "it"), FISH])
    assert read("IT - US").tree == read("IT US").tree
    assert read("(IT OR FISH)").tree == Or([Term("text", "it"), FISH])
    assert read("IT NOT US").tree == And([Term("text", "it"), Not(Term("text", "us"))])


def test_question_words_ask_for_nothing_in_a_question() -> None:
    assert read("how do fish become fowl").tree == read("fish become fowl").tree
    assert read("How should I do it").tree == read("how should i do it").tree
    assert read("fish and how fowl do").tree == read("fish how fowl do").tree
    assert Term("text", "how") in read("fish and how fowl do").tree.leaves()
    assert Term("text", "how") in read("how fish").tree.leaves()


def test_what_is_too_long_is_cut_and_reported() -> None:
    parsed = read("fish " * 2000)
    assert parsed.tree == Term("text", "fish", boost=9 * 400 / 408)
    assert parsed.ignored == ("text after 2000 characters",)


def test_brackets_that_are_too_deep_are_left_out_and_reported() -> None:
    parsed = read("(fish " * 300 + "fowl")
    assert {leaf.text for leaf in parsed.tree.leaves()} == {"fish", "fowl"}
    assert "brackets nested deeper than 30" in parsed.ignored


def test_what_was_typed_is_safe_to_show_in_a_message() -> None:
    (reason,) = read('is:"\x1b[31mred"').ignored
    assert reason == f"is:[31mred: {STATE}"
    (reason,) = read("is:" + "x" * 500).ignored
    assert reason == f"is:{'x' * 37}… {STATE}"


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
        ("the", True),
        ("?!", False),
        ("", False),
    ],
)
def test_only_words_give_relevance_a_meaning(text: str, worded: bool) -> None:
    assert read(text).worded is worded
