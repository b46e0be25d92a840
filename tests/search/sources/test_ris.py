"""RIS, and the tagged files of Web of Science."""

import io
from pathlib import Path

import pytest
from papers_read import read

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
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


def test_what_makes_no_paper_is_told_with_its_line() -> None:
    assert taken(f"Exported today\n{RECORD}TY  - JOUR\nAU  - Ek\nER  - \n")[::2] == [
        Skipped("refs.ris", 1, "outside of any record: 'Exported today'"),
        Skipped("refs.ris", 20, "a paper without a title"),
    ]


def test_the_real_files(real_data: Path) -> None:
    got: list[Paper | Skipped] = []
    for path in sorted((real_data / "ris").iterdir()):
        with path.open("rb") as stream:
            got += read(stream, path.name)
    assert sum(isinstance(item, Paper) for item in got) == 109
    assert {item.reason for item in got if isinstance(item, Skipped)} == {"a paper without a title"}
