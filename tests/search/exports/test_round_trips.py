"""What is written as references is read back as the same papers."""

import io
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import LINES, MANY_WORDS, NAMES, PARTIAL_DATES, examples, pieced, some_of

from search.exports import exported
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper
from search.sources import Marked, Record, Skipped, read
from search.text.clean import one_line

BITS = st.sampled_from([
    "{", "}", "\\", "%", "&", "#", '"', "'", "@", "$", "_", "~", "^", "`", "--", "\n", "\n\n", " ",
    ",", ";", "<", ">", "\\em ", "\\'e", "\\{", "$x_{i}$", "$\\k$", "$5", "@misc{a, t={b}}", "@x(",
    "ER  - ", "\nTY  - JOUR", " and ", "漢字", "🙂", "é", "\u0301", "Ink", "GPT-4", "?`", "%%",
])  # fmt: skip
# HTML tags are markup to every reader of CSL-JSON, and are left out.
CHARS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>")
TEXT = pieced(BITS, CHARS)
LINE = TEXT.filter(one_line)
# A comma in a name tells its parts; a semicolon and & stand between names in careless files.
FULL = TEXT.map(lambda text: re.sub("[,;&]", "", text)).filter(one_line) | st.sampled_from(
    ["Ada Byron", "Ada van der Berg", "Ben King Jr.", "The Ink Society", "others", "Ink and Paper"]
)
PEOPLE = st.lists(FULL.map(lambda text: Name(full=text)) | NAMES, max_size=4).map(tuple)
LINKS = ("https://github.com/slow-ink/press_2", "https://ink.org/~ada?a=1&b=50%25#c_d")


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Papers with few of the fields that references have; some texts are hostile."""
    some: dict[str, st.SearchStrategy[object]] = {
        "abstract": TEXT,
        "editor_names": PEOPLE,
        "published": PARTIAL_DATES.filter(lambda when: 1000 <= when.year < 2100),
        "arxiv": st.sampled_from(["2406.01234", "cs/9909009"]),
        "doi": st.sampled_from(["10.1000/ink", "10.1000/{in}k_%(1)", "10.1000/a{"]),
        "github": st.just(LINKS[0]),
        "links": st.lists(
            st.sampled_from([*LINKS, "https://arxiv.org/abs/2001.00001"]), max_size=3
        ).map(tuple),
        "keywords": MANY_WORDS | st.just(("Databases, Protein",)),
        "categories": st.just(("cs.CL", "cs.AI")),
        "remark": LINES,
        "pages": st.sampled_from(["3-14", "7", "e12", "1-3, 9"]),
        "isbn": st.sampled_from(["978-1-2345-6789-7", "9780822349242, 9780822349198"]),
        "issn": st.just("1234-567X"),
        "pmid": st.just("123456"),
        "type": st.sampled_from(["article-journal", "book", "chapter", "paper-conference"]),
        "citation_key": st.sampled_from(["lee", "Ödegård:2010"]),
        **dict.fromkeys(("container_title", "publisher"), LINE.map(one_line)),
        **dict.fromkeys(("volume", "issue", "place", "edition", "series", "language"), LINES),
        **dict.fromkeys(("number", "genre", "version", "comment", "journal_ref", "summary"), LINES),
    }
    return Paper(title=draw(LINE), names=draw(PEOPLE), **some_of(draw, some, 10))


def documented() -> dict[str, list[str]]:
    """The fields that a format holds whole, by the format, as the documentation has them."""
    page = Path(__file__).parents[3] / "docs/formats.md"
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    (_, *formats), *fields = rows
    return {
        name: [field for field, *cells in fields if cells[place] == "yes"]
        for place, name in enumerate(formats)
    }


HELD = documented()


def entry(paper: Paper, number: int) -> Entry:
    return Entry(
        number, paper, read=True, bookmarked=False, new=False, tags=(), note="@x{",
        citation_keys=(f"key{number}",),
    )  # fmt: skip


def back(papers: Iterable[Paper], format_: str) -> list[Paper]:
    entries = [entry(paper, number) for number, paper in enumerate(papers)]
    text = exported(entries, format_)
    got = list(read(io.BytesIO(text.encode()), f"refs.{format_}", format_.replace("latex", "tex")))
    assert not [each for each in got if isinstance(each, Skipped)], got
    return [each.paper for each in got if isinstance(each, Record | Marked)]


@pytest.mark.parametrize("format_", HELD)
@examples(60)
@given(written=st.lists(papers(), min_size=1, max_size=3))
@example(written=[Paper(title="{", abstract="}\n\n@misc(a, b)", authors=("{", "a\\", "and"))])
@example(written=[Paper(title="From $5 to $x_i$ at 5$: SL$^{2}$A, $\\alpha", authors=("A ~ B",))])
def test_a_format_holds_what_its_documentation_says(format_: str, written: list[Paper]) -> None:
    got = back(written, format_)
    assert len(got) == len(written)
    for one, other in zip(written, got, strict=True):
        for name in HELD[format_]:
            was, now = getattr(one, name), getattr(other, name)
            if name == "published" and was is None:
                continue  # a reference needs a year
            if name == "remark" and format_ == "ris":
                now = re.sub(r"(^|\n\n)@x\{$", "", now or "") or None  # the user's note
            assert now == was, name


@given(written=st.lists(papers(), max_size=3))
def test_json_comes_back_exactly(written: list[Paper]) -> None:
    assert back(written, "json") == written


def test_the_table_names_every_field() -> None:
    held = {name for names in HELD.values() for name in names}
    known = {field.name for field in fields(Paper)}
    assert known - held == {"own_id", "citation_key", "editor_names", "sources"}
