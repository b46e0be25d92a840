"""arXiv's metadata as JSON lines."""

import io
import json
import lzma
import tracemalloc
from pathlib import Path

import pytest
from papers_read import read

from search import sources
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record
from search.sources import Skipped

SNAPSHOT = {
    "id": "math.GT/0309136",
    "submitter": "Ada Byron",
    "authors": 'Ada Byron and Bo \\AA{}str\\"om (Press)',
    "title": "Slow Ink: Printing Letters on\n  Paper",
    "comments": "9 pages. Code: github.com/slow-ink/press",
    "doi": "10.1000/INK",
    "categories": "math.GT cs.CG",
    "license": None,
    "abstract": "  We print letters\non paper.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 8 Sep 2003 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Byron", "Ada", "Jr."], ['\\AA{}str\\"om', "Bo", "", "Press"]],
}
DAILY = {
    "id": "2503.01234",
    "categories": ["cs.CV", "cs.RO"],
    "abs": "https://arxiv.org/abs/2503.01234",
    "authors": ["Ada Byron", "Bo Åström"],
    "title": "Do Kettles Dream?",
    "comment": None,
    "summary": "They do.",
    "AI": {"tldr": "Kettles dream."},
}


def taken(*lines: object, name: str = "list.jsonl") -> list[Paper | Skipped]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(read(io.BytesIO(text.encode()), name))


def test_a_line_of_the_snapshot() -> None:
    (paper,) = taken(SNAPSHOT)
    assert paper == Paper(
        title="Slow Ink: Printing Letters on Paper",
        abstract="We print letters on paper.",
        names=(Name("Byron", "Ada", suffix="Jr."), Name("Åström", "Bo")),
        comment="9 pages. Code: github.com/slow-ink/press",
        version="2",
        published=PartialDate(2003, 9, 8),
        arxiv="math/0309136",
        doi="10.1000/ink",
        github="https://github.com/slow-ink/press",
        links=("https://github.com/slow-ink/press",),
        categories=("math.GT", "cs.CG"),
        sources=("arxiv",),
    )


def test_names_come_out_of_one_string_where_they_are_not_told_apart() -> None:
    (paper,) = taken({**SNAPSHOT, "authors_parsed": [], "authors": "A. Byron, B. Ek and C. \\O{}"})
    assert isinstance(paper, Paper)
    assert paper.authors == ("A. Byron", "B. Ek", "C. Ø")


def test_a_line_of_a_daily_list_is_listed_on_the_day_of_the_file() -> None:
    first, again = taken(DAILY, DAILY, name="2025-03-18.jsonl")
    assert first == again
    assert isinstance(first, Paper)
    assert (first.id, first.listed, first.published) == (
        "2503.01234",
        PartialDate(2025, 3, 18),
        PartialDate(2025, 3),
    )
    assert first.authors == ("Ada Byron", "Bo Åström")
    assert (first.abstract, first.summary) == ("They do.", "Kettles dream.")
    assert first.categories == ("cs.CV", "cs.RO")


def test_a_line_that_makes_no_paper_is_reported_and_stops_no_other() -> None:
    got = taken(DAILY, "", '{"id": "2503', "[1]", {**DAILY, "title": " "}, DAILY)
    assert [type(item) for item in got] == [Paper, Skipped, Skipped, Skipped, Paper]
    skipped = [item for item in got if isinstance(item, Skipped)]
    assert [item.line for item in skipped] == [3, 4, 5]
    assert skipped[0].reason.startswith("not a line of JSON")
    assert skipped[2].reason == "a paper without a title"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings(encoding: str) -> None:
    text = json.dumps(DAILY, ensure_ascii=False) + "\r\n" + json.dumps(DAILY)
    first, second = read(io.BytesIO(text.encode(encoding)), "x")
    assert first == second == taken(DAILY)[0]


def test_an_archive_cut_short_gives_what_it_holds_and_says_so() -> None:
    lines = b"".join(
        json.dumps({**DAILY, "id": f"2503.{number:05}", "summary": f"They {number}."}).encode()
        + b"\n"
        for number in range(40000)
    )
    packed = lzma.compress(lines, preset=0)
    *papers, skipped = read(io.BytesIO(packed[: len(packed) // 2]), "all.xz")
    assert len(papers) > 1000
    assert isinstance(skipped, Skipped)
    assert "cut short" in skipped.reason


def test_a_long_file_takes_no_more_memory_than_a_short_one() -> None:
    class Endless(io.RawIOBase):
        line, at = json.dumps(DAILY).encode() + b"\n", 0

        def read(self, size: int = -1) -> bytes:
            start = self.at % len(self.line)
            self.at += size
            return (self.line * (size // len(self.line) + 2))[start : start + size]

    papers = read(Endless(), "endless")  # type: ignore[arg-type]  # all of it that is used
    for _ in range(100):
        next(papers)
    tracemalloc.start()
    for _ in range(3000):
        next(papers)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 500_000


def test_the_real_lists(real_data: Path) -> None:
    for folder, count in (("kaggle_jsonl", 100), ("daily_arxiv_jsonl", 1201)):
        papers: list[Paper | Skipped] = []
        for path in sorted((real_data / folder).iterdir()):
            with path.open("rb") as stream:
                papers += read(stream, path.name)
        assert len(papers) == count
        assert all(isinstance(p, Paper) and p.arxiv and p.authors and p.abstract for p in papers)


def test_the_real_snapshot(real_data: Path) -> None:
    path = real_data / "scale" / "arxiv_cs_102k.jsonl.xz"
    with path.open("rb") as stream:
        papers = sum(isinstance(item, Paper) for item in read(stream, path.name))
    assert papers == 102538


def test_accents_in_title_and_abstract_are_letters() -> None:
    (paper,) = taken({**SNAPSHOT, "title": 'Schr\\"odinger', "abstract": "By Erd\\H{o}s, $x\\'y$."})
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract) == ("Schrödinger", "By Erdős, $x\\'y$.")


def test_entities_and_tags_are_no_part_of_the_text() -> None:
    (paper,) = taken({**SNAPSHOT, "title": "The &mu;-calculus", "abstract": "<i>N</i>, a<b, c>d."})
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract) == ("The μ-calculus", "N, a<b, c>d.")


def test_a_record_of_the_snapshot_is_the_same_in_every_file() -> None:
    line = {**SNAPSHOT, "license": "x", "journal-ref": "J. Ink 3 (2003)", "report-no": None}
    text = json.dumps(line)
    for name in ("one.jsonl", "two.jsonl"):
        (record,) = sources.read(io.BytesIO(text.encode()), name)
        assert isinstance(record, Record)
        assert record.name == "math/0309136"
        assert record.paper.journal_ref == "J. Ink 3 (2003)"
        assert ("license", '"x"') in record.fields
        assert "report-no" not in dict(record.fields)
    (daily,) = sources.read(io.BytesIO(json.dumps(DAILY).encode()), "2025-03-18.jsonl")
    assert isinstance(daily, Record)
    assert daily.name == "2025-03-18.jsonl/2503.01234"
