"""What several tests draw at random, and how much of it."""

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import DETAILS, Paper
from search.model.record import Record

_LONG = 25  # times as many examples in the profile "long"


def examples(count: int) -> settings:
    """Settings with `count` examples, and many times as many with --hypothesis-profile=long."""
    long = settings.get_current_profile_name() == "long"
    return settings(max_examples=count * _LONG if long else count)


def pieced(pieces: st.SearchStrategy[str], chars: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of pieces that mean something to a format, with any others between them."""
    return st.lists(pieces | st.text(chars, max_size=8), max_size=12).map("".join)


def papers_of(
    text: st.SearchStrategy[str], **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[Paper]:
    """Papers of which each text is any of `text`, and other fields as given."""
    maybe, many = st.none() | text, st.lists(text, max_size=4).map(tuple)
    return st.builds(
        Paper,
        title=text.map(lambda title: f"T{title}"),
        abstract=maybe,
        summary=maybe,
        authors=many,
        keywords=many,
        published=st.none() | st.dates(),
        listed=st.none() | st.dates(),
        **fields,
    )


def some_of(
    draw: st.DrawFn, fields: dict[str, st.SearchStrategy[object]], most: int
) -> dict[str, Any]:
    """At most so many of the fields, by name."""
    names = draw(st.lists(st.sampled_from(sorted(fields)), max_size=most, unique=True))
    return {name: draw(fields[name]) for name in names}


# A word that no format has another meaning for.
WORDS = st.sampled_from(("Sheep", "goat", "Wool", "sleep", "Night", "羊", "π", "Zoë"))
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PARTIAL_DATES = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999), circa=st.booleans()),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12), circa=st.booleans()),
    st.builds(PartialDate, st.integers(1, 9999), season=st.integers(1, 4), circa=st.booleans()),
    st.dates(date(1, 1, 1)).map(PartialDate.of),
)
NAMES = st.one_of(
    st.builds(
        Name,
        family=LINES,
        given=st.just("") | LINES,
        particle=st.sampled_from(("", "van der", "d'", "de")),
        dropping=st.sampled_from(("", "von")),
        suffix=st.sampled_from(("", "Jr.", "III")),
    ),
    st.builds(Name, literal=LINES),
    st.builds(Name, full=LINES),
)
LINKS = st.sampled_from((
    "https://github.com/sheep/count",
    "https://github.com/goat/count",
    "https://example.org/wool",
))  # fmt: skip
SOURCES = ("starter", "json", "ris", "bibtex", "huggingface", "arxiv", "example.org")
MANY_WORDS = st.lists(WORDS, max_size=3).map(tuple)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """What may tell of one work: few different values, so that they agree and differ often."""
    some: dict[str, st.SearchStrategy[object]] = {
        "abstract": st.tuples(LINES, LINKS).map(". See ".join) | LINES,
        "summary": LINES,
        "names": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        "editor_names": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
        "published": PARTIAL_DATES,
        "listed": st.dates(date(1000, 1, 1)).map(PartialDate.of),
        "arxiv": st.sampled_from(("2401.00001", "cs/9909009")),
        "doi": st.sampled_from(("10.1234/a", "10.48550/arXiv.2401.00001")),
        "url": LINKS,
        "pdf": LINKS,
        "github": LINKS,
        "links": st.lists(LINKS, max_size=2).map(tuple),
        "upvotes": st.integers(0, 50),
        "stars": st.integers(0, 50),
        "keywords": MANY_WORDS,
        "categories": MANY_WORDS,
        "sources": st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2).map(tuple),
        "remark": LINES,
        "withdrawn": st.booleans(),
        **dict.fromkeys(DETAILS, LINES),
    }
    return Paper(title=draw(LINES), **some_of(draw, some, 8))


PAPERS = papers()
RECORDS = st.builds(
    Record,
    PAPERS,
    st.sampled_from(("bibtex", "ris", "csl-json", "snapshot")),
    LINES,
    st.lists(st.tuples(WORDS, LINES), max_size=3).map(tuple),
    st.booleans(),
)
