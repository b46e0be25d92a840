"""A hidden paper is out of every view and count; a removed one stays out."""

from datetime import date

import pytest

from search import Library, Marking, Paper
from search.model.record import Record
from search.work.incoming.removing import wanted


@pytest.fixture
def library(open_library) -> Library:
    library = open_library()
    library.add(
        Paper(title=f"Sheep {name}", arxiv=f"2401.0000{number}", github="https://github.com/a/b")
        for number, name in enumerate("abc", 1)
    )
    library.mark([library.row("2401.00001")], Marking(hidden=True))
    return library


@pytest.mark.parametrize("query", ["", "sheep", "is:unread", "has:code", "2401.00001", "date:2024"])
def test_a_hidden_paper_is_found_by_no_other_query(library: Library, query: str) -> None:
    hidden = library.row("2401.00001")
    results = library.search(query)
    assert results.position(hidden) is None
    assert library.search(query, within="sheep").position(hidden) is None
    asked = library.search(f"{query} is:hidden")
    assert len(asked) == 0 or asked.page(0, 9) == [hidden]
    assert library.search("", within="is:hidden").page(0, 9) == [hidden]


def test_it_is_in_no_count_and_in_no_digest(library: Library) -> None:
    counts = library.counts()
    assert (counts.papers, counts.unread, counts.with_code) == (2, 2, 2)
    assert library.status().papers == library.unread("") == 2
    assert library.digest(date(2000, 1, 1), 10).arrived == 2


def test_it_is_a_step_that_undo_takes_back(library: Library) -> None:
    step = library.undo()
    assert step is not None
    assert step.what == "“Sheep a”: hidden"
    assert len(library.search("sheep")) == 3
    library.redo()
    assert len(library.search("sheep")) == 2


def test_a_removed_paper_is_kept_out_of_later_syncs(library: Library, open_library) -> None:
    rows = [library.row("2401.00001"), library.row("2401.00002")]
    assert library.remove(rows) == 2
    assert library.search("is:hidden").page(0, 9) == []
    assert len(library.search("sheep")) == library.counts().papers == 1
    records = [Record(Paper(title=f"Sheep {n}", arxiv=f"2401.0000{n}")) for n in (1, 2, 3, 4)]
    later = open_library()._store
    kept = [record.paper.arxiv for record in wanted(later, records)]
    assert kept == ["2401.00003", "2401.00004"]
    library.add([Paper(title="Sheep a", arxiv="2401.00001")])  # wanted again
    assert [record.paper.arxiv for record in wanted(later, records)] == [
        "2401.00001", "2401.00003", "2401.00004",
    ]  # fmt: skip
