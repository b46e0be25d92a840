"""BibTeX, with what people and programs write into it."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_read import read
from strategies import examples

from search import sources
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.sources import Skipped

ENTRY = """% Encoding: UTF-8
@string{press = {The Press}}
@Article{byron2024,
  author    = {Byron, Ada and {The Ink Society} and de la Cruz, Jr., Bo and Carl~{\\O}rsted},
  title     = {Slow {{Ink}}: 50\\% of {P}aper -- in $x_{i}$},
  journal   = press # { Quarterly},
  abstract  = {We {print {letters}} at 50% of the cost.},
  year      = 2024,
  month     = jun,
  doi       = {https://doi.org/10.1000/INK},
  url       = {https://press.org/ink},
  note      = {Code: \\url{https://github.com/slow-ink/press}},
  keywords  = {ink, paper; letters},
}
"""


def taken(text: str | bytes) -> list[Paper | Skipped]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(data), "refs.bib"))


def only(text: str | bytes) -> Paper:
    (paper,) = taken(text)
    assert isinstance(paper, Paper)
    return paper


def test_an_entry() -> None:
    assert only(ENTRY) == Paper(
        title="Slow Ink: 50% of Paper – in $x_{i}$",
        abstract="We print letters at 50% of the cost.",
        names=(
            Name("Byron", "Ada"),
            Name(literal="The Ink Society"),
            Name("Cruz", "Bo", particle="de la", suffix="Jr."),
            Name(full="Carl Ørsted"),
        ),
        type="article-journal",
        container_title="The Press Quarterly",
        remark="Code: <https://github.com/slow-ink/press>",
        citation_key="byron2024",
        published=PartialDate(2024, 6),
        doi="10.1000/ink",
        url="https://press.org/ink",
        github="https://github.com/slow-ink/press",
        links=("https://github.com/slow-ink/press",),
        keywords=("ink", "paper", "letters"),
        sources=("bibtex",),
    )


@pytest.mark.parametrize(
    "entry",
    [
        "@book{,\n title = {Slow Ink}}",
        "@book{\n title = {Slow Ink}}",
        "@book{Müller & Söhne (24),\n title = {Slow Ink}}",
        '@article(Byron:24,\n title = "Slow Ink"\n)',
        "@ARTICLE{b+24, TITLE = {Slow Ink}, with+sign = {x}}",
        "@misc{b, title = {Slow Ink}, title = {Another}, month = UNKNOWN}",
        "@misc{b, title = slow # { Ink}}\n",
        "@comment{jabref-meta: databaseType:bibtex;}\n@misc{b, title = {Slow Ink}}",
        "mail ann@ink.org, then\n@misc{b, title = {Slow Ink}} % a remark, ann@ink.org",
        "@misc{b, title = {Slow Ink}, author = {others}}",
        "@misc{b, title = {Slow}, subtitle = {Ink}}",
    ],
)
def test_what_strict_programs_drop_is_read(entry: str) -> None:
    title = only(entry).title.lower().replace(":", "")
    assert title == "slow ink"


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2406.01234}, archiveprefix = {arXiv}",
        "eprint = {2406.01234v2}, eprinttype = {arxiv}",
        "arxivId = {2406.01234}",
        "journal = {arXiv preprint arXiv:2406.01234}",
        "journal = {CoRR}, note = {arXiv: 2406.01234 [cs.CL]}",
        "journal = {CoRR}, volume = {abs/2406.01234}",
        "url = {http://arxiv.org/abs/2406.01234}",
        "doi = {10.48550/arXiv.2406.01234}",
    ],
)
def test_an_arxiv_id_is_found_wherever_it_is_written(fields: str) -> None:
    assert only(f"@misc{{b, title = {{Ink}}, {fields}}}").id == "2406.01234"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("date = {2011-12-24}", PartialDate(2011, 12, 24)),
        ("date = {2011-12}", PartialDate(2011, 12)),
        ("year = {2011}, month = {3}", PartialDate(2011, 3)),
        ('year = 2011, month = "Sept."', PartialDate(2011, 9)),
        ("year = {2011}, month = {soon}", PartialDate(2011)),
        ("year = {in press}", None),
    ],
)
def test_days(fields: str, day: PartialDate | None) -> None:
    assert only(f"@misc{{b, title = {{Ink}}, {fields}}}").published == day


@pytest.mark.parametrize(
    "data",
    [
        "% Encoding: windows-1252\n@misc{b, title = {25° Café}}".encode("cp1252"),
        "@misc{b, title = {25° Café}}".encode("cp1252"),
        "% Encoding: no-such\n@misc{b, title = {25° Café}}".encode(),
        "% Encoding: UTF-16LE\n@misc{b, title = {25° Café}}".encode("utf-16"),
        "@misc{b, title = {25° Café}}".encode("utf-8-sig"),
        b"@misc{b,\r\n title = {25\\textdegree{} Caf\\'{e}}}",
    ],
)
def test_encodings(data: bytes) -> None:
    assert only(data).title == "25° Café"


def test_an_entry_of_spaces_alone_is_read_at_once() -> None:
    (skipped,) = taken("@misc{" + " " * 200_000)
    assert "a field is missing" in skipped.reason


def test_an_open_brace_spoils_one_entry_and_is_reported_with_its_line() -> None:
    text = "@misc{a, title = {One}}\n\n@misc{b,\n title = {Two},\n note = {open {brace}\n\n" + ENTRY
    got = taken(text)
    assert [item.title for item in got if isinstance(item, Paper)][:2] == ["One", "Two"]
    assert len([item for item in got if isinstance(item, Paper)]) == 3
    (skipped,) = [item for item in got if isinstance(item, Skipped)]
    assert skipped.line is not None
    assert 5 <= skipped.line <= 7
    assert skipped.reason.startswith("an entry was read only up to here")


def test_an_entry_without_a_title_is_reported_with_its_line() -> None:
    assert taken("\n\n@book{a, author = {Ada}}\n@book{b, title = {}}") == [
        Skipped("refs.bib", 3, "a paper without a title"),
        Skipped("refs.bib", 4, "a paper without a title"),
    ]


def test_the_real_files(real_data: Path) -> None:
    papers = entries = 0
    for path in sorted((real_data / "bibtex").iterdir()):
        with path.open("rb") as stream:
            got = list(read(stream, path.name))
        papers += sum(isinstance(item, Paper) for item in got)
        reasons = [item.reason for item in got if isinstance(item, Skipped)]
        entries += len(got) - sum(reason.startswith("an entry was read") for reason in reasons)
    assert (papers, entries) == (2917, 2994)  # an entry behind a % is none


def records_of(text: str) -> list[Record]:
    """The records of a file, whole."""
    return [
        item
        for item in sources.read(io.BytesIO(text.encode()), "refs.bib")
        if isinstance(item, Record)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "@book_section{a, title={One}}\n@web_page{b, title={Two}}\n@b.c-d{c, title={Three}}",
        "@book{a, title={One}} @book{b, title={Two}}@book{c, title={Three}}",
        "@book{a,\n title={One}\n}@book{b,\n title={Two}\n}\n\n@book(c, title={Three})",
        "@book{a, title={One}}\n@comment{@book{x, title={None}}}\n@preamble{{x}}\n"
        "@book{b, title={Two}}\n@comment{\n@book{y, title={None}}\n}\n@book{c, title={Three}}",
        "@book{a, title={One}, abstract={See\n@book{x, title={None}} and more.}}\n"
        "@book{b, title={Two}}\n@book{c, title={Three}}",
        "@book{a, title={One}\n author={Ek, Bo}}\n@book{b,\n% year=2001,\n title={Two},,}\n"
        "@book{c, title={Three}}",
    ],
)
def test_no_entry_is_lost_wherever_it_stands(text: str) -> None:
    got = taken(text)
    assert [item.title for item in got if isinstance(item, Paper)] == ["One", "Two", "Three"]
    assert len(got) == 3


def test_a_record_holds_all_that_the_entry_says_as_it_says_it() -> None:
    (record,) = records_of(
        "@string{ink = {Journal of {Ink}}}\n"
        "@inbook_x{ek:ink+24, Title = {On {TeX}}, journal = ink # { B}, note = {A {\\em note}},\n"
        " mendeley-groups = {a/b}, month = jan, title = {Again}}"
    )
    assert record.format == "bibtex"
    assert record.name == "refs.bib/ek:ink+24"
    assert record.fields == (
        ("@type", "inbook_x"),
        ("@key", "ek:ink+24"),
        ("Title", "On {TeX}"),
        ("journal", "Journal of {Ink} B"),
        ("note", "A {\\em note}"),
        ("mendeley-groups", "a/b"),
        ("month", "jan"),
        ("title", "Again"),
    )
    assert (record.paper.citation_key, record.paper.type) == ("ek:ink+24", None)


def test_what_references_know_has_a_place() -> None:
    (record,) = records_of(
        "@incollection{k, title={Ink}, author={Ek, Bo}, editor={Byron, Ada and {The Press}},"
        " booktitle={Lead {T}ype}, volume=3, number=2, pages={12--34}, publisher={Press \\& House},"
        " address={Oslo}, edition={2}, series={Notes}, isbn={978-1}, issn={1234-5678}, pmid={7},"
        " language={en}, note={In print}, year=2001}"
    )
    assert record.paper == Paper(
        title="Ink",
        names=(Name("Ek", "Bo"),),
        editor_names=(Name("Byron", "Ada"), Name(literal="The Press")),
        type="chapter",
        container_title="Lead Type",
        volume="3",
        issue="2",
        pages="12-34",
        publisher="Press & House",
        place="Oslo",
        edition="2",
        series="Notes",
        isbn="978-1",
        issn="1234-5678",
        pmid="7",
        language="en",
        remark="In print",
        published=PartialDate(2001),
        citation_key="k",
        sources=("bibtex",),
    )


def test_entries_of_one_key_are_two_records() -> None:
    records = records_of("@book{k, title={One}}\n@book{k, title={Two}}")
    assert [record.name for record in records] == ["refs.bib/k", "refs.bib/k 2"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Mu{\\~n}oz, E.", [Name("Muñoz", "E.")]),
        ("N\\'u{\\~n}ez, Mar{\\'\\i}a", [Name("Núñez", "María")]),
        ("Jo{\\~a}o Galv\\~{a}o", [Name(full="João Galvão")]),
        ("Donald~E. Ink", [Name(full="Donald E. Ink")]),
        ("Bo Ek 0001 and Ada Ink 1984", [Name(full="Bo Ek"), Name(full="Ada Ink 1984")]),
        ("Camacho Mojica, D.", [Name("Camacho Mojica", "D.")]),
        ("Andrew {Lloyd Webber}", [Name("Lloyd Webber", "Andrew")]),
        ("van den Hoven, Jelle", [Name("Hoven", "Jelle", "van den")]),
        ("{{World Ink Organization}}", [Name(literal="World Ink Organization")]),
        (
            "{Barnes and Noble, Inc.} and Ek, Bo",
            [Name(literal="Barnes and Noble, Inc."), Name("Ek", "Bo")],
        ),
        (
            "family=Hoven, given=Jelle, prefix=van den, useprefix=true",
            [Name("Hoven", "Jelle", "van den")],
        ),
        ('given="Jelle", family={van Hoven}, given-i=J', [Name("van Hoven", "Jelle")]),
        ("Nina Adler AND Tom Bose", [Name(full="Nina Adler"), Name(full="Tom Bose")]),
        (
            "Adler, Nina; Bose, Tom; Cray, Uma",
            [Name("Adler", "Nina"), Name("Bose", "Tom"), Name("Cray", "Uma")],
        ),
        (
            "Nina Adler, Tom Bose, Uma Cray",
            [Name(full=name) for name in ("Nina Adler", "Tom Bose", "Uma Cray")],
        ),
        (
            "Nina Adler, Tom Bose, and Uma Cray",
            [Name(full=name) for name in ("Nina Adler", "Tom Bose", "Uma Cray")],
        ),
        ("Adler Bose, Nina Uma,", [Name("Adler Bose", "Nina Uma")]),
        ("Adler, Nina,", [Name("Adler", "Nina")]),
        ("Nina Adler \\& Tom Bose", [Name(full="Nina Adler"), Name(full="Tom Bose")]),
        ("Ink \\& Sons", [Name(full="Ink & Sons")]),
        ("Adler, Nina and", [Name("Adler", "Nina")]),
        ("Adler, Nina and others", [Name("Adler", "Nina")]),
        ("Adler, Nina and et al.", [Name("Adler", "Nina")]),
        ("Adler, Nina and Bose,\n  Tom", [Name("Adler", "Nina"), Name("Bose", "Tom")]),
        ("Ben King, Jr.", [Name(full="Ben King, Jr.")]),
        ("King, Jr., Ben", [Name("King", "Ben", suffix="Jr.")]),
        ("", []),
    ],
)
def test_names_are_divided_as_the_source_divides_them(author: str, names: list[Name]) -> None:
    assert list(only(f"@misc{{b, title={{Ink}}, author={{{author}}}}}").names) == names


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("Year = {{2013}}, Month = {{SEP 12}}", PartialDate(2013, 9, 12)),
        ('year = "{2016}"', PartialDate(2016)),
        ('year = 2018, month = "5--7 " # jun', PartialDate(2018, 6)),
        ('year = 2019, month = "23{--}27 " # may', PartialDate(2019, 5)),
        ('year = 2016, month = jul # "~10"', PartialDate(2016, 7, 10)),
        ("year = 2016, month = {10~jul}", PartialDate(2016, 7, 10)),
        ("year = 2014, month = {Sep--Oct}", PartialDate(2014, 9)),
        ("year = 2014, month = 3, day = 9", PartialDate(2014, 3, 9)),
        ("year = 2014, month = {Summer}", PartialDate(2014, season=2)),
        ('year = 2014, month = {M{\\"a}rz}', PartialDate(2014, 3)),
        ("year = 2014, month = {Marine}", PartialDate(2014)),
        ("date = {2004-21}", PartialDate(2004, season=1)),
        ("date = {1984~}", PartialDate(1984, circa=True)),
        ("date = {1999-uu}", PartialDate(1999)),
        ("date = {2004-06-XX}", PartialDate(2004, 6)),
        ("date = {2012-02-30}", PartialDate(2012, 2)),
        ("date = {2001-02-03/2001-02-05}", PartialDate(2001, 2, 3)),
        ("year = {[2021] \\copyright 2021}", PartialDate(2021)),
        ("year = {c. 1890}", PartialDate(1890, circa=True)),
        ("year = {forthcoming}", None),
    ],
)
def test_dates_tell_no_more_than_the_entry(fields: str, day: PartialDate | None) -> None:
    assert only(f"@misc{{b, title = {{Ink}}, {fields}}}").published == day


def test_a_child_takes_from_its_proceedings_what_it_lacks() -> None:
    lead, wood, _ = taken(
        "@inproceedings{lead, title={Lead}, author={Ek, Bo}, crossref={Press04}}\n"
        "@inproceedings{wood, title={Wood}, year=2005, crossref={press04}}\n"
        "@proceedings{press04, title={Press Day}, editor={Byron, Ada}, year=2004, month=nov,"
        " doi={10.1000/day}, publisher={House}}"
    )
    assert isinstance(lead, Paper)
    assert isinstance(wood, Paper)
    assert (lead.published, wood.published) == (PartialDate(2004, 11), PartialDate(2005))
    assert (lead.container_title, lead.publisher, lead.editors) == (
        "Press Day",
        "House",
        ("Ada Byron",),
    )
    assert (lead.doi, lead.authors) == (None, ("Bo Ek",))


def test_a_set_and_fields_for_others_are_no_papers() -> None:
    found = taken(
        "@xdata{x, publisher={Ink}} @set{s, entryset={a}} @book{a, title={A}, xdata={x}}"
        "@article{b, title={On~Ink}, journaltitle={J.~Ink}, note={http://a.org/~b}}"
    )
    assert [paper.title for paper in found] == ["A", "On Ink"]
    assert found[0].publisher == "Ink"
    assert (found[1].container_title, found[1].remark) == ("J. Ink", "http://a.org/~b")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<i>E. coli</i> in H<sub>2</sub>O", "E. coli in H2O"),
        (
            r"{\textless}i{\textgreater}Ink{\textless}/i{\textgreater}: p {\textless} 5",
            "Ink: p < 5",
        ),
        (
            r"Ink &amp; Paper, Pens \&amp; Paper \& caf{\'e} & Co.",
            "Ink & Paper, Pens & Paper & café & Co.",
        ),
        (r"Where $a<b$ and $c>d$ \& <b> stays", "Where $a<b$ and $c>d$ & <b> stays"),
        (r"A \LaTeX\ and {\TeX} Story", "A LaTeX and TeX Story"),
        (r"See \href{http://ink.org/}{Ink} at 5\degree, {\noop{2}Part}", "See Ink at 5°, Part"),
        (r"C\# and \~{} and \^{}", "C# and ~ and ^"),
        ("III--V ``ink,'' pages---and $a--b$ ~100", "III–V “ink,” pages—and $a--b$ ~100"),
        (r"\glqq Tinte\grqq{} und \glqq Papier\grqq", "„Tinte“ und „Papier“"),
    ],
)
def test_markup_of_publishers_is_no_part_of_a_title(written: str, title: str) -> None:
    assert only(f"@misc{{b, title={{{written}}}}}").title == title


def test_an_abstract_of_a_publisher_is_without_its_markup_and_heading() -> None:
    abstract = r"<jats:title>Abstract</jats:title><jats:p>Ink at {\textless} 5.</jats:p>"
    assert only(f"@misc{{b, title={{Ink}}, abstract={{{abstract}}}}}").abstract == "Ink at < 5."


def test_an_entry_of_astronomers_names_its_journal_in_full() -> None:
    paper = only(r"@article{b, title={Ink}, journal={\apj}, eid={045101}}")
    assert (paper.container_title, paper.pages) == ("The Astrophysical Journal", "045101")


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        (
            "10.1002/(SICI)1(1998)49:8{\\textless}6::AID{\\textgreater}3.0.CO;2-O",
            "10.1002/(sici)1(1998)49:8<6::aid>3.0.co;2-o",
        ),
        (
            "10.1002/(SICI)1(1998)49:8$<$6::AID$>$3.0.CO;2-O",
            "10.1002/(sici)1(1998)49:8<6::aid>3.0.co;2-o",
        ),
        ("10.1007/978-3-642-00000-0{\\_}17", "10.1007/978-3-642-00000-0_17"),
        ("{10.1000/a{[}1]}", "10.1000/a[1"),
    ],
)
def test_tex_in_a_doi_is_undone(written: str, doi: str) -> None:
    assert only(f"@misc{{b, title={{Ink}}, doi={{{written}}}}}").doi == doi


@pytest.mark.parametrize(
    ("written", "keywords"),
    [
        ("ink, paper", ("ink", "paper")),
        ("{Databases, Protein}, tea", ("Databases, Protein", "tea")),
        ("tides; seals", ("tides", "seals")),
    ],
)
def test_keywords_in_braces_are_whole(written: str, keywords: tuple[str, ...]) -> None:
    assert only(f"@misc{{b, title={{Ink}}, keywords={{{written}}}}}").keywords == keywords


@examples(60)
@given(
    st.lists(st.sampled_from('@{}"#,= \nab1\\%') | st.sampled_from(["@misc{", "title", " = "])).map(
        "".join
    )
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    got = taken(f"{text}\n@misc{{z, title = {{The last}}}}\n")
    assert [item for item in got if isinstance(item, Paper) and item.title == "The last"]


def test_keywords_that_are_a_field_each_are_all_read() -> None:
    (record,) = records_of(
        '@article{s, title = {Sheep}, keywords = "Wool", keywords = "Sleep", Keywords = {Night}}'
    )

    assert record.paper.keywords == ("Wool", "Sleep", "Night")
    assert dict(record.fields)["keywords"] == "Wool, Sleep, Night"
