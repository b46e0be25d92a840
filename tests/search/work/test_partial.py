"""Papers with some of the words of a query: below those with all, counted for themselves."""

from collections.abc import Callable
from datetime import date
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


def test_a_year_beside_other_words_is_a_word_or_that_of_the_paper(
    open_library: Callable[..., Library],
) -> None:
    library = open_library()
    library.add(
        [
            Paper(title="Salt", published=date(2012, 5, 1)),
            Paper(title="Salt again", abstract="Salt of 2012.", published=date(2013, 5, 1)),
            Paper(title="VOC2012 and salt", published=date(2020, 5, 1)),
            Paper(title="Pepper", published=date(2012, 5, 1)),
            Paper(title="Pepper of 2012"),
        ]
    )
    assert both(library, "salt 2012") == (
        ["Salt again", "Salt"], ["Pepper of 2012", "VOC2012 and salt"],
    )  # fmt: skip
    assert both(library, '"salt" 2012')[0] == ["Salt again", "Salt"]
    assert both(library, "voc 2012")[0] == ["VOC2012 and salt"]
    assert both(library, "salt -2012")[0] == ["Salt", "VOC2012 and salt"]
    assert both(library, "2012")[0] == ["Pepper of 2012", "Salt again"]
    (row,) = library.search("pepper 2012").page(0, 1)
    assert [reason.what for reason in library.explain("pepper 2012", row)][:2] == ["pepper", "2012"]


def test_a_title_with_a_slip_finds_its_paper(library: Library) -> None:
    results = library.search("slat fish and fowl")
    assert len(results) == 0
    assert results.partial is not None
    assert results.did_you_mean == "salt fish and fowl"
    assert titles(library, results.partial.page(0, 2)) == ["Salt fish and fowl", "Fish and fowl"]


def test_a_single_word_with_a_slip_shows_the_papers_with_the_suggested_one(
    library: Library,
) -> None:
    results = library.search("fosh -salt")
    assert (len(results), results.did_you_mean) == (0, "fish -salt")
    assert results.partial is not None
    assert results.partial.respelled == "fish -salt"
    assert both(library, "fosh -salt") == ([], ["Fish, fish and fish", "Fish and fowl"])
    for strict in ("title:fosh", "fosh AND salt", '"fosh"'):
        assert library.search(strict).partial is None, strict


def test_a_compound_that_no_paper_has_counts_by_its_words(library: Library) -> None:
    library.add([Paper(title="Fowl with salt and bread", abstract="Meat is no bread.")])
    assert both(library, "salt-bread meat") == (
        [],
        ["Fowl with salt and bread", "Meat", "Salt fish and fowl"],
    )


def test_a_compound_alone_has_papers_with_some_of_its_words_below(library: Library) -> None:
    assert both(library, "fish-meat") == (
        [],
        ["Meat", "Fish, fish and fish", "Fish and fowl", "Salt fish and fowl"],
    )
    assert library.search('"fish-meat"').partial is None


def test_other_spellings_count_below_too_while_the_last_word_is_typed(library: Library) -> None:
    library.add([Paper(title="Behaviour")])
    some = library.search("salt behavior mea", typing=True).partial
    assert some is not None
    assert "Behaviour" in titles(library, some.page(0, 9))


def test_words_in_brackets_are_words(open_library: Callable[..., Library]) -> None:
    library = open_library()
    library.add([Paper(title="Salt and fish", authors=("Ada Lamm",), published=date(2012, 5, 1))])
    for query in ("Salt and fish (Lamm, 2012)", "salt ((fish) (lamm 2012))"):
        assert both(library, query)[0] == ["Salt and fish"], query
    assert both(library, "salt (pepper, 2012)") == ([], ["Salt and fish"])
    for strict in ("salt -(pepper fish)", "(salt pepper) OR meat", "title:(salt pepper)"):
        assert library.search(strict).partial is None, strict


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


def test_an_acronym_in_small_letters_is_no_author(open_library: Callable[..., Library]) -> None:
    library = open_library()
    named = [
        Paper(title=f"By {given}", authors=(f"{given} {name}",))
        for given, name in (("Zhe", "Gan"), ("Ada", "Gan"), ("Ren", "Tan"), ("Jo", "Tan"))
    ]
    about = Paper(title="Of pictures", abstract="Two GANs. " + "A long text of words. " * 30)
    cited = Paper(title="Of sheep", abstract="As Tan has it. " + "A long text of words. " * 30)
    library.add([*named, about, cited])
    assert both(library, "gan")[0] == ["Of pictures", "By Zhe", "By Ada"]
    assert both(library, "tan")[0] == ["By Ren", "By Jo", "Of sheep"]


def test_a_score_is_explained(library: Library) -> None:
    (row,) = library.search("salt fish fowl").page(0, 1)
    reasons = library.explain("salt fish fowl", row)
    assert [reason.what for reason in reasons] == [
        "salt", "fish", "fowl", "salt fish: side by side", "all words in the title",
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


def test_a_view_made_of_words_ranks_as_the_search_does(library: Library) -> None:
    library.add([Paper(title="Of fowl", abstract="Fowl and fish, fish and fowl, fish.")])
    for query in ("fish fowl", "fish fowl is:unread"):
        searched, viewed = library.search(query), library.search("", within=query)
        rows = searched.page(0, 9)
        assert viewed.page(0, 9) == rows
        assert [viewed.score(row) for row in rows] == [searched.score(row) for row in rows]
        for row in rows:
            reasons = library.explain("", row, within=query)
            assert sum(reason.score for reason in reasons) == pytest.approx(viewed.score(row))


def test_what_a_list_shows_stays_in_the_part_where_it_is(library: Library) -> None:
    before = library.search("salt fish is:unread")
    assert before.partial is not None
    rows = [*before.page(0, 9), *before.partial.page(0, 9)]
    library.mark(rows, Marking(read=True))
    after = library.search("salt fish is:unread", keeping=before)
    assert after.partial is not None
    assert [*after.page(0, 9), *after.partial.page(0, 9)] == rows
    assert len(after) == len(before) == 1
