"""References as reference managers and TeX want them."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from search.errors import LibraryError
from search.exports import EXPORT_FORMATS, bibtex_entry, citation, exported, markdown_link
from search.model.dates import PartialDate
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.sources import read as read_records
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
    assert exported([entry(LEE, note="mine", tags=("later",))], "bibtex") == (
        "@misc{lee2024curriculum,\n"
        r"  title         = {A Curriculum of {GPT}-4 for {$x_{i}$}: 50\% \& more}," "\n"
        "  author        = {Lee, Ann and King, Jr., Ben and van Ink, Ada and {The Ink Society}},\n"
        "  year          = {2024},\n"
        "  month         = jun,\n"
        "  day           = {3},\n"
        "  eprint        = {2406.01234},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass  = {cs.CL},\n"
        "  url           = {https://arxiv.org/abs/2406.01234},\n"
        "  keywords      = {ink, paper, later},\n"
        "  abstract      = {{@}misc(one)\n\n"
        r"See \textbraceleft{}it\textbraceright{} at \#1.}," "\n"
        r"  annotation    = {Code: https://github.com/slow-ink/press\_2}," "\n"
        "  annote        = {mine},\n"
        "}\n\n"
    )  # fmt: skip


def test_a_ris_record() -> None:
    assert exported([entry(LEE, note="mine", tags=("later",))], "ris").splitlines() == [
        "TY  - UNPB",
        "ID  - lee2024curriculum",
        "TI  - A Curriculum of GPT-4 for $x_{i}$: 50% & more",
        "AU  - Lee, Ann",
        "AU  - King, Ben, Jr.",
        "AU  - van Ink, Ada",
        "AU  - The Ink Society,",
        "PY  - 2024",
        "DA  - 2024/06/03",
        "PB  - arXiv",
        "AN  - arXiv:2406.01234",
        "AB  - @misc(one)",
        "AB  - See {it} at #1.",
        "UR  - https://arxiv.org/abs/2406.01234",
        "L1  - https://arxiv.org/pdf/2406.01234",
        "C1  - Code: https://github.com/slow-ink/press_2",
        "KW  - ink",
        "KW  - paper",
        "KW  - later",
        "N1  - mine",
        "ER  - ",
        "",
    ]


def test_a_csl_item() -> None:
    (item,) = json.loads(exported([entry(LEE, note="mine", tags=("later",))], "csl-json"))
    assert item.pop("abstract") == LEE.abstract
    assert item == {
        "id": "lee2024curriculum",
        "type": "article",
        "title": LEE.title,
        "author": [
            {"family": "Lee", "given": "Ann"},
            {"family": "King", "given": "Ben", "suffix": "Jr."},
            {"family": "van Ink", "given": "Ada"},
            {"literal": "The Ink Society"},
        ],
        "issued": {"date-parts": [[2024, 6, 3]]},
        "archive_location": "arXiv:2406.01234",
        "publisher": "arXiv",
        "URL": "https://arxiv.org/abs/2406.01234",
        "keyword": "ink, paper, later",
        "custom": {
            "code": "https://github.com/slow-ink/press_2",
            "categories": ["cs.CL", "cs.AI"],
        },
        "annote": "mine",
    }


CHAPTER = Paper(
    title="Slow Drying of Inks",
    type="chapter",
    names=(Name("Berg", "Ada", "van der"), Name("King", "Ben", suffix="Jr.")),
    editor_names=(Name("Lorenzo Vega", "Inés"), Name(literal="Ink & Sons")),
    container_title="A Handbook of Ink",
    published=PartialDate(1999),
    volume="2",
    pages="3-14",
    publisher="Reed Press",
    place="Leeds",
    edition="2",
    isbn="978-1-2345-6789-7",
)


def test_a_chapter_in_the_fields_of_each_format() -> None:
    common = (
        "  title         = {Slow Drying of Inks},\n"
        "  author        = {van der Berg, Ada and King, Jr., Ben},\n"
        "  editor        = {Lorenzo Vega, Inés and {Ink \\& Sons}},\n"
        "  booktitle     = {A Handbook of Ink},\n"
    )
    bibtex, biblatex = (exported([entry(CHAPTER)], name) for name in ("bibtex", "biblatex"))
    assert bibtex.startswith(
        f"@incollection{{vanderberg1999slow,\n{common}"
        "  year          = {1999},\n  volume        = {2},\n  pages         = {3--14},\n"
        "  publisher     = {Reed Press},\n  address       = {Leeds},\n"
    )
    assert biblatex.startswith(
        f"@incollection{{vanderberg1999slow,\n{common}  date          = {{1999}}"
    )
    assert "location      = {Leeds}" in biblatex
    ris = exported([entry(CHAPTER)], "ris")
    for line in (
        "TY  - CHAP", "AU  - van der Berg, Ada", "ED  - Lorenzo Vega, Inés", "ED  - Ink & Sons,",
        "T2  - A Handbook of Ink", "PY  - 1999", "DA  - 1999", "SP  - 3", "EP  - 14",
        "PB  - Reed Press", "CY  - Leeds", "ET  - 2", "SN  - 978-1-2345-6789-7",
    ):  # fmt: skip
        assert f"{line}\n" in ris
    (item,) = json.loads(exported([entry(CHAPTER)], "csl-json"))
    assert item["author"][0] == {
        "family": "Berg", "given": "Ada", "non-dropping-particle": "van der",
    }  # fmt: skip
    assert item["editor"][1] == {"literal": "Ink & Sons"}
    assert (item["type"], item["issued"]) == ("chapter", {"date-parts": [[1999]]})
    assert (item["container-title"], item["page"]) == ("A Handbook of Ink", "3-14")
    assert (item["publisher"], item["publisher-place"]) == ("Reed Press", "Leeds")


@pytest.mark.parametrize(
    ("when", "bibtex", "biblatex", "ris", "csl"),
    [
        (PartialDate(1985), "year = {1985}", "1985", "1985", {"date-parts": [[1985]]}),
        (
            PartialDate(1985, 3),
            "year = {1985}, month = mar",
            "1985-03",
            "1985/03",
            {"date-parts": [[1985, 3]]},
        ),
        (
            PartialDate(1985, season=1),
            "year = {1985}, month = {spring}",
            "1985-21",
            "1985///Spring",
            {"date-parts": [[1985]], "season": 1},
        ),
        (
            PartialDate(1985, circa=True),
            "year = {c. 1985}",
            "1985~",
            "c. 1985",
            {"date-parts": [[1985]], "circa": True},
        ),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    when: PartialDate, bibtex: str, biblatex: str, ris: str, csl: object
) -> None:
    dated = entry(Paper(title="Ink", published=when))
    fields = re.findall(r"(year|month|day) *= ([^,]*),", exported([dated], "bibtex"))
    assert ", ".join(f"{name} = {value}" for name, value in fields) == bibtex
    assert f"date          = {{{biblatex}}},\n" in exported([dated], "biblatex")
    assert f"DA  - {ris}\n" in exported([dated], "ris")
    assert json.loads(exported([dated], "csl-json"))[0]["issued"] == csl


@pytest.mark.parametrize(
    ("paper", "bibtex", "biblatex", "ris", "csl"),
    [
        ({"type": "article-journal"}, "article", "article", "JOUR", "article-journal"),
        ({"container_title": "Ink"}, "article", "article", "JOUR", "article-journal"),
        ({"type": "book"}, "book", "book", "BOOK", "book"),
        ({"type": "book", "editors": ("A B",)}, "book", "book", "EDBOOK", "book"),
        ({"type": "thesis"}, "phdthesis", "thesis", "THES", "thesis"),
        (
            {"type": "thesis", "genre": "Master's thesis"},
            "mastersthesis", "thesis", "THES", "thesis",
        ),
        ({"type": "report"}, "techreport", "report", "RPRT", "report"),
        ({"type": "webpage"}, "misc", "online", "ELEC", "webpage"),
        ({"type": "dataset"}, "misc", "dataset", "DATA", "dataset"),
        ({"type": "nonsense"}, "misc", "misc", "GEN", "document"),
        ({"doi": "10.1234/a"}, "misc", "misc", "GEN", "document"),
        ({"arxiv": "2406.01234"}, "misc", "online", "UNPB", "article"),
        (
            {"arxiv": "2406.01234", "type": "article-journal"},
            "article", "article", "JOUR", "article-journal",
        ),
    ],
)  # fmt: skip
def test_each_type_in_the_words_of_each_format(
    paper: dict[str, Any], bibtex: str, biblatex: str, ris: str, csl: str
) -> None:
    made = [entry(Paper(title="Ink", **paper))]
    assert exported(made, "bibtex").startswith(f"@{bibtex}{{")
    assert exported(made, "biblatex").startswith(f"@{biblatex}{{")
    assert exported(made, "ris").startswith(f"TY  - {ris}\n")
    assert json.loads(exported(made, "csl-json"))[0]["type"] == csl


def test_the_page_of_a_preprint_is_arxivs() -> None:
    listed = Paper(title="Ink", arxiv="2406.01234", url="https://huggingface.co/papers/2406.01234")
    for name in ("bibtex", "biblatex", "ris", "csl-json"):
        text = exported([entry(listed)], name)
        assert "https://arxiv.org/abs/2406.01234" in text
        assert "huggingface" not in text


def test_a_bibtex_entry_to_paste_is_short() -> None:
    text = bibtex_entry(entry(LEE, note="mine", tags=("later",)))
    names = re.findall(r"^  (\w+)", text, re.MULTILINE)
    assert names == [
        "title", "author", "year", "month", "day", "eprint", "archivePrefix", "primaryClass", "url",
    ]  # fmt: skip


SOURCE = r"""@Web_Page{Ødegård:2010,
  Title = {{The} {B}ayesian Ink of {J}apan},
  author = {\'Odeg{\aa}rd, Ana and {Ink Society}},
  year = 2010, month = MAR, volume={7}, number = "3",
  Journal = {J. Ink}, file = {:a/b.pdf:PDF}, annote = {blue}, keywords = {a; {b, c}},
  x-other = {kept}
}
"""


def imported(text: str) -> Entry:
    format_ = {"@": "bibtex", "T": "ris", "[": "csl-json"}[text[0]]
    (record,) = read_records(io.BytesIO(text.encode()), "refs", format_)
    assert isinstance(record, Record)
    return replace(entry(record.paper, note="mine", tags=("later",)), records=(record,))


@pytest.mark.parametrize(
    ("format_", "kind", "month"),
    [("bibtex", "web_page", "{MAR}"), ("biblatex", "online", "mar")],
)
def test_what_a_bibtex_file_said_comes_out_in_its_own_words(
    format_: str, kind: str, month: str
) -> None:
    assert exported([imported(SOURCE)], format_) == (
        f"@{kind}{{Ødegård:2010,\n"
        "  Title         = {{The} {B}ayesian Ink of {J}apan},\n"
        "  author        = {\\'Odeg{\\aa}rd, Ana and {Ink Society}},\n"
        "  year          = {2010},\n"
        f"  month         = {month},\n"
        "  volume        = {7},\n"
        "  number        = {3},\n"
        "  Journal       = {J. Ink},\n"
        "  file          = {:a/b.pdf:PDF},\n"
        "  annote        = {blue\n\nmine},\n"
        "  keywords      = {a; {b, c}, later},\n"
        "  x-other       = {kept},\n"
        "}\n\n"
    )


def test_what_others_know_is_added_to_a_bibtex_entry() -> None:
    made = imported("@article{a, title={Ink}, date={2010-03-01}, journaltitle={J. Ink}}")
    paper = replace(made.paper, doi="10.1234/ink", published=PartialDate(2010, 3, 1))
    text = exported([replace(made, paper=paper)], "bibtex")
    assert re.findall(r"^  (\S+)", text, re.MULTILINE)[:7] == [
        "title", "date", "journaltitle", "journal", "year", "month", "day",
    ]  # fmt: skip
    assert "doi           = {10.1234/ink}" in text
    text = exported([replace(made, paper=paper)], "biblatex")
    assert not re.search("^  (year|month|journal) ", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("year=1999, month={September}", ["year = {1999}", "month = sep"]),
        ("year={May 1987}", ["date = {1987-05}"]),
        ("year=1992, month={Summer}", ["date = {1992-22}"]),
        ("year={in press}", ["pubstate = {in press}"]),
        ("isbn={0268-1242}", ["issn = {0268-1242}"]),
        (
            "isbn={9780822349242 9780822349198}",
            ["isbn = {9780822349242}", "isbns = {9780822349242 9780822349198}"],
        ),
        ("ids={a,b}, crossref={p}", ["ids = {b}"]),
        ("author={Adler, Nina,}", ["author = {Adler, Nina}"]),
    ],
)
def test_biber_is_given_what_it_takes_without_a_warning(written: str, expected: list[str]) -> None:
    text = exported([imported(f"@book{{a, title={{Ink}}, {written}}}")], "biblatex")
    fields = re.findall(r"^  (\S+) += (.*),$", text, re.MULTILINE)
    own = ("title", "keywords", "annote")
    assert [f"{name} = {value}" for name, value in fields if name not in own] == expected


def test_braces_that_bibtex_would_miss_are_closed() -> None:
    text = exported([imported(r"@misc{a, title={Ink}, note={an open \{ brace}}")], "bibtex")
    assert r"note          = {an open \textbraceleft{} brace}" in text


def test_names_that_bibtex_refuses_are_written_anew() -> None:
    names = "Miller, D., Firby, J. and Ek, Bo"
    text = exported([imported(f"@misc{{a, title={{Ink}}, author={{{names}}}}}")], "bibtex")
    people = parse_string(text, "bibtex").entries["a"].persons["author"]
    assert people[-1].last_names == ["Ek"]


def test_a_repeated_field_comes_out_once() -> None:
    """Programs refuse an entry that has a field twice."""
    text = exported([imported("@misc{a, title={Ink}, file={}, File={x}, file={y}}")], "bibtex")
    assert re.findall("(?i)file *= (.*)", text) == ["{x},"]


def test_each_key_of_a_paper_has_its_entry() -> None:
    """A document that cites either goes on to find it."""
    texts = ("@article{a, title={Ink}, journal={J}}", "@misc{b, title={Ink}, howpublished={web}}")
    one, other = map(imported, texts)
    text = exported([replace(one, records=(*one.records, *other.records))], "bibtex")
    assert re.findall("@(.*),", text) == ["article{a", "misc{b"]
    assert text.count("howpublished") == 1


def test_tags_of_ris_and_fields_of_csl_come_out_again() -> None:
    lines = [
        "TY  - EJOUR", "ID  - ink7", "T1  - Ink", "JO  - J. Ink", "Y1  - 2010", "U4  - kept",
        "KW  - a",
    ]  # fmt: skip
    text = exported([imported("\n".join([*lines, "ER  - \n"]))], "ris")
    assert text.splitlines() == [*lines, "KW  - later", "N1  - mine", "ER  - ", ""]
    item = {
        "id": "ink7", "type": "song", "title": "Ink", "dimensions": "4 x 3", "keyword": "a",
        "recipient": [{"family": "Ek"}], "issued": {"literal": "long ago"},
    }  # fmt: skip
    (got,) = json.loads(exported([imported(json.dumps([item]))], "csl-json"))
    assert got == {**item, "keyword": "a, later", "annote": "mine"}


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
        (Paper(title="墨", names=(Name("王", "小明"),)), "wangmo"),
        (Paper(title="О пользе", authors=("Анна Щукина",)), "shchukinao"),
        (Paper(title="Ink", citation_key="knuth:tea84"), "knuth:tea84"),
        (Paper(title="Ink", citation_key="a key, with signs"), "anonink"),
        (Paper(title="Low-Rank Ink", authors=("Ada van der Berg",)), "vanderberglowrank"),
    ],
)  # fmt: skip
def test_keys_are_readable(paper: Paper, key: str) -> None:
    assert exported([entry(paper)], "bibtex").startswith(f"@misc{{{key},\n")


@given(
    st.lists(
        st.builds(Paper, title=LINE, authors=st.lists(LINE, max_size=3).map(tuple)), max_size=5
    )
)
def test_other_programs_read_bibtex(papers: list[Paper]) -> None:
    numbered = [replace(entry(one), citation_keys=(f"k{n}",)) for n, one in enumerate(papers)]
    made = parse_string(exported(numbered, "bibtex"), "bibtex")
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


def paper_of(count: int, **fields: object) -> Paper:
    return Paper(
        **{  # type: ignore[arg-type]  # fields of Paper
            "title": "Slow Ink",
            "authors": tuple(f"Ada Byron{number}" for number in range(1, count + 1)),
            "arxiv": "2406.01234",
            "published": None,
            **fields,
        }
    )


NINETEEN = ", ".join(f"Byron{number}, A." for number in range(1, 20))
END = "(2024). Slow Ink (arXiv:2406.01234). arXiv. https://arxiv.org/abs/2406.01234"


@pytest.mark.parametrize(
    ("paper", "expected"),
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
        (
            paper_of(
                2, type="article-journal", container_title="J. Ink", volume="7", issue="3",
                pages="101-118", doi="10.1234/ink",
            ),
            "Byron1, A., & Byron2, A. (2024). Slow Ink. J. Ink, 7(3), 101–118. "
            "https://doi.org/10.1234/ink",
        ),
        (
            CHAPTER,
            "van der Berg, A., & King, B., Jr. (1999). Slow Drying of Inks. In I. Lorenzo Vega & "
            "Ink & Sons (Eds.), A Handbook of Ink (2nd ed., Vol. 2, pp. 3–14). Reed Press.",
        ),
        (
            Paper(title="Ink", type="book", editors=("Ada Ek",), publisher="Reed", edition="3rd"),
            "Ek, A. (Ed.). (n.d.). Ink (3rd ed.). Reed.",
        ),
        (
            Paper(title="Ink", type="book", authors=("Yu. Ph. Ek",), edition="Third ed.."),
            "Ek, Yu. Ph. (n.d.). Ink (Third ed.).",
        ),
        (
            Paper(title="Ink", type="software", authors=("Ada Ek",), version="v18.12"),
            "Ek, A. (n.d.). Ink (Version 18.12) [Computer software].",
        ),
        (
            paper_of(
                1, arxiv=None, published=PartialDate(2024), type="thesis", genre="PhD thesis",
                publisher="Ink College",
            ),
            "Byron1, A. (2024). Slow Ink [Doctoral dissertation, Ink College].",
        ),
        (
            paper_of(
                1, arxiv=None, published=PartialDate(2024), type="report", number="12",
                publisher="Ink Lab",
            ),
            "Byron1, A. (2024). Slow Ink (No. 12). Ink Lab.",
        ),
        (
            paper_of(
                1, arxiv=None, published=PartialDate(2024), type="paper-conference",
                container_title="Proc. Ink", pages="1300-5", publisher="Reed", doi="10.1234/a(b)",
            ),
            "Byron1, A. (2024). Slow Ink. Proc. Ink, 1300\u20131305. https://doi.org/10.1234/a(b)",
        ),
        (
            paper_of(
                1, arxiv=None, published=PartialDate(2024), type="book", edition="Second edition",
                title='Slow "Ink"', editor_names=(Name("Lee", "Ben"),), pages="3-9",
            ),
            'Byron1, A. (2024). Slow "Ink" (B. Lee, Ed.; Second ed., pp. 3\u20139).',
        ),
        (
            paper_of(1, arxiv=None, type="webpage", published=PartialDate(2024, 6, 3)),
            "Byron1, A. (2024, June 3). Slow Ink.",
        ),
    ],
)  # fmt: skip
def test_citations(paper: Paper, expected: str) -> None:
    assert citation(entry(paper)) == expected


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
    assert text.startswith("\ufeff")  # without it, spreadsheets take UTF-8 for something else
    header, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
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


def test_an_unknown_format_is_reported() -> None:
    with pytest.raises(LibraryError, match="unknown format 'docx'; expected one of bibtex, "):
        exported([], "docx")


def test_a_note_gives_a_csl_item_no_other_id() -> None:
    paper = paper_of(1, remark="ID: TN_1")
    text = exported([entry(paper)], "csl-json")

    (record,) = read_records(io.BytesIO(text.encode()), "refs.json", "csl-json")
    assert "note" not in json.loads(text)[0]
    assert isinstance(record, Record)
    assert record.paper.remark == "ID: TN_1"


def test_a_csl_item_comes_back_with_entities_headings_and_links_as_they_were() -> None:
    paper = paper_of(
        1, title="Ink &amp; Soot", abstract="Abstract of &nbsp; ink.", arxiv=None,
        url="https://example.org/ink", remark="See https://example.org/ink",
    )  # fmt: skip
    text = exported([entry(paper)], "csl-json")
    (record,) = read_records(io.BytesIO(text.encode()), "refs.json", "csl-json")
    assert isinstance(record, Record)
    for name in ("title", "abstract", "links", "url"):
        assert getattr(record.paper, name) == getattr(paper, name)
