"""CSL-JSON."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from papers_read import read

from search import sources
from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.sources import Skipped

ITEM = {
    "id": "byron2024",
    "type": "article-journal",
    "title": "Slow <i>Ink</i>: Printing",
    "abstract": "<p>We print.</p><p>Then we fold.</p>",
    "author": [
        {"family": "Byron", "given": "Ada"},
        {"family": "Cruz", "non-dropping-particle": "de la", "given": "Bo", "suffix": "Jr."},
        {"literal": "Ink Society"},
    ],
    "issued": {"date-parts": [["2024", 6, 3]]},
    "DOI": "10.1000/INK",
    "URL": "https://press.org/ink",
    "keyword": "ink, paper; letters",
    "note": "Code: https://github.com/slow-ink/press",
}


def taken(made: object) -> list[Paper | Skipped]:
    return list(read(io.BytesIO(json.dumps(made, indent=1).encode()), "refs.json"))


def test_an_item() -> None:
    (paper,) = taken([ITEM])
    assert paper == Paper(
        title="Slow Ink: Printing",
        abstract="We print.\n\nThen we fold.",
        names=(
            Name("Byron", "Ada"),
            Name("Cruz", "Bo", "de la", suffix="Jr."),
            Name(literal="Ink Society"),
        ),
        type="article-journal",
        remark="Code: https://github.com/slow-ink/press",
        citation_key="byron2024",
        published=PartialDate(2024, 6, 3),
        doi="10.1000/ink",
        url="https://press.org/ink",
        github="https://github.com/slow-ink/press",
        links=("https://github.com/slow-ink/press",),
        keywords=("ink", "paper", "letters"),
        sources=("csl-json",),
    )
    assert taken({"items": [ITEM]}) == [paper]


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ({"date-parts": [[2024]]}, PartialDate(2024)),
        ({"date-parts": [["2024", "6"], [2025]]}, PartialDate(2024, 6)),
        ({"raw": "2024-06-03"}, PartialDate(2024, 6, 3)),
        ({"literal": "Summer 2024"}, PartialDate(2024, season=2)),
        ({"date-parts": [[]]}, None),
        ({}, None),
        ({"date-parts": [[2001, None, None]]}, PartialDate(2001)),
        ({"date-parts": [[2002, 0, 0]]}, PartialDate(2002)),
        ("2003-05-06", PartialDate(2003, 5, 6)),
        (2003, PartialDate(2003)),
        ({"date-parts": [[2004]], "season": 2}, PartialDate(2004, season=2)),
        ({"date-parts": [[2004]], "circa": True}, PartialDate(2004, circa=True)),
        ({"date-parts": [2005, 6, 7]}, PartialDate(2005, 6, 7)),
        ({"date-parts": [[2012, 2, 30]]}, PartialDate(2012, 2)),
    ],
)
def test_days(issued: object, day: PartialDate | None) -> None:
    (paper,) = taken([{**ITEM, "issued": issued}])
    assert isinstance(paper, Paper)
    assert paper.published == day


def test_an_arxiv_number_is_the_papers() -> None:
    (paper,) = taken([{**ITEM, "number": "arXiv:2406.01234"}])
    assert isinstance(paper, Paper)
    assert paper.id == "2406.01234"


def test_an_item_that_makes_no_paper_is_reported() -> None:
    skipped = taken([ITEM, {**ITEM, "title": None}, 7])[1:]
    assert [item.reason for item in skipped if isinstance(item, Skipped)] == [
        "item 2: a paper without a title",
        "item 3: no paper",
    ]


def test_json_cut_short_is_an_error_with_its_line() -> None:
    data = json.dumps([ITEM], indent=1).encode()
    with pytest.raises(SourceError, match="invalid JSON, line 1"):
        list(read(io.BytesIO(data[:300]), "refs.json"))


def test_the_real_files(real_data: Path) -> None:
    papers: list[Paper | Skipped] = []
    for path in sorted((real_data / "csl_json").iterdir()):
        with path.open("rb") as stream:
            papers += read(stream, path.name)
    assert len(papers) == 27
    assert all(isinstance(paper, Paper) for paper in papers)


CROSSREF = {
    "DOI": "10.1000/INK",
    "type": "journal-article",
    "title": ["Slow Ink"],
    "container-title": ["Journal of Ink"],
    "author": [{"given": "Ada", "family": "Byron", "sequence": "first"}, {"name": "The Press"}],
    "published": {"date-parts": [[2016, 3, 4]]},
    "volume": 7,
    "page": "1-9",
    "ISSN": ["1234-5678", "8765-4321"],
    "subject": ["Inks"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We print.</jats:p>",
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", [dict, lambda item: {"message": item}, lambda item: [item]])
def test_the_answer_of_a_service_for_a_doi(
    indent: int | None, wrap: Callable[[object], object]
) -> None:
    text = json.dumps(wrap({"id": "https://doi.org/10.1000/INK", **CROSSREF}), indent=indent)
    (paper,) = read(io.BytesIO(text.encode()), "doi.json")
    assert paper == Paper(
        title="Slow Ink",
        abstract="We print.",
        names=(Name("Byron", "Ada"), Name(literal="The Press")),
        published=PartialDate(2016, 3, 4),
        doi="10.1000/ink",
        type="article-journal",
        container_title="Journal of Ink",
        volume="7",
        pages="1-9",
        issn="1234-5678, 8765-4321",
        keywords=("Inks",),
        sources=("csl-json",),
    )


def test_what_closes_no_tag_is_no_html() -> None:
    text = json.dumps([{"title": "Ink", "abstract": "When a<b and c>d, <i>N</i> <p> holds."}])
    (paper,) = read(io.BytesIO(text.encode()), "x", "csl-json")
    assert isinstance(paper, Paper)
    assert paper.abstract == "When a<b and c>d, N <p> holds."


def test_items_under_their_ids() -> None:
    of_acm = "10.1145/123.456"  # as its keys are
    text = json.dumps({"ek24": {"title": "Slow Ink", "type": "book"}, of_acm: {"title": "Ink"}})
    papers = [each for each in read(io.BytesIO(text.encode()), "x") if isinstance(each, Paper)]
    assert [(each.title, each.citation_key) for each in papers] == [
        ("Slow Ink", "ek24"),
        ("Ink", of_acm),
    ]


def test_a_record_holds_all_that_the_item_says() -> None:
    text = json.dumps([{**ITEM, "custom": {"a": [1]}, "volume": 3}])
    (record,) = sources.read(io.BytesIO(text.encode()), "refs.json")
    assert isinstance(record, Record)
    assert record.name == "refs.json/byron2024"
    assert ("custom", '{"a": [1]}') in record.fields
    assert ("volume", "3") in record.fields
    assert [name for name, _ in record.fields] == [*ITEM, "custom", "volume"]


def test_authors_that_are_strings_are_read_too() -> None:
    for author in ("Ada Byron", ["Ada Byron"]):
        (paper,) = taken([ITEM | {"author": author}])
        assert paper.authors == ("Ada Byron",)
