"""The personal order: learned from marks, undone with them, and combined with any query."""

from collections.abc import Callable

import pytest

from search import Library, Marking, Paper

SHEEP, GOATS = "counting sheep in meadows", "goats that climb rocks"


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    """Five papers on sheep, five on goats, and twenty on neither."""
    library = open_library()
    library.add(
        [
            *(Paper(title=f"Paper {n}", abstract=f"We are {SHEEP}.") for n in range(5)),
            *(Paper(title=f"Paper {n + 5}", abstract=f"Of {GOATS}.") for n in range(5)),
            *(Paper(title=f"Paper {n + 10}", abstract="Swans, ducks, wool.") for n in range(20)),
        ]
    )
    return library


def rows(library: Library, query: str) -> list[int]:
    results = library.search(query)
    return results.page(0, len(results))


def mark(library: Library, query: str, count: int, **marks: object) -> list[int]:
    chosen = rows(library, query)[:count]
    assert library.mark(chosen, Marking(**marks))
    return chosen


def titles(library: Library, query: str, count: int) -> set[str]:
    return {line.title for line in library.headlines(rows(library, query)[:count])}


def test_papers_like_the_marked_ones_come_first(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    assert set(rows(library, "sort:foryou")[:5]) == set(rows(library, "sheep"))
    assert set(rows(library, "sort:-foryou")[-5:]) == set(rows(library, "sheep"))
    assert len(rows(library, "sort:foryou")) == 30
    assert set(rows(library, "swans sort:foryou")) == set(rows(library, "swans"))
    assert not library.search("sort:foryou").remarks


def test_fewer_than_three_marks_say_nothing_and_so_does_reading(library: Library) -> None:
    mark(library, "sheep", 2, bookmarked=True)
    mark(library, "goats", 5, read=True)
    results = library.search("sort:foryou")
    assert results.page(0, 30) == rows(library, "sort:date")
    assert results.remarks == (
        "sort:foryou needs 3 papers with a bookmark, tag or note; there are 2:"
        " the newest come first",
    )
    assert library.learned().profiles == ()
    assert library.why(rows(library, "sheep")[0]) == ()


def test_an_undone_mark_is_undone_in_the_order(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    mark(library, "goats", 3, note="climb")
    assert library.learned().marks == 6
    assert any("goats" in term for term, _ in library.learned().profiles[0].terms)
    library.undo()
    assert library.learned().marks == 3
    assert not any("goats" in term for term, _ in library.learned().profiles[0].terms)


def test_a_small_interest_of_its_own_tag_is_not_drowned(library: Library) -> None:
    mark(library, "sheep", 5, bookmarked=True)
    mark(library, "swans", 20, bookmarked=True)
    mark(library, "goats", 3, tag=("goats",))
    assert [(profile.name, profile.papers) for profile in library.learned().profiles] == [
        ("goats", 3),
        ("", 25),
    ]
    unmarked = set(rows(library, "goats -is:tagged"))
    assert set(rows(library, "sort:foryou -is:tagged -is:bookmarked")) == unmarked
    for row in unmarked:
        assert {"goats", "climb", "rocks"} & set(" ".join(library.why(row)).split())


def test_papers_that_come_later_are_in_the_order(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    assert rows(library, "sort:foryou")
    library.add([Paper(title="A newcomer", abstract=f"Again {SHEEP}.")])
    assert "A newcomer" in titles(library, "sort:foryou", 6)
