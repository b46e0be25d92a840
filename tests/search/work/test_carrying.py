"""What is exported as JSON from one library and imported into another comes with its marks."""

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search import Library, Marking, Paths

Open = Callable[..., Library]
TITLES = ("Ink", "Paper", "Wool")
MARKINGS = st.builds(
    Marking,
    read=st.booleans(),
    bookmarked=st.booleans(),
    hidden=st.booleans(),
    tag=st.lists(st.sampled_from(["later", "NLP", "to read"]), max_size=2).map(tuple),
    note=st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


def exported(library: Library) -> str:
    stream = io.StringIO()
    library.export("sort:title (is:hidden OR *)", "json", stream)
    return stream.getvalue()


def marked(library: Library, folder: Path, markings: Sequence[Marking]) -> Library:
    """`library` with a paper for each marking, so marked."""
    file = folder / "titles.json"
    file.write_text(json.dumps([{"title": title, "sources": []} for title in TITLES]))
    library.import_files([str(file)])
    for title, marking in zip(TITLES, markings, strict=True):
        library.mark(library.search(f"title:{title}").page(0, 1), marking)
    return library


@examples(30)
@given(st.lists(MARKINGS, min_size=3, max_size=3))
def test_an_export_makes_the_same_library_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, markings: list[Marking]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    one = marked(Library(Paths.under(folder / "one"), with_starter=False), folder, markings)
    other = Library(Paths.under(folder / "other"), with_starter=False)
    try:
        file = folder / "export.json"
        file.write_text(exported(one))
        first = other.import_files([str(file)])
        assert exported(other) == exported(one)
        again = other.import_files([str(file)])
        assert (again.added, again.updated, again.marked) == (0, 0, 0)
        if first.marked:
            assert other.undo(), "one step for all of them"
        assert other.undo() is None
        assert not len(
            other.search("is:hidden OR is:read OR is:bookmarked OR is:tagged OR has:note")
        )
    finally:
        one.close()
        other.close()


def test_ones_own_marks_stay_and_another_note_is_reported(
    open_library: Open, tmp_path: Path
) -> None:
    mine = Marking(read=True, tag=("mine",), note="my own words")
    library = marked(open_library(), tmp_path, [mine, Marking(), Marking()])
    theirs = {"title": "Ink", "sources": [], "tags": ["theirs", "MINE"], "note": "other words"}
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps([theirs]))
    imported = library.import_files([str(file)])
    (entry,) = (library.entry(row) for row in library.search("title:ink").page(0, 1))
    assert (entry.read, entry.tags, entry.note) == (True, ("mine", "theirs"), "my own words")
    assert [piece.reason for piece in imported.skipped if "note" in piece.reason]


def test_marks_find_a_paper_that_the_same_file_merges_into_another(
    open_library: Open, tmp_path: Path
) -> None:
    papers = [
        {"id": "2406.01234", "title": "Ink", "sources": [], "tags": ["first"]},
        {"doi": "10.1000/ink", "title": "Ink, a study", "sources": [], "tags": ["second"]},
        {"id": "2406.01234", "doi": "10.1000/ink", "title": "Ink", "sources": []},
    ]
    file = tmp_path / "papers.json"
    file.write_text(json.dumps(papers))
    library = open_library()
    library.import_files([str(file)])
    (row,) = library.search("*").page(0, 9)
    assert library.entry(row).tags == ("first", "second")
