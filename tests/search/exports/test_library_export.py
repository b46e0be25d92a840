"""A library writes what a query finds, a page at a time."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Entry, Library, LibraryError, Marking

PAPERS = 1203  # two whole pages and a piece of one


@pytest.fixture
def library(open_library: Callable[..., Library], tmp_path: Path) -> Library:
    file = tmp_path / "papers.json"
    titles = [{"title": f"Ink {(number * 7) % PAPERS:04}"} for number in range(PAPERS)]
    file.write_text(json.dumps([{**title, "sources": []} for title in titles]))
    made = open_library()
    made.import_files([str(file)])
    return made


def test_the_papers_come_in_the_order_of_the_query_each_once(library: Library) -> None:
    stream = io.StringIO()
    assert library.export("sort:title", "markdown", stream).papers == PAPERS
    assert stream.getvalue().split("\n")[:-1] == [f"- Ink {number:04}" for number in range(PAPERS)]


def test_no_more_than_a_page_waits_in_memory(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stops(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    read: list[int] = []
    entries = library._store.entries

    def counted(rows: list[int], **options: int) -> list[Entry]:
        read.append(len(rows))
        return entries(rows, **options)

    monkeypatch.setattr(library._store, "entries", counted)
    with pytest.raises(BrokenPipeError):
        library.export("*", "json", Stops())
    assert 0 < sum(read) < PAPERS / 2


def test_marks_are_written_and_what_is_not_understood_reported(library: Library) -> None:
    row = library.search('title:"ink 0007"').page(0, 1)[0]
    library.mark([row], Marking(bookmarked=True, tag=("later",), note="mine"))
    stream = io.StringIO()
    exported = library.export("is:bookmarked stars:many", "json", stream)
    assert exported.papers == 1
    assert exported.ignored
    (paper,) = json.loads(stream.getvalue())
    assert (paper["title"], paper["bookmarked"], paper["tags"], paper["note"]) == (
        "Ink 0007",
        True,
        ["later"],
        "mine",
    )


def test_an_unknown_format_writes_nothing(library: Library) -> None:
    stream = io.StringIO()
    with pytest.raises(LibraryError, match="expected one of"):
        library.export("*", "docx", stream)
    assert stream.getvalue() == ""
