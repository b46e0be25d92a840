"""The library as a whole: importing, searching, marking, and an index that may be lost."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from samples import PAGE

import search.library as library_module
from search import Library, Marking, Paper, Paths, UnknownPaperError

Open = Callable[..., Library]

TITLES = [
    line for line in PAGE.split("\n") if line and not line.endswith((".", ",")) and len(line) < 50
]
BIBTEX = """@article{lamm,
  title = {Sleep after Counting},
  author = {Lamm, Ada and Schaf, Bo},
  year = {2023},
  doi = {10.1234/sleep},
  abstract = {Those who count sleep well.}
}
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    return str(file)


@pytest.fixture
def library(open_library: Open, page: str) -> Library:
    """A library of three papers of a page."""
    made = open_library()
    made.import_files([page])
    return made


def titles(library: Library, query: str) -> list[str]:
    results = library.search(query)
    return [line.title for line in library.headlines(results.page(0, len(results)))]


def mark(library: Library, query: str, **marks: object) -> None:
    results = library.search(query)
    assert library.mark(results.page(0, len(results)), Marking(**marks))


# -- importing -------------------------------------------------------------------------------


def test_a_file_read_twice_is_unchanged(open_library: Open, page: str) -> None:
    library = open_library()
    first, second = (library.import_files([page]) for _ in range(2))
    assert (first.added, first.updated, first.unchanged, first.unread) == (3, 0, 0, 0)
    assert (second.added, second.updated, second.unchanged, second.unread) == (0, 0, 3, 0)


def test_what_cannot_be_read_stops_nothing_else(
    open_library: Open, page: str, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    imported = open_library().import_files([str(tmp_path / "gone.txt"), str(empty), page])
    assert (imported.added, imported.unread) == (3, 2)
    assert [Path(piece.file).name for piece in imported.skipped] == ["gone.txt", "empty.txt"]
    assert all("\n" not in piece.reason for piece in imported.skipped)


def test_an_import_reports_how_far_it_is_and_stops_when_asked(
    open_library: Open, tmp_path: Path
) -> None:
    lines = [f'{{"id": "2401.{n:05}", "title": "Sheep number {n}"}}' for n in range(1200)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    library = open_library()
    heard: list[int] = []
    imported = library.import_files(
        [str(tmp_path / "many.jsonl")], progress=heard.append, cancelled=lambda: len(heard) == 2
    )
    assert heard == sorted(heard)
    assert imported.added == heard[-1] == library.counts().papers < 1200


@pytest.mark.parametrize("count", [3, 300])  # here, and in another process
def test_papers_are_added_and_found(open_library: Open, count: int) -> None:
    library = open_library()
    papers = [Paper(title=f"Sheep {n}", arxiv=f"2401.{n:05}") for n in range(count)]
    read: list[int] = []
    indexed: list[tuple[int, int]] = []
    done = library.add(
        iter(papers), progress=read.append, indexing=lambda *numbers: indexed.append(numbers)
    )
    assert (done.added, done.updated, done.unchanged) == (count, 0, 0)
    assert [entry.paper for entry in library.entries(done.rows)] == papers
    assert sorted(library.search("sheep").page(0, count)) == sorted(done.rows)
    assert (read, indexed[-1]) == ([count], (count, count))
    again = library.add([papers[0], papers[0], Paper(title="Sheep 1", doi="10.1234/sheep")])
    assert (again.added, again.updated, again.unchanged) == (0, 1, 2)
    assert again.rows == done.rows[:2]
    assert library.entry(done.rows[1]).paper.doi == "10.1234/sheep"


# -- searching -------------------------------------------------------------------------------


@pytest.fixture
def marked(library: Library, tmp_path: Path) -> Library:
    """The page's papers and one of a list of references, with every kind of mark."""
    (tmp_path / "list.bib").write_text(BIBTEX)
    library.import_files([str(tmp_path / "list.bib")])
    mark(library, "wool", bookmarked=True, tag=("Knitting",), note="wash at 30 degrees")
    mark(library, "goats", read=True)
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "Counting Goats Wool Sleep"),
        ("curriculum", "Goats Wool"),
        ("counted", "Counting Sleep"),
        ("curriculum -wool", "Goats"),
        ("meadows OR climb", "Counting Goats"),
        ('"ever steeper rocks"', "Goats"),
        ("title:sheep", "Counting"),
        ("author:schaf", "Sleep"),
        ("source:bibtex", "Sleep"),
        ("code:meadow", "Counting"),
        ("id:doi:10.1234/sleep", "Sleep"),
        ("date:2023", "Sleep"),
        ("date:>2023-12-31", ""),
        ("upvotes:>0", ""),
        ("is:bookmarked", "Wool"),
        ("is:read", "Goats"),
        ("is:unread", "Counting Wool Sleep"),
        ("is:tagged", "Wool"),
        ("tag:knitting", "Wool"),
        ("note:wash", "Wool"),
        ("has:note", "Wool"),
        ("has:code", "Counting"),
        ("has:abstract is:unread sheep", "Counting Wool"),
        ("NOT has:code", "Goats Wool Sleep"),
        ("nowhere", ""),
    ],
)
def test_what_a_query_finds(marked: Library, query: str, found: str) -> None:
    firsts = {title.split()[0] for title in titles(marked, query)}
    assert firsts == set(found.split())


