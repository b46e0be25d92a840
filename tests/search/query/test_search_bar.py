"""The colours of the search bar, and what the Tab key offers."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.terms.schema import schema
from search.query import parse
from search.query.assist.completion import complete
from search.query.assist.pieces import pieces
from search.query.assist.reference import LANGUAGE, Form
from search.query.vocabulary import FIELDS, ORDERS, POSSESSIONS, STATES


def coloured(text: str) -> list[tuple[str, str]]:
    return [(text[piece.start : piece.end], piece.kind) for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deep fish", "word:deep word:fish"),
        ('"deep fish"~3 fowl', 'phrase:"deep_fish"~3 word:fowl'),
        ('"deep fi', 'phrase:"deep_fi'),
        ("fish OR -fowl", "word:fish operator:OR operator:- word:fowl"),
        ("Title:fish", "field:Title: word:fish"),
        ('tag:"to read"', 'field:tag: value:"to_read"'),
        ("date:>2024", "field:date: value:>2024"),
        ("is:unread is:odd", "field:is: value:unread field:is: ignored:odd"),
        ("sort:-date", "field:sort: value:-date"),
        ("tag:(a b) c", "field:tag: operator:( value:a value:b operator:) word:c"),
        ("fish ) AND", "word:fish ignored:) ignored:AND"),
        ("title: fish", "ignored:title: word:fish"),
        ("GPT-4: http://a", "word:GPT-4: word:http://a"),
    ],
)
def test_pieces(text: str, expected: str) -> None:
    found = [f"{kind}:{piece.replace(' ', '_')}" for piece, kind in coloured(text)]
    assert found == expected.split()


def test_what_is_past_the_longest_query_is_ignored() -> None:
    assert coloured("a" * 2000 + "bcd")[-1] == ("bcd", "ignored")


@given(st.text(st.sampled_from('ab ()"-*~:\n\u201c') | st.characters(), max_size=60))
def test_pieces_cover_all_but_white_space_in_order(text: str) -> None:
    found = pieces(text)
    ends = [0, *(piece.end for piece in found)]
    starts = [*(piece.start for piece in found), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("ti", ["title:"]),
        ("deep is:un", ["deep is:unread"]),
        ("-has:", [f"-has:{name}" for name in POSSESSIONS]),
        ("(sort:-up", ["(sort:-upvotes"]),
        ("date:y", ["date:yesterday"]),
        ("tag:TO", ['tag:"to read"', "tag:todo"]),
        ("author:hin", ['author:"Geoffrey Hinton"']),
        ('author:"geoffrey h', ['author:"Geoffrey Hinton"']),
        ("tag:", ['tag:"to read"', "tag:todo"]),
        ('tag:"t', ['tag:"to read"', 'tag:"todo"']),
        ("is:unread", []),
        ("title:un", []),
        ("deep ", []),
        ('"deep', []),
        ("", []),
    ],
)
def test_completions(text: str, becomes: list[str]) -> None:
    values = {"tag": ["to read", "todo"], "author": ["Geoffrey Hinton"]}
    found = complete(text, len(text), lambda field, _: values[field])
    assert [text[: found.start] + option for option in found.options] == becomes


def test_nothing_is_offered_in_the_middle_of_a_word() -> None:
    assert complete("is:unread", 5).options == ()
    assert complete("is:un fish", 5).options == ("unread",)


def test_the_search_bar_and_the_help_load_no_whoosh() -> None:
    program = (
        "import sys, search.query, search.query.assist.pieces, search.query.assist.completion,"
        " search.query.assist.reference; sys.exit('whoosh' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("form", LANGUAGE, ids=lambda form: form.write)
def test_every_example_of_the_reference_is_understood(form: Form) -> None:
    assert parse(form.example, schema(), date(2024, 6, 15)).ignored == ()


@pytest.mark.parametrize("name", [*FIELDS, *STATES, *POSSESSIONS, *ORDERS])
def test_the_reference_leaves_nothing_out(name: str) -> None:
    assert any(name in form.write + form.means for form in LANGUAGE)
