"""What a paper is, whatever the sources say."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import papers_of

from search.errors import PaperError
from search.model.paper import Paper


def test_text_is_made_safe_and_missing_is_never_empty() -> None:
    paper = Paper(
        title=" Slow\n Ink\x1b ",
        abstract="One\nline.\n\nTwo.",
        summary=" ",
        arxiv="",
        doi="",
        authors=("Ada  Byron", "", "Ada Byron"),
        upvotes=-1,
        stars=0,
    )
    assert paper.title == "Slow Ink"
    assert paper.abstract == "One line.\n\nTwo."
    assert (paper.summary, paper.arxiv, paper.doi, paper.github) == (None, None, None, None)
    assert paper.authors == ("Ada Byron", "Ada Byron")  # two people may have one name
    assert (paper.upvotes, paper.stars) == (None, 0)


@pytest.mark.parametrize("title", ["", " \n", "\x00\x1b"])
def test_a_paper_has_a_title(title: str) -> None:
    with pytest.raises(PaperError, match="without a title"):
        Paper(title=title)


def test_the_id_is_the_strongest_name() -> None:
    named = Paper(title="Slow Ink", arxiv="arXiv:2406.01234v2", doi="https://doi.org/10.1000/INK")
    assert named.id == "2406.01234"
    assert named.identities == ("2406.01234", "doi:10.1000/ink", named.title_id)
    assert Paper(title="Slow Ink", doi="10.1000/INK").id == "doi:10.1000/ink"
    assert Paper(title="Slow Ink", doi="10.48550/arXiv.2406.01234").id == "2406.01234"
    alone = Paper(title="Slow Ink")
    assert alone.id == alone.title_id == Paper(title="slow  INK!").id
    assert alone.id.startswith("t-")
    assert len(alone.id) == 14


def test_titles_without_letters_are_told_apart() -> None:
    assert Paper(title="???").id != Paper(title="!!!").id


def test_the_repository_comes_from_the_field_then_the_links_then_the_abstract() -> None:
    abstract = "Code: https://github.com/ann/from-abstract."
    links = ("https://ink.org", "https://github.com/ann/from-link/tree/main")
    field = "https://github.com/ann/from-field/"
    assert Paper(title="t", abstract=abstract, links=links, github=field).github == field[:-1]
    linked = Paper(title="t", abstract=abstract, links=links)
    assert linked.github == "https://github.com/ann/from-link"
    assert linked.links == (*links, "https://github.com/ann/from-abstract")
    assert Paper(title="t", abstract=abstract).github == "https://github.com/ann/from-abstract"
    assert Paper(title="t", github="https://github.com/ann").github is None


def test_pages_are_made_where_none_is_reported_and_unsafe_ones_dropped() -> None:
    paper = Paper(title="t", arxiv="cs/9909009", url="javascript:alert(1)")
    assert paper.url == "https://arxiv.org/abs/cs/9909009"
    assert paper.pdf == "https://arxiv.org/pdf/cs/9909009"
    assert Paper(title="t", doi="10.1000/ink").url == "https://doi.org/10.1000/ink"
    assert Paper(title="t").url is None


ANY = st.text() | st.sampled_from(["2406.01234", "10.1000/ink", "https://github.com/ann/mill."])
MANY = st.lists(ANY, max_size=3).map(tuple)


@given(
    papers_of(
        ANY,
        arxiv=st.none() | ANY,
        doi=st.none() | ANY,
        url=st.none() | ANY,
        pdf=st.none() | ANY,
        github=st.none() | ANY,
        links=MANY,
        upvotes=st.none() | st.integers(),
    )
)
def test_a_paper_made_of_a_paper_is_the_same(paper: Paper) -> None:
    fields = {field.name: getattr(paper, field.name) for field in dataclasses.fields(Paper)}
    assert Paper(**fields) == paper
    assert paper.id == paper.identities[0]
