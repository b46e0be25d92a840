"""Papers with some of the words of a query: below those with all, counted for themselves."""

from collections.abc import Callable
from io import StringIO

import pytest

from search import Library, Marking, Paper


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    library = open_library()
    library.add(
        [
            Paper(title="Salt fish and fowl"),
            Paper(title="Fish and fowl"),
            Paper(title="Fish, fish and fish"),
            Paper(title="Meat"),
        ]
    )
    return library


def titles(library: Library, rows: list[int]) -> list[str]:
    return [line.title for line in library.headlines(rows)]


def both(library: Library, query: str, **more: str) -> tuple[list[str], list[str] | None]:
    """The titles with all of the words, and those with some."""
    results = library.search(query, **more)
    some = results.partial
    return (
        titles(library, results.page(0, 9)),
        None if some is None else titles(library, some.page(0, 9)),
    )


def test_papers_with_fewer_words_come_below_the_best_first(library: Library) -> None:
    assert both(library, "salt fish fowl") == (
        ["Salt fish and fowl"],
        ["Fish and fowl", "Fish, fish and fish"],
    )
    assert both(library, "salt meat") == ([], ["Meat", "Salt fish and fowl"])


def test_a_title_with_a_slip_finds_its_paper(library: Library) -> None:
    results = library.search("slat fish and fowl")
    assert len(results) == 0
    assert results.partial is not None
    assert titles(library, results.partial.page(0, 1)) == ["Fish and fowl"]


def test_what_is_no_plain_word_must_hold_for_both(library: Library) -> None:
    assert both(library, "salt fish -fowl") == ([], ["Fish, fish and fish"])
    assert both(library, 'salt fish "fish and fowl"')[1] == ["Fish and fowl"]
    assert both(library, "salt fish is:bookmarked") == ([], [])
    assert both(library, "salt fish", within="title:fowl")[1] == ["Fish and fowl"]
    for strict in ("salt", "salt AND meat", "fish OR meat", "title:salt title:meat", "is:unread"):
        assert library.search(strict).partial is None, strict


def test_counts_exports_and_marks_take_the_papers_with_all_words(library: Library) -> None:
    results = library.search("fish fowl")
    assert len(results) == 2
    assert library.unread("fish fowl") == 2
    assert library.export("fish fowl", "csv", StringIO()).papers == 2
    library.mark(results.page(0, 9), Marking(read=True))
    assert library.counts().unread == 2


def test_a_score_is_explained(library: Library) -> None:
    (row,) = library.search("salt fish fowl").page(0, 1)
    reasons = library.explain("salt fish fowl", row)
    assert [reason.what for reason in reasons] == [
        "salt", "fish", "fowl", "salt fish: side by side",
    ]  # fmt: skip
    assert "title 1" in reasons[0].how
    some = library.search("salt fish fowl").partial
    assert some is not None
    (row,) = some.page(0, 1)
    assert [reason.what for reason in library.explain("salt fish fowl", row)] == ["fish", "fowl"]
    assert library.explain("pepper", row) == []


def test_positions_and_scores_are_those_of_their_part(library: Library) -> None:
    results = library.search("salt fish fowl")
    (row,) = results.page(0, 9)
    some = results.partial
    assert some is not None
    assert some.position(row) is None
    rows = some.page(0, 9)
    assert [some.position(row) for row in rows] == [0, 1]
    scores = [some.score(row) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
