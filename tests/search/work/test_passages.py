"""Passages that a person marked: kept, found, undone, and taken along."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import (
    Anchors,
    Block,
    Document,
    Library,
    Marking,
    Paper,
    Passage,
    Paths,
    Piece,
    Text,
    back_up,
    restore,
)
from search.model.passage import Anchor, from_values

Open = Callable[..., Library]
DOCUMENT = Document(
    "2406.01234", 2, "arxiv-html", "Sheep",
    blocks=(
        Block("paragraph", "S1", None, (Text("A sheep is counted once."),)),
        Block("paragraph", "S2", None, (Text("Two *sheep* are counted twice."),)),
    ),
)  # fmt: skip
PASSAGE = Passage((Piece(Anchors(DOCUMENT).anchor(1), "*sheep* are", 3),), "2 Herds", 1, "why?")
EARLIER = Passage((Piece(Anchors(DOCUMENT).anchor(0), "A sheep"),), "1 One", 0)

WORDS = st.text(st.characters(categories=["L", "Nd", "Po"]), min_size=1)
NUMBERS = st.integers(0, 999)
PASSAGES = st.builds(
    Passage,
    st.lists(
        st.builds(
            Piece,
            st.builds(Anchor, st.just(3), st.none() | WORDS, WORDS, WORDS, NUMBERS),
            WORDS,
            NUMBERS,
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    WORDS,
    NUMBERS,
    st.none() | WORDS,
)


@given(PASSAGES)
def test_what_is_written_is_read(passage: Passage) -> None:
    assert from_values(json.loads(passage.stored)) == passage


NAMES = st.sampled_from([*PASSAGE.values, "digest", "nth", "words", "start"])
VALUES = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(NAMES, each),
    max_leaves=6,
)


@given(VALUES)
def test_any_value_is_a_passage_or_none(value: object) -> None:
    found = from_values(value)
    assert found is None or from_values(found.values) == found


def test_a_passage_is_found_where_all_its_blocks_are_in_their_order() -> None:
    both = Passage((*EARLIER.pieces, *PASSAGE.pieces))
    later = replace(DOCUMENT, version=3, blocks=(Block("paragraph"), *DOCUMENT.blocks))
    assert Anchors(later).places(both) == [1, 2]
    assert Anchors(replace(later, blocks=DOCUMENT.blocks[::-1])).places(both) is None
    assert Anchors(replace(later, blocks=DOCUMENT.blocks[:1])).places(both) is None


@pytest.fixture
def library(open_library: Open) -> Library:
    opened = open_library()
    opened.add([Paper(title="Sheep", arxiv="2406.01234"), Paper(title="Wool")])
    opened.mark([1], Marking(passages=(PASSAGE, EARLIER)))
    return opened


def test_it_is_kept_searched_and_undone(library: Library) -> None:
    assert library.entry(1).passages == (EARLIER, PASSAGE)
    assert library.search("has:passage").page(0, 9) == [1]
    step = library.mark([1], Marking(passages=(PASSAGE.noted("because"),)))
    assert step
    assert step.what == "“Sheep”: passage marked"
    assert library.entry(1).passages[1].note == "because"
    assert library.search("note:because").page(0, 9) == [1]
    assert len(library.search("note:sheep")) == 0  # a word of the paper itself
    step = library.mark([1], Marking(removed_passages=(PASSAGE, EARLIER)))
    assert step
    assert step.what == "“Sheep”: passage removed"
    assert len(library.search("has:passage")) == 0
    for _ in range(2):
        library.undo()
    assert library.entry(1).passages == (EARLIER, PASSAGE)
    assert library.undo()
    assert library.entry(1).passages == ()


def test_exports_bring_it_along(library: Library, open_library: Open, tmp_path: Path) -> None:
    stream = io.StringIO()
    library.export("has:passage", "json", stream)
    (tmp_path / "out.json").write_text(stream.getvalue())
    other = open_library(Paths.under(tmp_path / "other"))
    other.import_files([str(tmp_path / "out.json")])
    assert other.entry(1).passages == (EARLIER, PASSAGE)
    other.mark([1], Marking(passages=(PASSAGE.noted("mine"),)))
    assert other.import_files([str(tmp_path / "out.json")]).marked == 0
    assert other.entry(1).passages[1].note == "mine"  # one's own stays
    stream = io.StringIO()
    library.export("has:passage", "markdown", stream)
    assert "  > “A sheep” — 1 One\n\n  > “\\*sheep\\* are” — 2 Herds\n  >\n  > why?\n" in (
        stream.getvalue()
    )
    stream = io.StringIO()
    library.export("has:passage", "csl-json", stream)
    (item,) = json.loads(stream.getvalue())
    assert item["annote"] == "“A sheep” (1 One)\n\n“*sheep* are” (2 Herds)\n\nwhy?"


def test_a_backup_has_it(
    library: Library, paths: Paths, tmp_path: Path, open_library: Open
) -> None:
    back_up(paths, str(tmp_path / "all.zip"))
    library.undo()
    library.close()
    restore(paths, str(tmp_path / "all.zip"))
    opened = open_library()
    assert opened.entry(opened.row("2406.01234")).passages == (EARLIER, PASSAGE)
