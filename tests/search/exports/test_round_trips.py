"""What is written as references is read back as the same papers."""

import io
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from papers_read import read

from search.exports import exported
from search.model.entry import Entry
from search.model.paper import Paper
from search.sources import Marked
from search.text.clean import one_line

BITS = st.sampled_from([
    "{", "}", "\\", "%", "&", "#", '"', "'", "@", "$", "_", "~", "^", "`", "--", "\n", "\n\n", " ",
    ",", ";", "<", ">", "\\em ", "\\'e", "\\{", "$x_{i}$", "$\\k$", "$5", "@misc{a, t={b}}", "@x(",
    "ER  - ", "\nTY  - JOUR", " and ", "漢字", "🙂", "é", "\u0301", "Ink", "GPT-4", "?`", "%%",
])  # fmt: skip
# HTML tags are markup to every reader of CSL-JSON, and are left out.
CHARS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>")
TEXT = st.lists(BITS | st.text(CHARS, max_size=8), max_size=12).map("".join)
LINE = TEXT.filter(one_line)
# A comma in a name tells its parts; a semicolon and & stand between names in careless files.
NAME = TEXT.map(lambda text: re.sub("[,;&]", "", text)).filter(one_line) | st.sampled_from(
    ["Ada Byron", "Ada van der Berg", "Ben King Jr.", "The Ink Society", "others", "Ink and Paper"]
)
PAPERS = st.builds(
    Paper,
    title=LINE,
    abstract=st.none() | TEXT,
    authors=st.lists(NAME, max_size=4).map(tuple),
    published=st.none() | st.dates(date(1000, 1, 1)),
    arxiv=st.sampled_from([None, "2406.01234", "cs/9909009"]),
    doi=st.sampled_from([None, "10.1000/ink", "10.1000/{in}k_%(1)", "10.1000/a{"]),
    github=st.sampled_from([None, "https://github.com/slow-ink/press_2"]),
    links=st.sampled_from(
        [(), ("https://ink.org/~ada?a=1&b=50%25#c_d", "https://slow-ink.github.io")]
    ),
    categories=st.sampled_from([(), ("cs.CL", "cs.AI")]),
)
FORMATS = ("bibtex", "ris", "csl-json")


def entry(paper: Paper) -> Entry:
    return Entry(1, paper, read=True, bookmarked=False, new=False, tags=("later",), note="@x{")


def back(papers: list[Paper], format_: str) -> list[Paper]:
    text = exported(map(entry, papers), format_)
    got = list(read(io.BytesIO(text.encode()), f"refs.{format_}"))
    papers = [item.paper if isinstance(item, Marked) else item for item in got]
    assert all(isinstance(paper, Paper) for paper in papers), got
    return papers


def same(one: Paper, other: Paper, format_: str) -> None:
    """`other` says all of what `one` says that the format can hold."""
    assert other.title == one.title
    assert other.authors == one.authors
    flat = format_ == "ris"
    assert other.abstract == (
        " ".join((one.abstract or "").split()) or None if flat else one.abstract
    )
    if one.published:
        assert other.published is not None
        assert other.published.year == one.published.year
        assert other.published == (one.published if format_ != "bibtex" else other.published)
    assert (other.arxiv, other.doi) == (one.arxiv, one.doi)
    assert (other.github, other.pdf) == (one.github, one.pdf)
    assert set(other.links) <= {one.github, *one.links}
    assert {one.url, *one.links} - {None} <= {other.url, *other.links}


@pytest.mark.parametrize("format_", FORMATS)
@given(papers=st.lists(PAPERS, min_size=1, max_size=3))
@example(papers=[Paper(title="{", abstract="}\n\n@misc(a, b)", authors=("{", "a\\", "and"))])
@example(papers=[Paper(title="From $5 to $x_i$ at 5$: SL$^{2}$A, $\\alpha", authors=("A ~ B",))])
def test_references_come_back_as_they_were(format_: str, papers: list[Paper]) -> None:
    got = back(papers, format_)
    assert len(got) == len(papers)
    for one, other in zip(papers, got, strict=True):
        same(one, other, format_)


@given(papers=st.lists(PAPERS, max_size=3))
def test_json_comes_back_exactly(papers: list[Paper]) -> None:
    assert back(papers, "json") == papers
