"""Two works taken apart, and one work joined, by hand: both can be undone."""

from collections.abc import Callable

import pytest

from search import Library, LibraryError, Paper
from search.model.record import Record
from search.store.history.marking import Marking


@pytest.fixture
def library(open_library: Callable[[], Library]) -> Library:
    return open_library()


def chimera(library: Library) -> int:
    """A row that a title alone made of two works, and which the user marked."""
    records = [
        Record(Paper(title="Deep Ink", arxiv="2401.00001", sources=("arxiv",)), "rss", "a"),
        Record(Paper(title="Deep ink", doi="10.1000/ink", sources=("ris",)), "ris", "b"),
        Record(Paper(title="Deep Ink", summary="Short.", sources=("starter",)), "starter", "c"),
    ]
    ((row, _), *others) = library._store.papers.add(records, 1)
    assert {each for each, _ in others} == {row}
    library.mark([row], Marking(read=True, tag=("later",), note="mine"))
    return row


def test_what_a_title_joined_is_taken_apart_and_undo_makes_it_one(library: Library) -> None:
    row = chimera(library)
    before = library.entry(row)
    step = library.split(row)
    assert step.what == "“Deep Ink”: split into 3 papers"
    assert len(library.search("")) == 3
    assert {library.entry(each).paper.id for each in step.rows} == {
        "2401.00001",
        "doi:10.1000/ink",
        before.paper.title_id,
    }
    assert (library.entry(row).read, library.entry(row).note) == (True, "mine")
    undone = library.undo()
    assert undone is not None
    assert len(library.search("")) == 1
    assert library.entry(row) == before
    library.redo()
    assert sorted(library.search("").page(0, 9)) == sorted(step.rows)


def test_what_was_taken_apart_stays_apart_when_it_is_read_again(library: Library) -> None:
    row = chimera(library)
    kept = library._store.papers.records([row])[row]
    library.split(row)
    library._store.papers.add(kept, 2)
    library._store.papers.add(
        [Record(each.paper, each.format, f"{each.name} again") for each in kept], 3
    )
    ids = sorted(entry.paper.id for entry in library.entries(library.search("").page(0, 9)))
    assert ids[-1] != ids[-2]
    assert [entry.paper.arxiv for entry in library.entries([row])] == ["2401.00001"]


def test_two_papers_are_joined_with_their_marks(library: Library) -> None:
    records = [
        Record(Paper(title="Kettles at rest", arxiv="2401.00001"), "rss", "a"),
        Record(Paper(title="On resting kettles", doi="10.1000/ink"), "ris", "b"),
    ]
    (one, _), (two, _) = library._store.papers.add(records, 1)
    library.mark([one], Marking(tag=("tea",), note="first"))
    library.mark([two], Marking(read=True, note="second"))
    before = [library.entry(row) for row in (one, two)]
    step = library.join(one, two)
    assert step.what == "“Kettles at rest”: joined with another paper"
    entry = library.entry(one)
    assert (entry.paper.arxiv, entry.paper.doi) == ("2401.00001", "10.1000/ink")
    assert (entry.read, entry.tags, entry.note) == (True, ("tea",), "first\n\nsecond")
    assert library.row("doi:10.1000/ink") == one
    assert len(library.search("")) == 1
    library.undo()
    assert [library.entry(row) for row in (one, two)] == before
    library.redo()
    assert library.entry(one) == entry


def test_what_cannot_be_done_is_an_error(library: Library) -> None:
    ((row, _),) = library._store.papers.add([Paper(title="Kettles", doi="10.1000/ink")], 1)
    with pytest.raises(LibraryError, match="nothing to split"):
        library.split(row)
    with pytest.raises(LibraryError, match="name two papers"):
        library.join(row, row)
