"""References as reference managers and TeX want them."""

import csv
import io
import json
import re
from datetime import date

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from search.errors import LibraryError
from search.exports import EXPORT_FORMATS, citation, exported, markdown_link
from search.exports.names import Name, parted
from search.model.entry import Entry
from search.model.paper import Paper
from search.text.clean import one_line

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(one_line)
LEE = Paper(
    title="A Curriculum of GPT-4 for $x_{i}$: 50% & more",
    authors=("Ann Lee", "Ben King Jr.", "Ada van Ink", "The Ink Society"),
    published=date(2024, 6, 3),
    arxiv="2406.01234",
    abstract="@misc(one)\n\nSee {it} at #1.",
    github="https://github.com/slow-ink/press_2",
    categories=("cs.CL", "cs.AI"),
    keywords=("ink", "paper"),
)


def entry(paper: Paper, note: str | None = None, tags: tuple[str, ...] = ()) -> Entry:
    return Entry(1, paper, read=True, bookmarked=False, new=False, tags=tags, note=note)


def test_a_bibtex_entry() -> None:
    assert exported([entry(LEE, note="mine")], "bibtex") == (
        "@misc{lee2024curriculum,\n"
        r"  title         = {A Curriculum of {GPT}-4 for {$x_{i}$}: 50\% \& more}," "\n"
        "  author        = {Lee, Ann and King, Jr., Ben and van Ink, Ada and {The Ink Society}},\n"
        "  year          = {2024},\n"
        "  month         = jun,\n"
        "  eprint        = {2406.01234},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass  = {cs.CL},\n"
        "  url           = {https://arxiv.org/abs/2406.01234},\n"
        "  keywords      = {ink, paper},\n"
        "  abstract      = {{@}misc(one)\n\n"
        r"See \textbraceleft{}it\textbraceright{} at \#1.}," "\n"
        r"  annotation    = {https://github.com/slow-ink/press\_2}," "\n"
        "}\n\n"
    )  # fmt: skip


def test_a_ris_record() -> None:
    assert exported([entry(LEE)], "ris").splitlines() == [
        "TY  - UNPB",
        "TI  - A Curriculum of GPT-4 for $x_{i}$: 50% & more",
        "AU  - Lee, Ann",
        "AU  - King, Ben, Jr.",
        "AU  - van Ink, Ada",
        "AU  - The Ink Society",
        "PY  - 2024",
        "DA  - 2024/06/03",
        "AB  - @misc(one) See {it} at #1.",
        "PB  - arXiv",
        "AN  - arXiv:2406.01234",
        "UR  - https://arxiv.org/abs/2406.01234",
        "L1  - https://arxiv.org/pdf/2406.01234",
        "L2  - https://github.com/slow-ink/press_2",
        "KW  - ink",
        "KW  - paper",
        "ER  - ",
        "",
    ]


def test_a_csl_item() -> None:
    (item,) = json.loads(exported([entry(LEE)], "csl-json"))
    assert item.pop("abstract") == LEE.abstract
    assert item == {
        "id": "lee2024curriculum",
        "type": "article",
        "genre": "preprint",
        "title": LEE.title,
        "author": [
            {"family": "Lee", "given": "Ann"},
            {"family": "King", "given": "Ben", "suffix": "Jr."},
            {"family": "van Ink", "given": "Ada"},
            {"literal": "The Ink Society"},
        ],
        "issued": {"date-parts": [[2024, 6, 3]]},
        "number": "arXiv:2406.01234",
        "publisher": "arXiv",
        "URL": "https://arxiv.org/abs/2406.01234",
        "keyword": "ink, paper",
        "note": "https://github.com/slow-ink/press_2",
    }


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("costs $5 and earns $10", r"costs \$5 and earns \$10"),
        ("$60 GPUs for 5$", r"\$60 {GPUs} for 5\$"),
        ("$x_{i$", r"\$x\_\textbraceleft{}i\$"),
        (r"$\alpha$-Net", r"{$\alpha$}-Net"),
        (r"\em ~^_", r"\textbackslash{}em \textasciitilde{}\textasciicircum{}\_"),
        ("a -- b --- c ``d''", "a -{}- b -{}-{}- c `{}`d'{}'"),
        ("BERT_A and T5 Learn", r"{BERT}\_A and {T5} Learn"),
        ("学习 É 🙂", "学习 É 🙂"),
    ],
)
def test_tex_sets_the_title_as_it_is(text: str, written: str) -> None:
    assert f"title         = {{{written}}},\n" in exported([entry(Paper(title=text))], "bibtex")


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (Paper(title="The Ink", authors=("Zoë Łu-Ørsted",), arxiv="cs/9909009"), "luorsted1999ink"),
        (Paper(title="On the Way", listed=date(2023, 1, 1)), "anon2023way"),
        (Paper(title="墨", authors=("王小明",)), "anon"),
        (Paper(title="Low-Rank Ink", authors=("Ada van der Berg",)), "vanderberglowrank"),
    ],
)  # fmt: skip
def test_keys_are_readable(paper: Paper, key: str) -> None:
    text = exported([entry(paper), entry(paper), entry(paper)], "bibtex")
    assert re.findall("@misc{(.*),", text) == [key, f"{key}-2", f"{key}-3"]


@given(
    st.lists(
        st.builds(Paper, title=LINE, authors=st.lists(LINE, max_size=3).map(tuple)), max_size=5
    )
)
def test_other_programs_read_bibtex(papers: list[Paper]) -> None:
    made = parse_string(exported(map(entry, papers), "bibtex"), "bibtex")
    assert len(made.entries) == len(papers)
    for paper, read in zip(papers, made.entries.values(), strict=True):
        assert len(read.persons.get("author", [])) == len(paper.authors)