def test_a_search_within_a_view(marked: Library) -> None:
    assert len(marked.search("curriculum", within="is:unread")) == 1
    assert len(marked.search("", within="is:read")) == 1


@pytest.mark.parametrize("query", ['"', "AND AND", "title:", ")", "(((", "date:x..", "\0\x1b["])
def test_no_query_fails(library: Library, query: str) -> None:
    results = library.search(query)
    assert library.entries(results.page(0, 20)) == library.entries(results.page(0, 20))


def test_the_best_passage_has_its_matches(library: Library) -> None:
    results = library.search("fence walks")
    (row,) = results.page(0, 20)
    assert results.score(row) > 0
    text, spans = library.passages([row], results, 200)[row]
    assert {text[start:end] for start, end in spans} >= {"walks", "fence"}


def test_a_passage_is_shown_as_it_reads(open_library: Open) -> None:
    library = open_library()
    library.add([Paper(title="Flocks", abstract=r"We count \emph{sheep} in $O(n \log n)$ time.")])
    results = library.search("sheep time")
    (row,) = results.page(0, 20)
    text, spans = library.passages([row], results, 200)[row]
    assert text == "We count sheep in O(n log n) time."
    assert [text[start:end] for start, end in spans] == ["sheep", "time"]


def test_a_query_without_words_has_no_passages(library: Library) -> None:
    results = library.search("has:abstract")
    rows = results.page(0, 20)
    assert len(rows) == 3
    assert library.passages(rows, results, 200) == {}
    assert [results.score(row) for row in rows] == [0.0] * 3


def test_results_come_in_pages(library: Library) -> None:
    results = library.search("")
    whole = results.page(0, 20)
    pages = [row for offset in (0, 2, 4) for row in results.page(offset, 2)]
    assert whole == pages
    assert len(whole) == 3


def test_a_paper_is_known_by_its_id(library: Library) -> None:
    entry = library.entry(library.search("goats").page(0, 1)[0])
    assert entry.paper.title == "Goats That Climb: A Curriculum"
    assert library.row(entry.paper.id) == entry.row
    with pytest.raises(UnknownPaperError):
        library.row("2401.99999")


def test_a_mark_of_a_search_stands_in_the_field_that_was_asked_for(library: Library) -> None:
    library.add(
        [Paper(title="Highly trained", abstract="A high train.", authors=("Ada Lamm", "Hi Ling"))]
    )
    for query, found in (
        ("author:hi", ([], [], ["Hi"])),
        ("title:training", (["trained"], [], [])),
        ("hi* -title:sheep", (["Highly"], ["high"], ["Hi"])),
    ):
        results = library.search(query)
        (row,) = (row for row in results.page(0, 9) if library.entry(row).paper.authors)
        texts = (("title", "Highly trained"), ("abstract", "A high train."), ("author", "Hi Ling"))
        marks = [[text[a:b] for a, b in results.spans(text, field)] for field, text in texts]
        assert marks == list(found), query
        assert library.passages([row], results, 80)[row][1] == results.spans(
            "A high train.", "abstract"
        )
        authors = {} if query.startswith("title") else {row: "Hi Ling"}
        assert library.found_authors([row], results) == authors
    assert library.found_authors([row], library.search("is:unread")) == {}


def test_the_next_unread_paper(library: Library) -> None:
    rows = library.search("").page(0, 9)
    library.mark(rows[1:2], Marking(read=True))
    assert library.next_unread(rows, 0, 1) == 2
    assert library.next_unread(rows, 2, -1) == 0
    assert library.next_unread(rows, 2, 1) is None


