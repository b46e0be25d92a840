"""Whatever is typed is read, soon; and what was read can be written and read again."""

import sys
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples
from whoosh.query import And, Every, FuzzyTerm, Not, NullQuery, Or, Phrase, Prefix, Query, Term

from search.index.terms.schema import schema
from search.model.filters import Leaf
from search.query import Parsed, parse
from search.query.vocabulary import FIELDS
from search.text.clean import one_line

TODAY = date(2024, 6, 15)
SCHEMA = schema()


def read(text: str, *, typing: bool = False) -> Parsed:
    return parse(text, SCHEMA, TODAY, typing=typing)


PIECES = [
    *(f"{name}:" for name in FIELDS),
    *'()"\u201c*~-:> .\n',
    *("AND", "OR", "NOT", "~2", "..", " ", "  ", "the", "deep", "Learning", "2024", "7d", "50"),
    *("unread", "code", "date", "title", "O(n)", "2406.01234", "GPT-4", "\x00", "\ud800", "\u7fd2"),
]
QUERIES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)


def in_normal_form(tree: Query, *, inside_and: bool = False) -> bool:
    """The tree has the nodes that the index evaluates, and Not and Every only where they may be."""
    if isinstance(tree, Not):
        return inside_and and in_normal_form(tree.query)
    if isinstance(tree, Every):
        return inside_and or tree.fieldname is None
    if isinstance(tree, And):
        alone = all(isinstance(part, Not) for part in tree)
        return not alone and all(in_normal_form(part, inside_and=True) for part in tree)
    if isinstance(tree, Or):
        return all(in_normal_form(part) for part in tree)
    return tree is NullQuery or isinstance(tree, (Term, Phrase, Prefix, FuzzyTerm, Leaf))


@example("unreadunreadcat:title:", False)  # no field has a longer name, or one that is near
@examples(400)
@given(QUERIES | st.text(), st.booleans())
def test_any_text_is_read(text: str, typing: bool) -> None:
    parsed = read(text, typing=typing)
    assert parsed.text == text
    assert in_normal_form(parsed.tree)
    assert all(one_line(reason) == reason and len(reason) < 200 for reason in parsed.ignored)


@examples(400)
@given(QUERIES)
def test_a_query_as_it_was_read_reads_the_same(text: str) -> None:
    parsed = read(text)
    again = read(str(parsed))
    assert again.tree == parsed.tree
    assert again.sort == parsed.sort
    assert str(again) == str(parsed)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "(" * 2000 + "fish" + ")" * 2000,
        "(fish " * 2000,
        "-(" * 2000 + "fish",
        "NOT " * 2000 + "fish",
        ")" * 10_000,
        '"' * 10_001,
        "x(" * 5000,
        "fish~2 " * 1500,
        "evaluat* " * 1200,
        "title:" * 2000,
        "a" * 10_000,
        "a" * 1998 + "*",
        "date:" + "9" * 1500 + "y",
        " OR ".join("ab" for _ in range(2000)),
        "\x00" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_in_a_moment(text: str) -> None:
    assert in_normal_form(read(text, typing=True).tree)
    assert calls_to_read(text) < 1_000_000  # some tenths of a second


def test_a_long_query_is_read_between_two_keystrokes() -> None:
    text = ('-(is:read OR stars:>50) title:"graph network" evaluat* transfomer~ ' * 3)[:200]
    read(text)  # the first one also imports and builds what all need
    assert calls_to_read(text) < 20_000  # some milliseconds


def calls_to_read(text: str) -> int:
    """How many functions are called to read `text`: its cost, however busy the machine is."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read(text, typing=True)
    finally:
        sys.setprofile(None)
    return count
