"""Text in cells: wide signs count two, accents none, and no line is longer than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.cells import width, wrapped

WORDS = st.text(
    st.sampled_from(["a", "b", "-", "數", "羊", "、", "（", "）", "\u0301", "\u200d", "ｶ", "🙂"]),
    min_size=1,
    max_size=9,
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


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
        ("a\u200db", 2),
    ],
)
def test_the_width_of_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


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