def test_a_library_whose_papers_were_all_removed_finds_nothing(library: Library) -> None:
    library.remove(library.search("").page(0, 9))
    found = library.search("sheep meadow")
    assert (len(found), found.did_you_mean, len(found.partial or ())) == (0, None, 0)


# -- marking ---------------------------------------------------------------------------------


def test_two_programs_share_one_history(library: Library, open_library: Open) -> None:
    other = open_library()
    mark(library, "wool", bookmarked=True)
    step = other.undo()
    assert step is not None
    assert "Wool as a Model of Memory" in step.what
    assert library.changed_outside()
    assert titles(library, "is:bookmarked") == []
    assert other.redo() == step
    assert titles(library, "is:bookmarked") == ["Wool as a Model of Memory"]


def test_a_step_is_reported_in_words(library: Library) -> None:
    rows = library.search("").page(0, 3)
    step = library.mark(rows, Marking(read=True, tag=("new wool",)))
    assert step is not None
    assert step.what == "3 papers: read, tagged new wool"
    assert library.mark(rows, Marking(read=True)) is None


def test_a_tag_and_a_note_cannot_act_on_a_terminal(library: Library) -> None:
    (row,) = library.search("wool").page(0, 1)
    step = library.mark([row], Marking(tag=("a\x1b[2Jb\n c",), note="one\x9b31m\ntwo"))
    assert step is not None
    assert step.what.isprintable()
    entry = library.entry(row)
    assert entry.tags == ("a[2Jb c",)
    assert entry.note == "one31m\ntwo"


def test_a_tag_given_twice_is_one(library: Library) -> None:
    (row,) = library.search("wool").page(0, 1)
    library.mark([row, row], Marking(tag=("wool", "wool", "")))
    assert library.entry(row).tags == ("wool",)
    library.undo()
    assert library.entry(row).tags == ()


# -- what is new -----------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Time stands still but for each call, which lets a minute pass."""
    moment = 1_700_000_000_000
    monkeypatch.setattr("search.library.now", lambda: moment)

    def tick() -> None:
        nonlocal moment
        moment += 60_000

    return tick


def test_a_status_is_the_same_whether_the_index_is_open_or_not(
    open_library: Open, page: str
) -> None:
    library = open_library()
    library.import_files([page])
    first, second, third = library.search("").page(0, 9)
    library.mark([first], Marking(read=True))
    library.mark([second, third], Marking(bookmarked=True))
    library.mark([third], Marking(hidden=True))
    again = open_library()
    closed = again.status()
    assert len(again.search("is:read")) == 1
    assert closed == again.status() == library.status()
    assert (closed.papers, closed.unread, closed.bookmarked, closed.new) == (2, 1, 1, 2)
    assert (closed.with_code, closed.indexed, closed.index) == (1, 3, "ready")


def test_new_is_what_came_since_the_reader_was_opened_before(
    open_library: Open, page: str, tmp_path: Path, clock: Callable[[], None]
) -> None:
    (tmp_path / "list.bib").write_text(BIBTEX)
    library = open_library()
    library.import_files([page])
    assert library.status().new == 3
    clock()
    library.visits.begin(library_module.now())
    assert len(library.search("is:new")) == 3
    clock()
    library.visits.end()
    assert library.status().new == 3, "nobody has looked at them"
    library.visits.begin(library_module.now())
    assert library.status().new == 3
    assert library.count_as_read(library.search("is:new").page(0, 1)[0])
    clock()
    library.visits.end()
    library.close()

    between = open_library()
    assert between.status().new == 0
    between.import_files([str(tmp_path / "list.bib")])
    assert titles(between, "is:new") == ["Sleep after Counting"]
    assert between.entry(between.row("doi:10.1234/sleep")).new
    clock()

    reader = open_library()
    reader.visits.begin(library_module.now())
    assert titles(reader, "is:new") == ["Sleep after Counting"]
    reader.mark([reader.row("doi:10.1234/sleep")], Marking(bookmarked=True))
    clock()
    reader.visits.end()
    assert open_library().status().new == 0

    # What comes during a visit and is looked at is no news afterwards; what comes later is.
    day = open_library()
    day.visits.begin(library_module.now())
    for title in ("Morning", "Evening"):
        clock()
        day.add([Paper(title=title)])
        if title == "Morning":
            day.mark(day.search("morning").page(0, 1), Marking(read=True))
    clock()
    day.visits.end()
    between = open_library()  # a command that marks a paper is no visit
    between.mark(between.search("evening").page(0, 1), Marking(bookmarked=True))
    for _ in range(2):
        reader = open_library()
        assert titles(reader, "is:new") == ["Evening"]
        reader.visits.begin(library_module.now())


