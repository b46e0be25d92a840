"""The papers that a new library begins with: when they come, and how they go for good."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Library, Marking, Paths
from search.model.paper import Paper
from search.store import starter

Open = Callable[..., Library]
COUNT = 105
ABSTRACT = textwrap.fill(
    "We count sheep in meadows of every size, and show that the count depends on the fence. Our "
    "method walks along the fence once and asks each sheep for its number. It is fast, it is fair "
    "to the sheep, and it finds more of them than any method before. This abstract was invented.",
    90,
)


@pytest.fixture
def library(open_library: Open) -> Library:
    made = open_library(with_starter=True)
    made.update_index()
    return made


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A saved page of papers with the starter papers' titles."""
    file = tmp_path / "page.txt"
    file.write_text("\n\n".join(f"{paper.title}\n\n{ABSTRACT}" for paper in starter.papers()))
    return str(file)


@pytest.fixture
def references(tmp_path: Path) -> str:
    """A list of references in which one of the starter papers has its arXiv id."""
    title = next(starter.papers()).title
    file = tmp_path / "list.bib"
    file.write_text(f"@article{{a, title = {{{{{title}}}}}, eprint = {{2401.00001}}}}")
    return str(file)


def mark(library: Library, query: str, **marks: object) -> list[int]:
    results = library.search(query)
    rows = results.page(0, len(results))
    assert library.mark(rows, Marking(**marks))
    return rows


def first_three(library: Library) -> list[int]:
    return library.search("source:starter").page(0, 3)


def test_each_has_what_a_reader_needs() -> None:
    papers = list(starter.papers())
    assert len({paper.id for paper in papers}) == COUNT
    for paper in papers:
        assert paper.summary
        assert paper.keywords
        assert paper.abstract is None
        assert paper.sources == (starter.SOURCE,)
    assert len({paper.github for paper in papers if paper.github}) == 27


def test_a_new_library_begins_with_them_and_none_is_news(library: Library) -> None:
    status = library.status()
    assert (status.papers, status.unread, status.new) == (COUNT, COUNT, 0)
    assert status.sources == {starter.SOURCE: COUNT}
    assert library.starter.are_all()
    assert len(library.search("has:abstract")) == 0


def test_their_summaries_are_searched(library: Library) -> None:
    entry = library.entry(first_three(library)[0])
    word = max((entry.paper.summary or "").replace(".", " ").split(), key=len)
    assert entry.row in library.search(word).page(0, COUNT)


def test_they_are_loaded_once(library: Library, open_library: Open) -> None:
    mark(library, "", read=True)
    library.close()
    again = open_library(with_starter=True)
    assert (again.status().papers, again.status().unread) == (COUNT, 0)


def test_a_library_that_was_created_without_them_stays_without(
    open_library: Open, references: str
) -> None:
    library = open_library()
    library.import_files([references])
    library.close()
    assert open_library(with_starter=True).status().papers == 1


def test_a_page_of_theirs_makes_them_the_persons_own_and_keeps_their_marks(
    library: Library, page: str
) -> None:
    bookmarked, tagged, read = first_three(library)
    library.mark([bookmarked], Marking(bookmarked=True))
    library.mark([tagged], Marking(tag=("wool",), note="look again"))
    library.mark([read], Marking(read=True))
    imported = library.import_files([page])
    assert (imported.added, imported.updated, imported.skipped) == (COUNT, 0, ())
    status = library.status()
    assert (status.papers, status.bookmarked, status.unread) == (COUNT, 1, COUNT - 1)
    assert status.new == COUNT
    assert library.search("is:new").page(0, 1), "the search agrees"
    assert len(library.search("has:abstract")) == COUNT
    assert library.entry(tagged).note == "look again"
    assert all(library.entry(row).paper.summary for row in (bookmarked, tagged, read))
    assert not library.starter.are_all()
    again = library.import_files([page])
    assert (again.added, again.updated, again.unchanged) == (0, 0, COUNT)


def test_an_id_that_comes_later_keeps_the_paper_and_its_old_id(
    library: Library, references: str
) -> None:
    old = next(starter.papers()).id
    row = library.row(old)
    library.mark([row], Marking(bookmarked=True))
    assert library.import_files([references]).added == 1
    entry = library.entry(library.row("2401.00001"))
    assert (entry.row, entry.bookmarked, entry.paper.id) == (row, True, "2401.00001")
    assert library.row(old) == row


def test_they_go_for_good(library: Library, open_library: Open) -> None:
    assert library.starter.remove() == (COUNT, 0)
    assert library.status().papers == 0
    assert len(library.search("learning")) == 0
    library.close()
    again = open_library(with_starter=True)
    assert again.status().papers == 0
    assert again.starter.remove() == (0, 0)


def test_what_the_user_marked_stays(library: Library) -> None:
    bookmarked, tagged, noted = first_three(library)
    library.mark([bookmarked], Marking(bookmarked=True))
    library.mark([tagged], Marking(tag=("wool",)))
    library.mark([noted], Marking(note="look again"))
    mark(library, "", read=True)
    assert library.starter.remove() == (COUNT - 3, 3)
    assert set(library.search("").page(0, COUNT)) == {bookmarked, tagged, noted}


def test_what_another_source_gave_stays_without_their_name(
    library: Library, references: str
) -> None:
    library.import_files([references])
    assert library.starter.remove() == (0, 0)  # the others left when it came
    assert library.status().sources == {"bibtex": 1}
    assert library.import_files([references]).unchanged == 1


def test_they_leave_by_themselves_when_the_first_others_come(
    library: Library, open_library: Open, references: str
) -> None:
    completed, bookmarked, tagged, noted, hidden, read = library.search("").page(0, 6)
    assert library.entry(completed).paper.title == next(starter.papers()).title
    library.mark([bookmarked], Marking(bookmarked=True))
    library.mark([tagged], Marking(tag=("wool",)))
    library.mark([noted], Marking(note="look again"))
    library.mark([hidden], Marking(hidden=True))
    library.mark([read], Marking(read=True))
    assert library.starter.left() is None
    library.import_files([references])
    assert library.starter.left() == (COUNT - 4, 3)
    library.close()
    again = open_library(with_starter=True)
    stay = {completed, bookmarked, tagged, noted}
    assert set(again.search("").page(0, COUNT)) == stay
    assert again.entry(completed).paper.summary
    assert again.starter.left(forget=True) == (COUNT - 4, 3)
    assert again.starter.left() is None
    again.mark([bookmarked], Marking(bookmarked=False))
    again.add([Paper(title="On Chamois")])
    assert len(again.search("").page(0, COUNT)) == len(stay) + 1


def test_undo_does_not_bring_them_back(library: Library) -> None:
    mark(library, "", read=True)
    (kept,) = first_three(library)[:1]
    library.mark([kept], Marking(bookmarked=True))
    library.starter.remove()
    while library.undo():
        pass
    assert library.status().papers == 1
    assert not library.entry(kept).read
    assert library.undo() is None


def test_an_empty_library_that_was_stopped_at_its_start_begins_anew(paths: Paths) -> None:
    """Killed before the papers were in, the next start brings them."""

    def broken() -> list[Paper]:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starter, "papers", broken)
        with pytest.raises(KeyboardInterrupt):
            Library(paths, with_starter=True)
    library = Library(paths, with_starter=True)
    assert library.counts().papers == COUNT
    library.close()
