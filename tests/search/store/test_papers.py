"""Papers in rows: which accounts make one paper, and what becomes of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search.errors import UnknownPaperError
from search.model.paper import Paper
from search.model.step import MARK
from search.store import BOOKMARK, NOTE, READ, Change, Outcome, Store
from search.store.rows.headlines import headlines

ARXIV = ("2401.00001", "2401.00002", "cs/9909009")
DOIS = ("10.1234/a", "10.1234/b", "10.1234/c")
TITLES = ("Sheep", "Sheep!", "Goats at night", "羊")


def outcomes(store: Store, papers: Iterable[Paper], moment: int = 1) -> list[Outcome]:
    return [outcome for _, outcome in store.papers.add(papers, moment)]


def mark(store: Store, row: int, mark: str, value: int | str = 1) -> None:
    assert store.marks.change([Change(row, mark, value)], MARK)


def distinct(papers: list[Paper]) -> int:
    """How many papers these are, by union-find over the names that they share."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for paper in papers:
        first, *others = paper.identities
        for other in others:
            parent[root(other)] = root(first)
        root(first)
    return len({root(name) for name in parent})


@st.composite
def accounts(draw: st.DrawFn) -> list[Paper]:
    """Accounts of a few papers, each telling some of what there is to know of its paper."""
    found = []
    for number in draw(st.lists(st.integers(0, 6), min_size=1, max_size=25)):
        title = draw(st.sampled_from((f"The {number} sheep", f"The {number} sheep, revised")))
        arxiv = f"2401.{number:05}" if draw(st.booleans()) else None
        doi = f"10.1234/{number}" if draw(st.booleans()) else None
        found.append(Paper(title=title, arxiv=arxiv, doi=doi))
    return found


@contextmanager
def fresh() -> Iterator[Store]:
    """An empty store for one example."""
    with TemporaryDirectory() as folder, closing(Store(Path(folder) / "library.sqlite3")) as store:
        yield store


@examples(40)
@given(accounts(), st.randoms())
def test_there_is_a_row_for_each_paper(papers: list[Paper], chance: Random) -> None:
    with fresh() as store:
        results = outcomes(store, papers)
        assert store.papers.count() == distinct(papers)
        assert results.count(Outcome.ADDED) >= distinct(papers)
        for paper in papers:
            for name in paper.identities:
                store.papers.row(name)
        chance.shuffle(papers)
        assert Outcome.ADDED not in outcomes(store, papers, 2)
        assert store.papers.count() == distinct(papers)