def test_what_the_timer_of_another_program_marks_is_seen(open_library: Open, page: str) -> None:
    one, two = open_library(), open_library()
    one.import_files([page])
    row = one.search("wool").page(0, 1)[0]
    assert two.counts().unread == 3
    assert one.count_as_read(row)
    assert not one.count_as_read(row), "it is read already"
    assert two.changed_outside()
    assert two.counts().unread == one.counts().unread == 2
    assert one.undo() is None


def test_results_that_are_kept_stay_and_what_is_new_joins_them(
    open_library: Open, page: str, tmp_path: Path
) -> None:
    (tmp_path / "list.bib").write_text(BIBTEX)
    library = open_library()
    library.import_files([page])
    for query in ("is:unread", "counting OR wool is:unread", "sort:title is:unread"):
        before = library.search(query)
        rows = before.page(0, 9)
        library.mark([rows[0]], Marking(read=True))
        assert len(library.search(query)) == len(rows) - 1
        kept = library.search(query, keeping=before)
        assert kept.page(0, 9) == rows
        assert library.undo()
    library.mark([rows[0]], Marking(read=True))
    library.import_files([str(tmp_path / "list.bib")])
    assert len(library.search("is:unread", keeping=before)) == 4


def test_a_place_is_remembered(open_library: Open) -> None:
    open_library().remember("place", {"view": "code", "row": 3, "note": None})
    again = open_library()
    assert again.recall("place") == {"view": "code", "row": 3, "note": None}
    assert again.recall("nothing") is None


# -- the index -------------------------------------------------------------------------------


def snapshot(paths: Paths) -> Iterator[Path]:
    return (file for file in sorted(paths.cache.rglob("*")) if file.is_file())


def test_a_lost_index_is_built_again(library: Library, open_library: Open) -> None:
    library.close()
    shutil.rmtree(library.paths.cache)
    again = open_library()
    assert again.status().index == "building"
    assert len(again.search("has:code")) == 1
    assert again.update_index()
    assert again.status().index == "ready"
    assert len(again.search("curriculum")) == 2
    assert not again.update_index()


def test_an_index_that_lacks_something_is_completed(
    library: Library, open_library: Open, tmp_path: Path
) -> None:
    (tmp_path / "list.bib").write_text(BIBTEX)
    # One that is cancelled when its first papers are in the store does not index them.
    cancelled = iter([False, True, True])
    done = open_library().import_files(
        [str(tmp_path / "list.bib")], cancelled=lambda: next(cancelled)
    )
    assert done.added == 1
    assert library.status().index == "building"
    assert library.status().indexed == 3
    reports: list[tuple[int, int]] = []
    assert library.update_index(lambda done, total: reports.append((done, total)))
    assert library.status().indexed == 4
    assert titles(library, "sleep") == ["Sleep after Counting"]


def test_a_rebuilt_index_finds_the_same(library: Library) -> None:
    before = titles(library, "sheep")
    assert library.rebuild().papers == 3
    assert titles(library, "sheep") == before


def test_two_libraries_do_not_share_an_index(
    library: Library, open_library: Open, tmp_path: Path
) -> None:
    shared = Paths(data=tmp_path / "other", cache=library.paths.cache, config=library.paths.config)
    (tmp_path / "list.bib").write_text(BIBTEX)
    other = open_library(shared)
    other.import_files([str(tmp_path / "list.bib")])
    assert titles(other, "wool") == []
    assert titles(other, "sleep") == ["Sleep after Counting"]
    other.close()
    library.close()
    again = open_library()
    again.update_index()
    assert len(again.search("wool")) == 1
    assert titles(again, "sleep") == []


