"""Hugging Face's daily lists, from the first schema to the last."""

import io
import json
from pathlib import Path

import pytest
from papers_read import read

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.sources import Skipped

PAPER: dict[str, object] = {
    "id": "2405.11111",
    "authors": [{"_id": "1", "name": "Ada Byron", "hidden": False}, {"name": "Bo Ek"}],
    "publishedAt": "2024-05-31T17:50:01.000Z",
    "title": "Slow Ink: Printing Letters on\n  Paper That Remembers",
    "summary": "We print letters on paper\nthat remembers them.",
    "upvotes": 27,
}
OLDEST = {
    "paper": PAPER,
    "publishedAt": "2024-06-03T01:02:03.000Z",
    "title": "Slow Ink: Printing Letters on Paper That Remembers",
    "mediaUrl": "https://cdn.ink.org/a.mp4",
    "numComments": 2,
}
LATER: dict[str, object] = {
    **PAPER,
    "submittedOnDailyAt": "2026-08-18T00:00:00.000Z",
    "submittedOnDailyBy": {"name": "bo", "isPro": False},
    "projectPage": "https://slow-ink.github.io",
    "githubRepo": "https://github.com/slow-ink/press/tree/main",
    "githubStars": 0,
    "ai_summary": "A press prints the difference.",
    "ai_keywords": ["ink", "paper"],
    "organization": {"name": "press"},
}
NEWEST = {
    "paper": LATER,
    "title": "Slow Ink",
    "publishedAt": "2026-08-17T20:00:00.000Z",
    "summary": "We print letters on paper that remembers them.",
}


def taken(day: object, name: str = "list.json") -> list[Paper | Skipped]:
    return list(read(io.BytesIO(json.dumps(day).encode()), name))


def only(day: object, name: str = "list.json") -> Paper:
    (paper,) = taken(day, name)
    assert isinstance(paper, Paper)
    return paper


def test_the_oldest_schema() -> None:
    paper = only([OLDEST])
    assert paper.id == "2405.11111"
    assert paper.title == "Slow Ink: Printing Letters on Paper That Remembers"
    assert paper.abstract == "We print letters on paper that remembers them."
    assert paper.authors == ("Ada Byron", "Bo Ek")
    assert (paper.published, paper.listed) == (PartialDate(2024, 5, 31), PartialDate(2024, 6, 3))
    assert (paper.upvotes, paper.stars, paper.summary, paper.github) == (27, None, None, None)
    assert paper.url == "https://huggingface.co/papers/2405.11111"
    assert paper.sources == ("huggingface",)


def test_the_newest_schema() -> None:
    paper = only([NEWEST])
    assert paper.listed == PartialDate(2026, 8, 18)
    assert paper.github == "https://github.com/slow-ink/press"
    assert paper.links == ("https://slow-ink.github.io",)
    assert paper.summary == "A press prints the difference."
    assert paper.keywords == ("ink", "paper")
    assert paper.stars == 0


def test_the_day_a_list_is_named_after_is_the_day_of_its_papers() -> None:
    assert only([OLDEST], "lists/2024-06-04.json").listed == PartialDate(2024, 6, 4)
    assert only([NEWEST], "lists/2024-06-04.json").listed == PartialDate(2026, 8, 18)


def test_a_wrapped_day_and_items_in_pythons_repr() -> None:
    paper = only([OLDEST], "2025-01-10.json")
    wrapped = {"status": "ok", "date": "2025-01-10", "count": 1, "data": [OLDEST]}
    assert only(wrapped) == paper
    assert only([repr(OLDEST)], "2025-01-10.json") == paper


def test_a_flat_item() -> None:
    flat = only([LATER])
    assert flat.id == "2405.11111"
    assert flat.published == PartialDate(2024, 5, 31)


def test_an_owner_alone_is_a_link() -> None:
    owner = {**LATER, "githubRepo": "https://github.com/slow-ink/"}
    paper = only([{"paper": owner}])
    assert paper.github is None
    assert "https://github.com/slow-ink/" in paper.links


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("__import__('os').getcwd()", "item 2: no paper"),
        ("{" * 5000, "item 2: no paper"),
        (7, "item 2: no paper"),
        ({"paper": {"id": "2405.11112", "title": None}}, "item 2: a paper without a title"),
    ],
)
def test_an_item_that_is_no_paper_is_reported(item: object, reason: str) -> None:
    paper, skipped = taken([OLDEST, item])
    assert isinstance(paper, Paper)
    assert skipped == Skipped("list.json", None, reason)


def test_fields_of_another_type_are_missing() -> None:
    odd = {"id": 5, "title": "Ink", "summary": ["x"], "authors": "Ada", "upvotes": "9"}
    paper = only([{"paper": odd, "publishedAt": 20240603}])
    assert paper == Paper(title="Ink", sources=("huggingface",))


def test_an_answer_that_is_no_list_is_an_error() -> None:
    with pytest.raises(SourceError, match="no list of daily papers"):
        taken({"status": "failed", "data": None})


def test_the_real_lists(real_data: Path) -> None:
    papers: list[Paper | Skipped] = []
    for path in sorted((real_data / "hf_api").iterdir()):
        with path.open("rb") as stream:
            papers += read(stream, path.name)
    assert len(papers) == 3264
    assert all(isinstance(paper, Paper) and paper.arxiv and paper.abstract for paper in papers)
    assert all(isinstance(paper, Paper) and paper.listed for paper in papers)


CLI = {
    "id": "2406.01234",
    "authors": [{"name": "Ada Byron", "hidden": False}],
    "published_at": "2024-06-03T10:00:00+00:00",
    "title": "Slow Ink",
    "summary": "We print letters.",
    "upvotes": 31,
    "submitted_at": "2024-06-04T10:00:00+00:00",
    "github_repo": "https://github.com/slow-ink/press",
    "github_stars": 4,
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrap", [list, dict])
@pytest.mark.parametrize("snake", [True, False])
def test_what_the_command_and_the_api_say_of_one_paper(
    indent: int | None, wrap: type, snake: bool
) -> None:
    made = (
        CLI
        if snake
        else {
            **PAPER,
            "upvotes": 31,
            "githubRepo": "https://github.com/slow-ink/press",
            "githubStars": 4,
        }
    )
    text = json.dumps([made] if wrap is list else made, indent=indent)
    (paper,) = read(io.BytesIO(text.encode()), "papers.json")
    assert isinstance(paper, Paper)
    assert paper.sources == ("huggingface",)
    assert paper.url == f"https://huggingface.co/papers/{paper.arxiv}"
    assert (paper.upvotes, paper.stars, paper.github) == (
        31,
        4,
        "https://github.com/slow-ink/press",
    )
    assert paper.published is not None
    assert paper.abstract is not None
