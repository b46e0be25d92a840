"""Weekly lists as text."""

import io
from pathlib import Path

from papers_read import read

from search.model.dates import PartialDate
from search.model.paper import Paper
from search.sources import Skipped

LIST = """Title: Slow Ink: Printing Letters
PDF: https://arxiv.org/pdf/2406.01234
Summary: We print letters.   They stay: see https://github.com/slow-ink/press.
---
Title: Do Kettles Dream?
PDF: https://arxiv.org/pdf/2405.00002v2
Summary: They do,
mostly of rivers.
---
"""


def taken(text: str, name: str = "list.txt") -> list[Paper | Skipped]:
    return list(read(io.BytesIO(text.encode()), name))


def test_records_give_papers() -> None:
    first, second = taken(LIST, "list_2024-07-05.txt")
    assert first == Paper(
        title="Slow Ink: Printing Letters",
        abstract="We print letters.\n\nThey stay: see https://github.com/slow-ink/press.",
        arxiv="2406.01234",
        listed=PartialDate(2024, 7, 5),
        sources=("huggingface",),
    )
    assert isinstance(second, Paper)
    assert (second.id, second.abstract) == ("2405.00002", "They do, mostly of rivers.")


def test_a_record_may_lack_its_end_its_pdf_or_its_summary() -> None:
    papers = taken("Title: One Ink\nSummary: a\nTitle: Two Inks\nPDF: \nTitle: Three Inks")
    assert [paper.title for paper in papers if isinstance(paper, Paper)] == [
        "One Ink",
        "Two Inks",
        "Three Inks",
    ]


def test_what_makes_no_paper_is_reported_with_its_line() -> None:
    got = taken(f"A list\n\n{LIST}Title: \nSummary: x")
    assert [item for item in got if isinstance(item, Skipped)] == [
        Skipped("list.txt", 1, "before any title: 'A list'", is_entry=False),
        Skipped("list.txt", 12, "a paper without a title"),
    ]


def test_the_real_lists(real_data: Path) -> None:
    papers: list[Paper | Skipped] = []
    for path in sorted((real_data / "hf_weekly_txt").iterdir()):
        with path.open("rb") as stream:
            papers += read(stream, path.name)
    assert len(papers) == 1900
    assert all(isinstance(paper, Paper) and paper.arxiv and paper.abstract for paper in papers)