@given(
    st.lists(
        st.builds(Paper, title=LINE, authors=st.lists(LINE, max_size=3).map(tuple)), max_size=5
    )
)
def test_other_programs_read_ris(papers: list[Paper]) -> None:
    made = rispy.loads(exported(map(entry, papers), "ris"))
    assert [read["title"] for read in made] == [paper.title for paper in papers]
    assert [len(read.get("authors", [])) for read in made] == [len(p.authors) for p in papers]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Ada Byron", Name("Byron", "Ada")),
        ("Ada M. Byron III", Name("Byron", "Ada M.", "III")),
        ("Ben King, Jr.", Name("King", "Ben", "Jr.")),
        ("Luc Van Gool", Name("Van Gool", "Luc")),
        ("Ana de la Cruz", Name("de la Cruz", "Ana")),
        ("Al Ink", Name("Ink", "Al")),
        ("Plato", Name("Plato")),
        ("Gemma Team", Name("Gemma Team")),
        ("Mistral AI", Name("Mistral AI")),
        ("Ink, Paper", Name("Ink, Paper")),
    ],
)
def test_names(written: str, parts: Name) -> None:
    assert parted(written) == parts


@given(LINE.map(one_line))
def test_no_part_of_a_name_is_lost(written: str) -> None:
    name = parted(written)
    again = " ".join(filter(None, (name.given, name.family, name.suffix)))
    assert again == written or f"{name.family}, {name.suffix}" in written


def paper_of(count: int, **fields: object) -> Paper:
    return Paper(
        **{  # type: ignore[arg-type]  # fields of Paper
            "title": "Slow Ink",
            "authors": tuple(f"Ada Byron{number}" for number in range(1, count + 1)),
            "arxiv": "2406.01234",
            **fields,
        }
    )


NINETEEN = ", ".join(f"Byron{number}, A." for number in range(1, 20))
END = "(2024). Slow Ink (arXiv:2406.01234). arXiv. https://arxiv.org/abs/2406.01234"


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (paper_of(1), f"Byron1, A. {END}"),
        (paper_of(2), f"Byron1, A., & Byron2, A. {END}"),
        (paper_of(3), f"Byron1, A., Byron2, A., & Byron3, A. {END}"),
        (paper_of(20), f"{NINETEEN}, & Byron20, A. {END}"),
        (paper_of(21), f"{NINETEEN}, . . . Byron21, A. {END}"),
        (paper_of(0), f"Slow Ink (arXiv:2406.01234). (2024). {END[END.index('arXiv. '):]}"),
        (
            paper_of(0, authors=("Jean-Luc B.-M. van Ink Jr.", "J.R. Ek", "Ink Team")),
            f"van Ink, J.-L. B.-M., Jr., Ek, J. R., & Ink Team. {END}",
        ),
        (
            paper_of(1, title="Why?", arxiv=None, doi="10.1000/a<b>"),
            "Byron1, A. (n.d.). Why? https://doi.org/10.1000/a%3Cb%3E",
        ),
        (paper_of(1, arxiv=None, published=date(2020, 1, 1)), "Byron1, A. (2020). Slow Ink."),
    ],
)  # fmt: skip
def test_citations(paper: Paper, told: str) -> None:
    assert citation(entry(paper)) == told


def test_a_reading_list() -> None:
    many = Paper(title="1. *Ink* [v2]", authors=tuple(f"Ada B{n}" for n in range(8)))
    assert exported([entry(LEE, note="read\n\nagain"), entry(many)], "markdown") == (
        r"- [A Curriculum of GPT-4 for \$x\_{i}\$: 50% \& more](https://arxiv.org/abs/2406.01234)"
        "  \n  Ann Lee, Ben King Jr., Ada van Ink, The Ink Society · 2024-06-03"
        " · [code](https://github.com/slow-ink/press_2)\n\n  > read\n  >\n  > again\n\n"
        "- 1\\. \\*Ink\\* \\[v2\\]  \n  Ada B0, Ada B1, Ada B2, Ada B3, Ada B4, Ada B5 and 2 more\n"
    )
    linked = Paper(title="Ink", url="https://ink.org/a_(b)")
    assert markdown_link(entry(linked)) == "[Ink](https://ink.org/a_%28b%29)"


@given(LINE, st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\t=1", "plain"]))
def test_no_cell_is_a_formula(title: str, note: str) -> None:
    text = exported([entry(Paper(title=title), note=note, tags=("=x", "y"))], "csv")
    header, row = csv.reader(io.StringIO(text))
    assert header[:3] == ["id", "title", "authors"]
    assert not [cell for cell in row if cell.strip()[:1] in tuple("=+-@＝＋－＠")]
    cells = dict(zip(header, row, strict=True))
    assert cells["title"].removeprefix("'") in (one_line(title), one_line(title).removeprefix("'"))
    assert (cells["read"], cells["bookmarked"], cells["tags"]) == ("true", "false", "'=x; y")
    assert (cells["upvotes"], cells["abstract"]) == ("", "")


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_no_papers_are_an_empty_file(format_: str) -> None:
    empty = {"json": "[]\n", "csl-json": "[]\n"}
    text = exported([], format_)
    assert text == empty.get(format_, "") or (format_ == "csv" and text.count("\n") == 1)


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(LibraryError, match="unknown format 'docx'; expected one of bibtex, "):
        exported([], "docx")