# Whoosh leaves its table of contents open where it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", ["cut", "emptied", "overwritten", "removed"])
def test_a_damaged_index_is_built_again(
    library: Library, open_library: Open, tmp_path: Path, harm: str
) -> None:
    library.close()
    whole = tmp_path / "whole"
    shutil.copytree(library.paths.cache, whole)
    for file in snapshot(library.paths):
        shutil.rmtree(library.paths.cache)
        shutil.copytree(whole, library.paths.cache)
        data = file.read_bytes()
        match harm:
            case "cut":
                file.write_bytes(data[: len(data) // 2])
            case "emptied":
                file.write_bytes(b"")
            case "overwritten":
                file.write_bytes(b"\xa5" * len(data))
            case "removed":
                file.unlink()
        again = open_library()
        again.update_index()
        assert len(again.search("curriculum")) == 2, file.name
        assert len(again.search('"ever steeper rocks"')) == 1, file.name
        assert len(again.search("has:code OR goat*")) == 2, file.name
        assert again.status().index == "ready", file.name
        again.close()


def test_a_day_is_not_a_moment(library: Library, tmp_path: Path) -> None:
    """A year alone is a date that can be asked for."""
    (tmp_path / "list.bib").write_text(BIBTEX)
    library.import_files([str(tmp_path / "list.bib")])
    entry = library.entry(library.row("doi:10.1234/sleep"))
    assert str(entry.paper.published).startswith("2023")


def test_a_tag_keeps_the_spelling_that_it_has(library: Library) -> None:
    first, second = library.search("").page(0, 2)
    library.mark([first], Marking(tag=("NLP",)))
    library.mark([second], Marking(tag=("nlp",)))
    assert library.tags() == {"NLP": 2}
    library.mark([first, second], Marking(untag=("Nlp",)))
    assert library.tags() == {}


def test_what_the_program_remembers_is_no_change_of_the_library(
    library: Library, open_library: Open
) -> None:
    library.counts()
    other = open_library()
    other.remember("place", {"row": 3})
    assert not library.changed_outside()
    (row,) = library.search("").page(0, 1)
    other.mark([row], Marking(note="look again"))
    assert library.changed_outside()
    other.undo()
    assert library.changed_outside()
    assert not library.changed_outside()


def test_papers_are_read_in_as_many_statements_for_one_as_for_a_thousand(
    open_library: Open, tmp_path: Path
) -> None:
    lines = [f'{{"id": "2401.{n:05}", "title": "Sheep number {n}"}}' for n in range(1000)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    library = open_library()
    library.import_files([str(tmp_path / "many.jsonl")])
    rows = library.search("").page(0, 1000)
    library.mark(rows, Marking(read=True, tag=("flock",), note="Count it."))

    def statements(wanted: list[int]) -> int:
        heard: list[str] = []
        connection = library._store.database.connection
        connection.set_trace_callback(heard.append)
        entries, headlines = library.entries(wanted), library.headlines(wanted)
        connection.set_trace_callback(None)
        assert [entry.row for entry in entries] == wanted
        assert [line.row for line in headlines] == wanted
        assert all(entry.read and entry.tags == ("flock",) for entry in entries)
        return len(heard)

    assert statements(rows[:1]) == statements(rows) == 5


def test_the_accents_of_tex_are_letters(open_library: Open, tmp_path: Path) -> None:
    title = r"On G\"odel Theorems and the Utiliza\c{c}\~ao of Graphs"
    file = tmp_path / "list.jsonl"
    file.write_text(
        json.dumps({"id": "2401.00001", "title": title, "abstract": r"We meet in caf\'es."})
        + '\n{"id": "2401.00002", "title": "A Theorem on Graphs", "abstract": "Elsewhere."}\n'
    )
    library = open_library()
    library.import_files([str(file)])
    for query in ("Gödel", "Godel", 'title:"gödel theorems"', "Utilização", "cafés"):
        assert titles(library, query) == ["On Gödel Theorems and the Utilização of Graphs"], query


def test_papers_are_alike_by_telling_words(open_library: Open) -> None:
    library = open_library()
    telling = "We quickly reshape 9.8 static harnesses, and train harness agents. " * 2
    keywords = ("Environment Harness", "agents")
    library.add(
        paper
        for number in range(6)
        for paper in (
            Paper(title=f"Harness {number}", abstract=telling, keywords=keywords),
            Paper(title=f"Sheep {number}", abstract="We count quick sheep, 9.8 of them."),
        )
    )
    words = library.search(f"like:{library.entry(1).paper.id}").likeness
    assert set(words[:2]) == set(keywords)
    assert "quickly" not in words
    assert not any(any(map(str.isdigit, word)) for word in words), words
