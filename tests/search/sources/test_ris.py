"""RIS, and the tagged files of Web of Science."""

import io
from pathlib import Path

import pytest
from papers_read import read

from search import sources
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.sources import Skipped

RECORD = """TY  - JOUR
TI  - Slow Ink: Printing
      Letters
AU  - Byron, Ada
AU  - de la Cruz, Bo, Jr.
AU  - Ink Society
DA  - 2024/06/03/
PY  - 2024
DO  - 10.1000/INK
UR  - https://press.org/ink
UR  - https://arxiv.org/abs/2406.01234
KW  - ink
KW  - paper; letters
AB  - We print letters. TY  - is no tag here,
ER is none either.
N1  - Code: https://github.com/slow-ink/press.
ER  - 

"""  # noqa: W291  the tag's own blank
WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Byron, A
   Ek, B
AF Byron, Ada
   Ek, Bo
TI Slow Ink: Printing
   Letters
DE ink; paper
AB We print
   letters.
PY 2004
DI 10.1000/ink
DA 2019-03-18
ER

PT J
TI Do Kettles Dream?
ER

EF
"""


def taken(text: str | bytes) -> list[Paper | Skipped]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(data), "refs.ris"))


def test_a_record() -> None:
    (paper,) = taken(RECORD)
    assert paper == Paper(
        title="Slow Ink: Printing Letters",
        abstract="We print letters. TY - is no tag here, ER is none either.",
        names=(
            Name("Byron", "Ada"),
            Name("de la Cruz", "Bo", suffix="Jr."),
            Name(full="Ink Society"),
        ),
        type="article-journal",
        remark="Code: https://github.com/slow-ink/press.",
        published=PartialDate(2024, 6, 3),
        arxiv="2406.01234",
        doi="10.1000/ink",
        url="https://press.org/ink",
        github="https://github.com/slow-ink/press",
        links=("https://arxiv.org/abs/2406.01234", "https://github.com/slow-ink/press"),
        keywords=("ink", "paper", "letters"),
        sources=("ris",),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_line_ends_and_encodings(encoding: str) -> None:
    record = RECORD.replace("Ada", "Édith").replace("\n", "\r\n")
    (paper,) = taken(record.encode(encoding))
    assert isinstance(paper, Paper)
    assert paper.authors[0] == "Édith Byron"


def test_records_of_web_of_science() -> None:
    first, second = taken(WEB_OF_SCIENCE)
    assert isinstance(first, Paper)
    assert first.title == "Slow Ink: Printing Letters"
    assert first.authors == ("Ada Byron", "Bo Ek")
    assert first.abstract == "We print letters."
    assert first.published == PartialDate(2004)
    assert first.keywords == ("ink", "paper")
    assert first.doi == "10.1000/ink"
    assert isinstance(second, Paper)


def test_a_record_may_lack_its_end_and_older_tags_are_read() -> None:
    first, second = taken(
        "TY  - JOUR\nT1  - One\nA1  - Ek, Bo\nN2  - We.\nY1  - 2009\nTY  - BOOK\nST  - Two"
    )
    assert isinstance(first, Paper)
    assert (first.title, first.authors, first.abstract) == ("One", ("Bo Ek",), "We.")
    assert first.published == PartialDate(2009)
    assert isinstance(second, Paper)
    assert second.title == "Two"


def test_what_makes_no_paper_is_reported_with_its_line() -> None:
    assert taken(f"Exported today\n{RECORD}TY  - JOUR\nAU  - Ek\nER  - \n")[::2] == [
        Skipped("refs.ris", 1, "outside of any record: 'Exported today'", is_entry=False),
        Skipped("refs.ris", 20, "a paper without a title"),
    ]


def test_the_real_files(real_data: Path) -> None:
    got: list[Paper | Skipped] = []
    for path in sorted((real_data / "ris").iterdir()):
        with path.open("rb") as stream:
            got += read(stream, path.name)
    assert sum(isinstance(item, Paper) for item in got) == 109
    assert {item.reason for item in got if isinstance(item, Skipped)} == {"a paper without a title"}


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        ("PY  - 2011\nDA  - Mar 15", PartialDate(2011, 3, 15)),
        ("PY  - 2012\nDA  - May 2012", PartialDate(2012, 5)),
        ("Y1  - 2012/05//\nY2  - 2019/03/26", PartialDate(2012, 5)),
        ("DA  - 15 Oct. 2019", PartialDate(2019, 10, 15)),
        ("PY  - 2008/00/00", PartialDate(2008)),
        ("DA  - 03/26/2014", PartialDate(2014, 3, 26)),
        ("DA  - 26/03/2014", PartialDate(2014, 3, 26)),
        ("DA  - 03/04/2014", PartialDate(2014)),  # of March or of April
        ("PY  - 2014///Spring", PartialDate(2014, season=1)),
        ("PY  - 2014\nDA  - 2019-07-01", PartialDate(2014)),
        ("PY  - soon", None),
        ("PY  - 0000///Summer", None),
    ],
)
def test_dates_tell_no_more_than_the_record(tags: str, day: PartialDate | None) -> None:
    (paper,) = taken(f"TY  - JOUR\nTI  - Ink\n{tags}\nER  - \n")
    assert isinstance(paper, Paper)
    assert paper.published == day


def test_an_abstract_in_parts_is_one() -> None:
    for tag in ("AB", "N2"):
        (paper,) = taken(
            f"TY  - JOUR\nTI  - Ink\n{tag}  - AIM: We print.\n{tag}  - RESULT: It dries.\nER  - \n"
        )
        assert isinstance(paper, Paper)
        assert paper.abstract == "AIM: We print.\n\nRESULT: It dries."


def test_names_are_divided_as_the_record_divides_them() -> None:
    (paper,) = taken(
        "TY  - JOUR\nTI  - Ink\nAU  - García Lorenzo, Inés\nAU  - Ink Society,\n"
        "AU  - Adler, Nina; Bose, Tom\nAU  - Cray, Uma, III\nER  - \n"
    )
    assert isinstance(paper, Paper)
    assert paper.names == (
        Name("García Lorenzo", "Inés"),
        Name(literal="Ink Society"),
        Name("Adler", "Nina"),
        Name("Bose", "Tom"),
        Name("Cray", "Uma", suffix="III"),
    )


def test_what_references_know_has_a_place_and_the_rest_is_kept() -> None:
    text = (
        "TY  - CHAP\nTI  - Ink\nT2  - Lead Type\nED  - Byron, Ada\nVL  - 3\nIS  - 2\nSP  - 12\n"
        "EP  - 34\nPB  - Press\nCY  - Oslo\nET  - 2\nT3  - Notes\nSN  - 978-3-16-148410-0\n"
        "LA  - en\nID  - ek24\nC7  - e12\nER  - \n"
    )
    (record,) = sources.read(io.BytesIO(text.encode()), "refs.ris")
    assert isinstance(record, Record)
    assert (record.format, record.name) == ("ris", "refs.ris/ek24")
    assert ("C7", "e12") in record.fields
    assert record.fields[0] == ("TY", "CHAP")
    assert record.paper == Paper(
        title="Ink",
        type="chapter",
        container_title="Lead Type",
        editor_names=(Name("Byron", "Ada"),),
        volume="3",
        issue="2",
        pages="12-34",
        publisher="Press",
        place="Oslo",
        edition="2",
        series="Notes",
        isbn="978-3-16-148410-0",
        language="en",
        citation_key="ek24",
        sources=("ris",),
    )


def test_authors_of_both_tags_and_markup_of_publishers() -> None:
    (paper,) = taken(
        "TY  - JOUR\nTI  - <i>E. coli</i> &amp; Ink\nA1  - Byron, Ada\nAU  - Ek, Bo\nER  - \n"
    )
    assert isinstance(paper, Paper)
    assert (paper.title, paper.authors) == ("E. coli & Ink", ("Ada Byron", "Bo Ek"))


def test_a_doi_does_not_take_the_query_of_its_address_along() -> None:
    link = "https://www.press.org/doi/full/10.1000/016.7.ink?casa_token=abc:XyZ"
    (paper,) = taken(f"TY  - JOUR\nTI  - Ink\nUR  - {link}\nER  - \n")
    assert isinstance(paper, Paper)
    assert (paper.doi, paper.url) == ("10.1000/016.7.ink", link)


def test_a_type_in_the_midst_of_a_record_ends_it_not_and_a_doi_may_stand_in_m3() -> None:
    text = "TY  - JOUR\nTI  - Ink\nPT  - Journal Article\nM3  - 10.1000/INK\nAU  - Byron, Ada\n"
    (paper,) = read(io.BytesIO(text.encode()), "refs.ris")
    assert (paper.doi, paper.authors) == ("10.1000/ink", ("Ada Byron",))


def test_initials_behind_a_name_without_a_comma_are_the_given_names() -> None:
    text = (
        "TY  - JOUR\nTI  - Ink\nAU  - Byron AM\nAU  - van der Ek B\nAU  - Team UK\nAU  - Ben Lee\n"
    )
    (paper,) = read(io.BytesIO(text.encode()), "refs.ris")
    assert [name.divided() for name in paper.names] == [
        Name("Byron", "A. M."),
        Name("van der Ek", "B."),
        Name(literal="Team UK"),
        Name("Lee", "Ben"),
    ]
