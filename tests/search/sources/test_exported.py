"""Papers as the program itself writes them."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_read import read
from strategies import PAPERS

from search.errors import SourceError
from search.exports.json import as_json, write
from search.model.entry import Entry
from search.model.paper import Paper
from search.model.passage import Anchor, Passage, Piece
from search.sources import Marked, Record, Skipped, streams


def written(paper: Paper) -> dict[str, object]:
    """The object of the command line's contract."""
    return as_json(Entry(1, paper, read=False, bookmarked=False, new=True, tags=(), note=None))


def taken(made: object, indent: int | None = None) -> list[Paper | Marked | Skipped]:
    return list(read(io.BytesIO(json.dumps(made, indent=indent).encode()), "papers.json"))


@given(st.lists(PAPERS, max_size=3), st.sampled_from([None, 2]))
def test_an_export_comes_back_as_it_was(papers: list[Paper], indent: int | None) -> None:
    objects = [written(paper) for paper in papers]
    assert taken(objects, indent) == papers
    assert taken({"query": "ink", "total": 9, "papers": objects}, indent) == papers
    for paper, made in zip(papers, objects, strict=True):
        assert taken(made, indent) == [paper]


PASSAGES = (
    Passage((Piece(Anchor(2, "S2", "0f1e", "Ink is"), "Ink is wet.", 4),), "2 Ink", 7, "why?"),
)


@pytest.mark.parametrize(
    "mark",
    [
        {"passages": [PASSAGES[0].values]},
        {"read": True},
        {"bookmarked": True},
        {"tags": ["later", "NLP"]},
        {"note": "mine"},
    ],
)
def test_what_was_done_to_a_paper_comes_with_it(mark: dict[str, object]) -> None:
    nothing = {"read": False, "bookmarked": False, "tags": (), "note": None, "passages": ()}
    given = {
        name: tuple(value) if name == "tags" else PASSAGES if name == "passages" else value
        for name, value in mark.items()
    }
    (got,) = taken([{"title": "Ink", "sources": [], **mark}])
    assert isinstance(got, Marked)
    assert got == Marked(Record(Paper(title="Ink"), "json", got.name), **{**nothing, **given})


def test_a_list_with_a_paper_on_each_line_loses_no_more_than_a_broken_line() -> None:
    lines = [json.dumps({"title": f"Ink {number}", "sources": []}) for number in range(4)]
    whole = "[\n" + ",\n".join([*lines[:2], lines[2][:-9], lines[3]]) + "\n]\n"
    got = list(read(io.BytesIO(whole.encode()), "papers.json"))
    skipped = [item for item in got if isinstance(item, Skipped)]
    assert [item for item in got if item not in skipped] == [
        Paper(title=f"Ink {number}") for number in (0, 1, 3)
    ]
    assert [item.line for item in skipped] == [4]


@pytest.mark.parametrize("cut", ["]\n", "\n]\n"])
def test_an_export_that_is_cut_after_a_line_is_reported(cut: str) -> None:
    stream = io.StringIO()
    write([Entry(n, Paper(title=f"Ink {n}"), False, False, True, (), None) for n in (1, 2)], stream)
    *papers, skipped = read(io.BytesIO(stream.getvalue().removesuffix(cut).encode()), "papers.json")
    assert papers == [Paper(title="Ink 1"), Paper(title="Ink 2")]
    assert isinstance(skipped, Skipped)
    assert (skipped.line, "cut short" in skipped.reason) == (3, True)


def test_an_export_longer_than_any_file_that_is_read_whole_is_read_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "LIMIT", 1000)
    stream = io.StringIO()
    entries = [Entry(n, Paper(title=f"Ink {n}"), False, False, True, (), None) for n in range(99)]
    write(entries, stream)
    got = list(read(io.BytesIO(stream.getvalue().encode()), "papers.json"))
    assert got == [entry.paper for entry in entries]


def test_an_item_that_makes_no_paper_is_reported() -> None:
    got = taken([{"id": "2406.01234", "title": ""}, "x", {"title": "Ink", "sources": []}])
    assert got == [
        Skipped("papers.json", None, "item 1: a paper without a title"),
        Skipped("papers.json", None, "item 2: no paper"),
        Paper(title="Ink"),
    ]


def test_other_json_is_an_error() -> None:
    with pytest.raises(SourceError, match="not a list of papers"):
        taken({"name": "press", "version": 1})
