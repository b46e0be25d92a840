"""What each source said is kept, as it said it, and makes the paper of its row."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import RECORDS, examples

from search.model.building import built
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.store import Outcome, Store


@contextmanager
def fresh() -> Iterator[Store]:
    """An empty store for one example."""
    with TemporaryDirectory() as folder, closing(Store(Path(folder) / "library.sqlite3")) as store:
        yield store


def held(store: Store) -> dict[int, tuple[Record, ...]]:
    rows = range(1, 40)
    return store.papers.records(rows)


@examples(60)
@given(st.lists(RECORDS, max_size=6, unique_by=lambda record: (record.format, record.name)))
def test_every_record_is_kept_and_makes_its_paper(written: list[Record]) -> None:
    written = [replace(each, live=False) for each in written]
    with fresh() as store:
        store.papers.add(written, 1)
        kept = held(store)
        everything = [record for records in kept.values() for record in records]
        assert {(each.format, each.name) for each in everything} == {
            (each.format, each.name) for each in written
        }
        for record in everything:
            (given_,) = (
                each for each in written if (each.format, each.name) == (record.format, record.name)
            )
            assert record == replace(given_, paper=given_.paper.known_as(None))
        for row, records in kept.items():
            assert store.papers.paper(row).known_as(None) == built(records)
        assert {outcome for _, outcome in store.papers.add(written, 2)} <= {Outcome.UNCHANGED}
        assert held(store) == kept


@examples(30)
@given(st.lists(RECORDS, min_size=2, max_size=6), st.randoms())
def test_ids_are_of_one_paper_each(written: list[Record], chance: Random) -> None:
    with fresh() as store:
        store.papers.add(written, 1)
        chance.shuffle(written)
        store.papers.add(written, 2)
        papers = dict(store.papers.papers(range(1, 40)))
        ids = [paper.id for paper in papers.values()]
        assert len(set(ids)) == len(ids)
        for row, paper in papers.items():
            assert store.papers.row(paper.id) == row


def of(name: str, **fields: object) -> Record:
    format_ = str(fields.pop("format", "bibtex"))
    live = bool(fields.pop("live", False))
    paper = Paper(title="Ink", sources=(format_,), **fields)  # type: ignore[arg-type]  # of Paper
    return Record(paper, format_, name, (("note", name),), live)


def test_a_record_read_again_takes_the_place_of_the_old_one_alone(store: Store) -> None:
    other = of("b.ris/1", format="ris", volume="7", keywords=("press",))
    old = of("a.bib/ink", doi="10.1000/wrong", keywords=("ink", "pen"), published=PartialDate(2001))
    ((row, _), *_) = store.papers.add([old, other], 1)
    new = of("a.bib/ink", keywords=("ink",), published=PartialDate(2002))
    assert store.papers.add([new], 2) == [(row, Outcome.UPDATED)]
    paper = store.papers.paper(row)
    assert (paper.doi, paper.volume, paper.published) == (None, "7", PartialDate(2002))
    assert sorted(paper.keywords) == ["ink", "press"]
    assert set(store.papers.records([row])[row]) == {other, new}
    assert store.papers.row("doi:10.1000/wrong") == row  # somebody may have noted it down


def test_a_correction_keeps_its_row_and_another_work_under_the_key_does_not(store: Store) -> None:
    ada = (Name("Byron", "Ada"),)
    old = replace(
        of("a.bib/k"), paper=Paper(title="Atention", names=ada, published=PartialDate(2001))
    )
    ((row, _),) = store.papers.add([old], 1)
    mended = replace(old, paper=Paper(title="Attention", names=ada, published=PartialDate(2001)))
    assert store.papers.add([mended], 2) == [(row, Outcome.UPDATED)]
    other = replace(old, paper=Paper(title="Kettles", names=(Name("Ek", "Bo"),)))
    assert store.papers.add([other], 3) == [(row + 1, Outcome.ADDED)]


def test_a_live_feed_fills_and_a_file_of_an_older_version_changes_nothing(store: Store) -> None:
    yesterday = of("2401.00001", format="hf", live=True, arxiv="2401.00001", upvotes=9, stars=3)
    today = of("2401.00001", format="hf", live=True, arxiv="2401.00001", upvotes=8)
    ((row, _),) = store.papers.add([yesterday], 1)
    assert store.papers.add([today], 2) == [(row, Outcome.UPDATED)]
    assert (store.papers.paper(row).upvotes, store.papers.paper(row).stars) == (8, 3)
    new = of("2401.00001", format="snapshot", arxiv="2401.00001", version="2", comment="v2")
    old = of("2401.00001", format="snapshot", arxiv="2401.00001", version="1", comment="v1")
    store.papers.add([new], 3)
    assert store.papers.add([old], 4) == [(row, Outcome.UNCHANGED)]
    assert store.papers.paper(row).comment == "v2"


def test_several_works_of_one_title_have_ids_of_their_own(store: Store) -> None:
    written = [
        replace(of(f"a.bib/{year}"), paper=Paper(title="Editorial", published=PartialDate(year)))
        for year in (2001, 2002, 2003)
    ]
    rows = [row for row, _ in store.papers.add(written, 1)]
    assert len(set(rows)) == 3
    ids = [store.papers.paper(row).id for row in rows]
    assert ids[0] == written[0].paper.title_id
    assert len(set(ids)) == 3
    assert [store.papers.row(each) for each in ids] == rows
    copies = [replace(each, name=f"copy of {each.name}") for each in written]
    assert [row for row, _ in store.papers.add(copies, 2)] == rows
    exported = [Record(store.papers.paper(row), "json", f"x.json/{row}") for row in reversed(rows)]
    with fresh() as other:
        other.papers.add(exported, 1)
        assert sorted(paper.id for _, paper in other.papers.papers(range(9))) == sorted(ids)


@pytest.mark.parametrize(
    "when", [PartialDate(1985), PartialDate(1985, season=2), PartialDate(1985, 3, circa=True)]
)
def test_a_date_keeps_its_precision(
    store: Store, open_store: Callable[[], Store], when: PartialDate
) -> None:
    ((row, _),) = store.papers.add([Paper(title="Ink", published=when, listed=when)], 1)
    paper = open_store().papers.paper(row)
    assert (paper.published, paper.listed) == (when, when)
