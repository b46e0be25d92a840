"""Text in cells: wide signs count two, accents none, and no line is longer than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from wcwidth import wcswidth

from search.text import cells
from search.text.cells import width, wrapped

# Signs and whole sequences, as they are written.
SIGNS = (
    "a", "Z", " ", "…", "é", "e\u0301", "數", "ｶ", "가", "ก็", "🙂",
    "👨\u200d👩\u200d👧", "❤", "❤\ufe0f",
    "👍🏽", "🇮🇸", "1\ufe0f\u20e3", "★", "⌥", "\u200b", "\u00ad", "α", "𝔸",
)  # fmt: skip
WORDS = st.text(
    st.sampled_from(["a", "b", "-", "數", "羊", "、", "（", "）", "\u0301", "\u200d", "ｶ", "🙂"]),
    min_size=1,
    max_size=9,
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)

NARROW = st.sampled_from("aZ9.,;()–“”éßλЖ₂ⁿ→∑≤𝑥𝛼𝔽ℝ")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("sheep", 5),
        ("數羊", 4),
        ("Ａ", 2),
        ("ｶ", 1),
        ("é", 1),
        ("e\u0301", 1),
        ("…", 1),
        ("🙂", 2),
        ("👨\u200d👩\u200d👧", 2),  # a family
        ("🏳\ufe0f\u200d🌈", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),  # as an emoji
        ("👍🏽", 2),
        ("🇮🇸", 2),
        ("1\ufe0f\u20e3", 2),
        ("क्षि", 2),
    ],
)
def test_the_width_of_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_the_screen_measures_as_we_do(text: str) -> None:
    """Else a line of one would be longer than the line of the other."""
    assert width(text) == Content(text).cell_length


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("we count sheep", ["we count", "sheep"]),
        ("we count sh", ["we count", "sh"]),
        ("a https://meadow.example/b c", ["a", "https://meadow.example/b", "c"]),
        ("數羊數羊數羊", ["數羊數羊", "數羊"]),
        ("GPT數羊數羊", ["GPT數羊", "數羊"]),
        ("數羊數羊。數羊", ["數羊數", "羊。數羊"]),  # no line begins with a full stop
        ("數羊數（羊）", ["數羊數", "（羊）"]),  # or ends with an open bracket
    ],
)
def test_lines_of_eight_cells(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8) == lines


@given(TEXTS, st.integers(1, 20))
def test_nothing_is_lost_and_only_what_has_no_place_to_break_is_longer(
    text: str, columns: int
) -> None:
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert line == line.strip(" ")
        assert width(line) <= columns or " " not in line
    narrow = " ".join(word for word in text.split(" ") if width(word) <= columns)
    assert all(width(line) <= columns for line in wrapped(narrow, columns))


@given(
    st.lists(st.text(NARROW, min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join),
    st.integers(1, 20),
)
def test_each_line_has_as_many_words_of_signs_of_one_cell_as_fit(text: str, columns: int) -> None:
    assert width(text) == len(text)
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(longer) > columns:
            lines.append(word)
        else:
            lines[-1] = longer
    assert wrapped(text, columns) == lines


def test_signs_that_are_taken_for_one_cell_take_one() -> None:
    signs = map(chr, range(0x20, 0x20000))
    assert all(wcswidth(sign) == 1 for sign in signs if cells._NARROW.fullmatch(sign))