@examples(60)
@given(
    st.lists(
        st.builds(
            Paper,
            title=st.sampled_from(TITLES),
            arxiv=st.none() | st.sampled_from(ARXIV),
            doi=st.none() | st.sampled_from(DOIS),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_accounts_that_contradict_each_other_are_kept_in_order(papers: list[Paper]) -> None:
    with fresh() as store:
        outcomes(store, papers)
        held = [store.papers.paper(row) for row, _ in store.papers.changed(0)]
        ids = [paper.id for paper in held]
        assert len(set(ids)) == len(ids)
        known = {paper.arxiv for paper in papers if paper.arxiv}
        assert {paper.arxiv for paper in held if paper.arxiv} == known
        for name in known:
            dois = [paper.doi for paper in held if paper.arxiv == name]
            assert len(set(dois)) == len(dois)  # one work, but where two DOIs tell otherwise
        for paper in papers:
            row = store.papers.row(paper.id)
            assert not paper.arxiv or store.papers.paper(row).arxiv == paper.arxiv
        count = store.papers.count()
        assert Outcome.ADDED not in outcomes(store, papers, 2)
        assert store.papers.count() <= count


def test_an_account_read_again_changes_nothing(store: Store) -> None:
    paper = Paper(title="Sheep", abstract="They are many.", upvotes=3, listed=date(2024, 6, 3))
    assert outcomes(store, [paper]) == [Outcome.ADDED]
    version = store.papers.version()
    assert outcomes(store, [paper, paper]) == [Outcome.UNCHANGED] * 2
    assert store.papers.version() == version


def test_a_paper_first_known_by_its_title_keeps_its_marks(store: Store) -> None:
    first = Paper(title="Sheep", summary="They are counted.", sources=("huggingface",))
    ((row, _),) = store.papers.add([first], 5)
    mark(store, row, BOOKMARK)
    mark(store, row, NOTE, "count again")
    later = Paper(title="SHEEP", arxiv="2401.00001", sources=("arxiv",))
    assert store.papers.add([later], 9) == [(row, Outcome.UPDATED)]
    assert store.marks.of(row) == {BOOKMARK: 1, NOTE: "count again"}
    assert store.papers.row(first.id) == store.papers.row("2401.00001") == row
    assert store.papers.paper(row).id == "2401.00001"
    assert store.papers.added([row]) == {row: 5}


@pytest.mark.parametrize("name", ["arxiv", "doi"])
def test_papers_with_different_ids_and_one_title_stay_apart(store: Store, name: str) -> None:
    ids = {"arxiv": ARXIV, "doi": DOIS}[name]
    papers = [Paper(title="Introduction", **{name: each}) for each in ids]
    assert outcomes(store, papers) == [Outcome.ADDED] * 3
    assert outcomes(store, papers) == [Outcome.UNCHANGED] * 3


def test_a_doi_and_a_title_do_not_join_two_arxiv_papers(store: Store) -> None:
    store.papers.add(
        [
            Paper(title="Sheep, first part", arxiv="2401.00001", doi="10.1234/a"),
            Paper(title="Sheep", arxiv="2401.00002"),
        ],
        1,
    )
    store.papers.add([Paper(title="Sheep", doi="10.1234/a")], 2)
    assert store.papers.count() == 2
    assert store.papers.row("2401.00001") != store.papers.row("2401.00002")


def test_a_paper_with_two_dois_is_found_by_either(store: Store) -> None:
    preprint = Paper(title="Sheep", arxiv="2401.00001", doi="10.1234/a", sources=("ris",))
    printed = Paper(title="Sheep", arxiv="2401.00001", doi="10.1234/b", sources=("arxiv",))
    store.papers.add([preprint, printed], 1)
    by_doi = Paper(title="Sheep", doi="10.1234/a", sources=("ris",))
    for _ in range(2):
        store.papers.add([by_doi], 2)
    assert store.papers.count() == 1
    assert store.papers.row("doi:10.1234/a") == store.papers.row("doi:10.1234/b")


def test_two_rows_that_are_one_paper_become_one(store: Store) -> None:
    by_title = Paper(title="Sheep", summary="They are counted.")
    by_number = Paper(title="On sheep", doi="10.1234/a", upvotes=4)
    (one, _), (two, _) = store.papers.add([by_title, by_number], 1)
    version = store.papers.version()
    ((row, outcome),) = store.papers.add([Paper(title="Sheep", doi="10.1234/a")], 2)
    assert outcome is Outcome.UPDATED
    assert store.papers.count() == 1
    (gone,) = {one, two} - {row}
    assert store.papers.removed(version) == [gone]
    both = store.papers.paper(row)
    assert (both.summary, both.upvotes) == ("They are counted.", 4)
    assert {store.papers.row(name) for name in (by_title.id, by_number.id)} == {row}
    ((new, _),) = store.papers.add([Paper(title="Goats")], 3)
    assert new not in (one, two)


def test_what_goes_in_comes_out(store: Store) -> None:
    paper = Paper(
        title="羊 und $\\alpha$ [/b]",
        abstract="One.\n\nTwo.",
        summary="Short.",
        authors=("A. Lamm", "B. Schaf"),
        published=date(2024, 1, 2),
        listed=date(2024, 1, 3),
        arxiv="2401.00001",
        doi="10.1234/a",
        links=("https://github.com/sheep/count",),
        upvotes=0,
        stars=12,
        keywords=("sleep",),
        categories=("cs.CL",),
        sources=("huggingface", "arxiv"),
    )
    ((row, _),) = store.papers.add([paper], 1)
    assert dict(store.papers.papers([row, row + 1])) == {row: paper}
    assert store.papers.sources() == {"arxiv": 1, "huggingface": 1}
    assert store.papers.from_source("arxiv") == [row]
    assert store.papers.from_source("arx") == []


def test_changes_are_reported_from_a_version_on(
    store: Store, open_store: Callable[[], Store]
) -> None:
    (one, _), (two, _) = store.papers.add([Paper(title="Sheep"), Paper(title="Goats")], 1)
    version = store.papers.version()
    assert [row for row, _ in store.papers.changed(0)] == [one, two]
    assert store.papers.count_changed(version) == 0
    other = open_store()
    other.papers.add([Paper(title="Goats", upvotes=1)], 2)
    other.papers.remove([one])
    assert [row for row, _ in store.papers.changed(version)] == [two]
    assert store.papers.removed(version) == [one]
    assert store.papers.version() > version


def test_an_unknown_id_is_reported(store: Store) -> None:
    with pytest.raises(UnknownPaperError, match=r"2401\.00001"):
        store.papers.row("2401.00001")
    with pytest.raises(UnknownPaperError):
        store.papers.paper(1)


def test_headlines_come_in_the_order_asked_for(store: Store) -> None:
    papers = [Paper(title=f"Sheep {n}", authors=("A. Lamm", "B. Schaf")) for n in range(1200)]
    rows = [row for row, _ in store.papers.add(papers, 7)]
    mark(store, rows[3], READ)
    mark(store, rows[3], "tag:wool")
    wanted = [*reversed(rows), 99_999]
    found = headlines(store.database, wanted)
    assert [line.row for line in found] == wanted[:-1]
    line = found[-4]
    assert (line.title, line.first_author, line.authors) == ("Sheep 3", "A. Lamm", 2)
    assert (line.read, line.bookmarked, line.noted, line.tags) == (True, False, False, ("wool",))
    assert (line.date, line.upvotes, line.has_code, line.added) == (None, None, False, 7)
