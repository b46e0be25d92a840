"""The border: what text from outside becomes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import clean

HOSTILE = st.text(
    st.characters()
    | st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\u00ad\u2028\u2029\u202e\u2066Ã©\r\n\t")
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("  Slow\n  Ink ", "Slow Ink"),
        ("red \x1b[31mink\x1b[0m", "red [31mink[0m"),
        ("\x9b31mink", "31mink"),
        ("ink\u202egpj.exe", "inkgpj.exe"),
        ("ty\u00adpog\u00adraphy", "typography"),
        ("Ω, ink, 墨, حبر, 🖋️", "Ω, ink, 墨, حبر, 🖋️"),
        ("Ï\x89 is omega", "ω is omega"),
        ("naïve Ångström", "naïve Ångström"),
        ("a\u00a0b", "a b"),
        ("\ud800", "\ufffd"),
        ("\x00", ""),
    ],
)
def test_one_line_is_safe_and_keeps_what_people_read(given: str, shown: str) -> None:
    assert clean.one_line(given) == shown


def test_hard_wrapped_lines_are_joined_and_paragraphs_stay_apart() -> None:
    wrapped = "  We print\r\nletters.\r\n \t\r\n\r\nThen we\rfold them.\u2029The end.\n"
    assert clean.paragraphs(wrapped) == "We print letters.\n\nThen we fold them.\n\nThe end."


def test_a_note_keeps_its_lines() -> None:
    assert clean.lines("\n one \r\n\n\x1btwo\t\n") == " one\n\ntwo"


def test_the_key_of_a_title_is_its_letters_and_digits() -> None:
    assert clean.title_key("Slow INK: 2 Letters?") == clean.title_key("slow ink — 2 letters")
    assert clean.title_key("ﬁve Straße") == "fivestrasse"
    assert clean.title_key("墨の本") == "墨の本"


@given(HOSTILE)
def test_no_text_leaves_with_what_acts_on_a_terminal(given: str) -> None:
    for cleaned in (clean.one_line, clean.paragraphs, clean.lines):
        shown = cleaned(given)
        assert cleaned(shown) == shown
        left = {unicodedata.category(char) for char in shown.replace("\n", "").replace("\t", "")}
        assert not left & {"Cc", "Cs"}
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "\n" not in clean.one_line(given)


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1))
def test_letters_and_digits_are_never_lost(given: str) -> None:
    assert clean.one_line(given) == given


@given(st.text(st.characters(codec="ascii")))
def test_the_key_of_a_plain_title_is_its_letters_and_digits(title: str) -> None:
    assert clean.title_key(title) == "".join(filter(str.isalnum, title.casefold()))
