"""What is marked in a text, and which passage is shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import And, FuzzyTerm, Not, Or, Phrase, Prefix, Query, Term

from search.index.highlight import Highlighter, _test, snippet, spans
from search.index.matching.distance import distances, distances_of
from search.index.terms.analysis import Words, bare, stems
from search.model.filters import Is

TEXT = "Trained parsers of text: a text parser learns to parse Müller's Schrift 学习方法."


def marked(tree: Query, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in spans(text, tree)]


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (Term("text", "parser"), ["parsers", "parser"]),
        (Term("text", "train"), ["Trained"]),
        (Prefix("text", "pars"), ["parsers", "parser", "parse"]),
        (Prefix("text", "LEARN"), ["learns"]),
        (FuzzyTerm("text", "parsar"), ["parsers", "parser"]),
        (Phrase("text", ["text", "parser"]), ["text parser"]),
        (Phrase("text", ["parser", "text"]), ["parsers of text"]),
        (Phrase("text", ["learn", "muller"], slop=2), ["learns", "Müller"]),
        (Phrase("text", ["text", "pars"]), []),
        (Term("author", "muller"), ["Müller"]),
        (Phrase("text", ["学", "习"]), ["学习方法"]),
        (Or([Term("text", "train"), Term("text", "schrift")]), ["Trained", "Schrift"]),
        (And([Term("text", "train"), Not(Term("text", "parser"))]), ["Trained"]),
        (Term("cat", "text"), []),
        (Is("read"), []),
    ],
)
def test_words_are_marked_as_they_were_matched(tree: Query, words: list[str]) -> None:
    assert marked(tree) == words


def test_a_field_leaves_out_the_words_meant_for_another() -> None:
    tree = And([Term("title", "text"), Term("text", "train")])
    assert [TEXT[s:e] for s, e in Highlighter(tree, "abstract").spans(TEXT)] == ["Trained"]


def test_a_snippet_shows_the_passage_with_the_most_words() -> None:
    text = "Swans. " * 40 + "A parser of text, trained on text.\n\nMore follows. " + "Geese. " * 40
    tree = And([Term("text", "parser"), Term("text", "text")])
    shown, found = snippet(text, tree, width=60)
    assert len(shown) <= 60
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "A parser of text, trained on text. More" in shown
    assert [shown[s:e] for s, e in found] == ["parser", "text", "text"]


@given(st.integers(1, 60), st.integers(1, 60), st.integers(24, 80))
def test_a_snippet_leaves_out_no_word_that_there_is_room_for(
    before: int, after: int, width: int
) -> None:
    text = "swans " * before + "curriculum" + " geese" * after
    shown, _ = snippet(text, Term("text", "curriculum"), width)
    assert "curriculum" in shown
    if shown.endswith("…"):
        assert len(shown.strip("…")) + len(" geese") > width - len("……")


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("A parser.", Term("text", "parser"), width=60) == ("A parser.", [(2, 8)])


@st.composite
def leaves(draw) -> Query:
    """A leaf about a word of few letters, some of them written in several ways."""
    text = draw(st.text("abo1ø中", min_size=1, max_size=3))
    kind = draw(st.sampled_from([Term, Prefix, FuzzyTerm]))
    if kind is FuzzyTerm:
        return FuzzyTerm("text", text, prefixlength=draw(st.integers(0, 1)))
    return kind("text", text)


@given(st.text("aAbBoOøé1.- \n_\u0301\u0085中Ａ", max_size=40), st.lists(leaves(), max_size=3))
def test_what_is_marked_is_every_word_that_matches(text: str, leaves: list[Query]) -> None:
    tree = Or(leaves)
    one_by_one = [
        (start, end)
        for word, start, end in Words(stems).spans(text)
        if any(test(bare(part), stems) for test in filter(None, map(_test, leaves))
               for part in Words(stems).words(word))
    ]  # fmt: skip
    assert spans(text, tree) == one_by_one


words = st.text("ab c\n", max_size=60)


@given(words, st.lists(st.sampled_from(["a", "b", "ab", "c"]), max_size=3), st.integers(3, 40))
def test_a_snippet_is_a_part_of_its_text(text: str, terms: list[str], width: int) -> None:
    shown, found = snippet(text, Or([Term("text", term) for term in terms]), width)
    assert len(shown) <= width
    assert shown.strip("…") in " ".join(text.split())
    assert all(0 <= start < end <= len(shown) for start, end in found)
    assert found == sorted(found)


words_of_few_letters = st.text("abcøø中", max_size=6)


@given(words_of_few_letters, st.lists(words_of_few_letters, max_size=5), st.integers(1, 6))
def test_distance_is_that_of_levenshtein(one: str, others: list[str], most: int) -> None:
    def slow(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        return min(slow(a[1:], b) + 1, slow(a, b[1:]) + 1, slow(a[1:], b[1:]) + (a[0] != b[0]))

    found = [min(edits, most + 1) for edits in distances_of(one, others, most).tolist()]
    assert found == [min(slow(one, other), most + 1) for other in others]


@given(words_of_few_letters, st.lists(st.text("abc", max_size=6)))
def test_words_of_one_byte_a_letter_are_compared_where_they_stand(
    one: str, others: list[str]
) -> None:
    letters = np.frombuffer("-".join(others).encode(), np.uint8)
    lengths = np.array([len(other) for other in others], np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    found = distances(one, letters, starts, lengths, 2).tolist()
    assert found == distances_of(one, others, 2).tolist()
