"""What several records say, made one paper."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import RECORDS

from search.model.building import built
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import DETAILS, Paper
from search.model.record import Record

SINGLE = (
    "abstract", "summary", "published", "listed", "arxiv", "doi", "url", "pdf", "github",
    "upvotes", "stars", "remark", *DETAILS,
)  # fmt: skip
LISTS = ("links", "keywords", "categories", "sources")
MANY = st.lists(RECORDS, min_size=1, max_size=4)


@given(MANY)
def test_nothing_that_any_record_says_is_lost(records: list[Record]) -> None:
    paper = built(records)
    papers = [record.paper for record in records]
    assert paper.title in [each.title for each in papers]
    for name in SINGLE:
        given = [getattr(each, name) for each in papers if getattr(each, name) is not None]
        assert (getattr(paper, name) is None) == (not given)
        assert not given or getattr(paper, name) in given
    for name in LISTS:
        assert set(getattr(paper, name)) == {x for each in papers for x in getattr(each, name)}
    assert len(paper.authors) == max(len(each.authors) for each in papers)
    assert [name.shown for name in paper.names] == list(paper.authors)
    assert paper.withdrawn == any(each.withdrawn for each in papers)


@given(RECORDS, MANY)
def test_a_record_alone_and_twice_is_its_own_paper(record: Record, others: list[Record]) -> None:
    assert built([record]) == built([record, record]) == record.paper
    assert built([*others, others[-1]]) == built(others)


@given(MANY, st.randoms())
def test_dates_and_lengths_do_not_depend_on_the_order(
    records: list[Record], chance: st.randoms
) -> None:
    forth = built(records)
    mixed = list(records)
    chance.shuffle(mixed)
    back = built(mixed)
    for name in ("published", "listed", "withdrawn"):
        assert getattr(forth, name) == getattr(back, name)
    for name in LISTS:
        assert set(getattr(forth, name)) == set(getattr(back, name))
    assert len(forth.abstract or "") == len(back.abstract or "")
    assert len(forth.authors) == len(back.authors)


@given(RECORDS, RECORDS)
def test_the_order_does_not_matter_where_one_source_is_more_careful(
    one: Record, two: Record
) -> None:
    feed = replace(one, paper=replace(one.paper, sources=("arxiv",)))
    starter = replace(two, paper=replace(two.paper, sources=("starter",)))
    forth, back = built([feed, starter]), built([starter, feed])
    assert forth.title == feed.paper.title
    for name in ("title", "summary", "names", "arxiv", "doi", "url", "pdf", *DETAILS):
        assert getattr(forth, name) == getattr(back, name)


def of(**fields: object) -> Record:
    live = bool(fields.pop("live", False))
    return Record(Paper(title="Sheep", **fields), live=live)  # type: ignore[arg-type]  # of Paper


@pytest.mark.parametrize(
    ("counts", "kept"),
    [([3, 8], 8), ([8, 3], 8), ([None, 0], 0), ([0, None], 0), ([None, None], None)],
)
def test_an_old_file_does_not_turn_counts_back(counts: list[int | None], kept: int | None) -> None:
    assert built([of(upvotes=count) for count in counts]).upvotes == kept


@pytest.mark.parametrize(("old", "new", "kept"), [(8, 3, 3), (3, 8, 8), (8, None, 8), (None, 3, 3)])
def test_a_live_feed_knows_the_newest_counts(
    old: int | None, new: int | None, kept: int | None
) -> None:
    paper = built([of(upvotes=old, stars=old), of(upvotes=new, stars=new, live=True)])
    assert (paper.upvotes, paper.stars) == (kept, kept)


def test_a_year_never_beats_a_day() -> None:
    year, day = of(published=PartialDate(2017)), of(published=PartialDate(2017, 6, 12))
    assert built([year, day]).published == built([day, year]).published == PartialDate(2017, 6, 12)


def test_names_are_those_that_a_source_divided() -> None:
    feed = of(authors=("Ada Gool Byron",), sources=("arxiv",))
    file = of(names=(Name("Gool Byron", "Ada"),), sources=("ris",))
    assert built([feed, file]).names == (Name("Gool Byron", "Ada"),)


def test_of_two_versions_at_arxiv_the_newer_has_the_word() -> None:
    new = of(comment="v2", version="2", sources=("arxiv",))
    old = of(comment="v1", version="1", sources=("arxiv",))
    assert built([old, new]).comment == built([new, old]).comment == "v2"
