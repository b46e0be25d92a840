"""A passage is found again by its words, or not at all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.fulltext.document import Block, Document, FootnoteMark, Math, Text
from search.fulltext.passages import Anchors


def block(text: str, section: str = "S1") -> Block:
    return Block("paragraph", section, None, (Text(text),))


def document(*blocks: Block, version: int = 1) -> Document:
    return Document("2406.01234", version, "arxiv-html", "T", blocks=blocks)


def test_it_moves_with_its_words() -> None:
    first = document(block("One."), block("The second, of many words."), block("Three."))
    wanted = Anchors(first).anchor(1)
    assert (wanted.version, wanted.section, wanted.words) == (1, "S1", "The second, of many words.")
    later = document(
        block("New."), block("One."), block("the  second of many words", "S2"), version=2
    )
    assert Anchors(later).find(wanted) == 2
    assert (
        Anchors(document(block("One."), block("The second of more words."), version=2)).find(wanted)
        is None
    )


def test_of_two_with_the_same_words_it_is_the_one_of_its_section_or_none() -> None:
    both = document(block("Proof."), block("Proof.", "S2"))
    assert [Anchors(both).find(Anchors(both).anchor(number)) for number in (0, 1)] == [0, 1]
    later = document(block("Proof."), block("x"), block("Proof.", "S2"), version=2)
    assert Anchors(later).find(Anchors(both).anchor(1)) == 2
    many = document(block("Proof.", "S2"), block("Proof.", "S2"), version=2)
    assert Anchors(many).find(Anchors(both).anchor(1)) is None


def test_a_formula_counts_by_its_tex_and_a_mark_not_at_all() -> None:
    old = document(replace(block(""), spans=(Math("a/b", r"\frac{a}{b}"),)))
    new = document(replace(block(""), spans=(Math("a÷b", r"\frac{a}{b}"), FootnoteMark("f", "1"))))
    assert Anchors(new).find(Anchors(old).anchor(0)) == 0
    other = document(replace(block(""), spans=(Math("a/b", r"\frac{b}{a}"),)))
    assert Anchors(other).find(Anchors(old).anchor(0)) is None


@given(st.lists(st.sampled_from(["a", "b", "A b", "c"]), min_size=1, max_size=8), st.data())
def test_in_its_own_version_it_is_always_found(texts: list[str], data: st.DataObject) -> None:
    paper = document(*map(block, texts))
    number = data.draw(st.integers(0, len(texts) - 1))
    assert Anchors(paper).find(Anchors(paper).anchor(number)) == number
