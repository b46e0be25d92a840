"""Two accounts of one paper made one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.paper import Paper
from search.store.merge import merged

WORDS = st.sampled_from(("sheep", "goat", "wool", "sleep", "night", "羊", "π"))
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
LINKS = st.sampled_from(
    (
        "https://github.com/sheep/count",
        "https://github.com/goat/count",
        "https://example.org/wool",
    )
)
PAPERS = st.builds(
    Paper,
    title=TEXTS,
    abstract=st.none() | st.tuples(TEXTS, LINKS).map(". See ".join) | TEXTS,
    summary=st.none() | TEXTS,
    authors=st.lists(TEXTS, max_size=3).map(tuple),
    published=st.none() | st.dates(date(2020, 1, 1)),
    listed=st.none() | st.dates(date(2020, 1, 1)),
    arxiv=st.none() | st.sampled_from(("2401.00001", "cs/9909009")),
    doi=st.none() | st.sampled_from(("10.1234/a", "10.48550/arXiv.2401.00001")),
    url=st.none() | LINKS,
    pdf=st.none() | LINKS,
    github=st.none() | LINKS,
    links=st.lists(LINKS, max_size=2).map(tuple),
    upvotes=st.none() | st.integers(0, 50),
    stars=st.none() | st.integers(0, 50),
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    categories=st.lists(WORDS, max_size=2).map(tuple),
    sources=st.lists(
        st.sampled_from(("starter", "ris", "huggingface", "arxiv", "example.org")), max_size=2
    ).map(tuple),
)
SINGLE = ("abstract", "summary", "published", "listed", "arxiv", "doi", "url", "pdf", "github",
          "upvotes", "stars")  # fmt: skip
LISTS = ("links", "keywords", "categories", "sources")


@given(PAPERS)
def test_an_account_and_itself_is_itself(paper: Paper) -> None:
    assert merged(paper, paper) == paper


@given(PAPERS, PAPERS)
def test_the_same_account_again_changes_nothing(old: Paper, new: Paper) -> None:
    both = merged(old, new)
    assert merged(both, new) == both
    assert merged(both, old) == both


@given(PAPERS, PAPERS)
def test_nothing_that_either_knew_is_lost(old: Paper, new: Paper) -> None:
    both = merged(old, new)
    assert both.title in (old.title, new.title)
    for name in SINGLE:
        if getattr(old, name) is not None or getattr(new, name) is not None:
            assert getattr(both, name) is not None
    for name in LISTS:
        assert set(getattr(both, name)) >= {*getattr(old, name), *getattr(new, name)}
    assert len(both.authors) == max(len(old.authors), len(new.authors))


@given(PAPERS, PAPERS)
def test_which_came_first_does_not_matter_where_all_words_count_alike(
    one: Paper, two: Paper
) -> None:
    forth, back = merged(one, two), merged(two, one)
    for name in ("published", "listed", "upvotes", "stars"):
        assert getattr(forth, name) == getattr(back, name)
    for name in LISTS:
        assert set(getattr(forth, name)) == set(getattr(back, name))
    assert len(forth.abstract or "") == len(back.abstract or "")
    assert len(forth.authors) == len(back.authors)


@given(PAPERS, PAPERS)
def test_which_came_first_does_not_matter_where_one_is_more_careful(one: Paper, two: Paper) -> None:
    feed, starter = replace(one, sources=("arxiv",)), replace(two, sources=("starter",))
    forth, back = merged(feed, starter), merged(starter, feed)
    assert forth.title == feed.title
    for name in ("title", "summary", "authors", "arxiv", "doi", "url", "pdf"):
        assert getattr(forth, name) == getattr(back, name)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [(3, 8, 8), (8, 3, 8), (None, 0, 0), (0, None, 0), (None, None, None)],
)
def test_an_old_file_does_not_turn_counts_back(
    old: int | None, new: int | None, kept: int | None
) -> None:
    both = merged(Paper(title="Sheep", upvotes=old), Paper(title="Sheep", upvotes=new))
    assert both.upvotes == kept


@pytest.mark.parametrize(("old", "new", "kept"), [(8, 3, 3), (3, 8, 8), (8, None, 8), (None, 3, 3)])
def test_a_live_feed_knows_the_newest_counts(
    old: int | None, new: int | None, kept: int | None
) -> None:
    known = Paper(title="Sheep", upvotes=old, stars=old)
    told = Paper(title="Sheep", upvotes=new, stars=new)
    both = merged(known, told, fresh=True)
    assert (both.upvotes, both.stars) == (kept, kept)
    assert merged(both, told, fresh=True) == both


def test_a_day_is_the_earlier_one() -> None:
    early, late = date(2024, 6, 3), date(2024, 6, 9)
    for one, two in ((early, late), (late, early)):
        assert merged(Paper(title="a", listed=one), Paper(title="a", listed=two)).listed == early
