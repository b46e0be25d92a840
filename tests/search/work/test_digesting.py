"""What is in a digest: what came since a day, by view."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from search import Digest, Library, Marking

SINCE = date(2026, 11, 16)
MIDNIGHT = int(datetime(2026, 11, 16).timestamp() * 1000)


@pytest.fixture
def arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Brings papers into a library at a moment."""

    def bring(library: Library, moment: int, *papers: dict[str, object]) -> None:
        file = tmp_path / "papers.json"
        file.write_text(json.dumps([{"sources": ["arxiv"], **paper} for paper in papers]))
        monkeypatch.setattr("search.library.now", lambda: moment)
        library.import_files([str(file)])

    return bring


@pytest.fixture
def library(open_library: Callable[..., Library], arrive: Callable[..., None]) -> Library:
    """Two old papers; four that came since, one of which an old list had as well."""
    made = open_library()
    old = [{"title": "Old Sheep", "upvotes": 99}, {"title": "Old Wool"}]
    arrive(made, MIDNIGHT - 1, *old)
    arrive(
        made,
        MIDNIGHT,
        {"title": "Old Wool", "upvotes": 3},
        {"title": "White Sheep", "upvotes": 1, "listed": "2026-11-16"},
        {"title": "Black Sheep", "upvotes": 7, "listed": "2026-11-15"},
        {"title": "Grey Sheep", "listed": "2026-11-17"},
        {"title": "Wool", "listed": "2026-11-17"},
    )
    return made


def titles(digest: Digest) -> list[tuple[str | None, int, list[str]]]:
    return [
        (section.name, section.total, [paper.entry.paper.title for paper in section.papers])
        for section in digest.sections
    ]


def test_without_views_everything_that_came_is_one_section(library: Library) -> None:
    made = library.digest(SINCE, 20)
    assert titles(made) == [(None, 4, ["Black Sheep", "White Sheep", "Grey Sheep", "Wool"])]
    assert (made.since, made.found, made.arrived, made.ignored) == (SINCE, 4, 4, ())
    assert {paper.added for paper in made.papers} == {MIDNIGHT}
    assert library.digest(date(2026, 11, 17), 20).found == 0
    assert library.digest(date(2026, 11, 15), 20).found == 6


def test_a_view_may_have_a_limit_of_its_own_and_more_is_given_by_title(library: Library) -> None:
    for name in ("Sheep", "All sheep"):
        library.views.save(name, "sheep")
    made = library.digest(SINCE, 1, limits={"All sheep": 2})
    assert [len(section.papers) for section in made.sections] == [1, 2]
    assert [[entry.paper.title for entry in section.titles] for section in made.sections] == [
        ["White Sheep", "Grey Sheep"],
        ["Grey Sheep"],
    ]


def test_each_view_has_its_own_in_its_own_order(library: Library) -> None:
    for name, query in (
        ("Sheep", "sheep"), ("Newest", "sort:-date white OR wool"), ("Wolves", "wolf"),
    ):  # fmt: skip
        library.views.save(name, query)
    made = library.digest(SINCE, 20)
    assert titles(made) == [
        ("Sheep", 3, ["Black Sheep", "White Sheep", "Grey Sheep"]),
        ("Newest", 2, ["White Sheep", "Wool"]),
        ("Wolves", 0, []),
    ]
    assert (made.found, made.arrived) == (4, 4)
    assert [paper.entry.paper.title for paper in made.papers] == [
        "Black Sheep", "White Sheep", "Grey Sheep", "Wool",
    ]  # fmt: skip
    library.views.remove("Newest")
    assert (library.digest(SINCE, 20).found, library.digest(SINCE, 20).arrived) == (3, 4)


def test_a_view_may_ask_for_a_state(library: Library) -> None:
    library.views.save("To read", "is:unread sheep")
    library.mark(library.search("black").page(0, 1), Marking(read=True))
    assert titles(library.digest(SINCE, 20)) == [("To read", 2, ["White Sheep", "Grey Sheep"])]


@pytest.mark.parametrize(
    "query",
    ["sheep", "", "black OR white OR grey", "-wool", '"sheep', "(sheep", ") sheep", "sort:title",
     "sort:relevance sheep", "is:unread sort:-date", "OR sheep", "NOT wool", "AND sheep"],
)  # fmt: skip
def test_the_rest_is_what_its_query_finds(library: Library, query: str) -> None:
    """The command that a digest names shows what the digest left out, or there is none."""
    library.views.save("Mine", query)
    (whole,) = library.digest(SINCE, 20).sections
    (first,) = library.digest(SINCE, 1).sections
    assert (first.total, len(first.papers), whole.rest) == (whole.total, 1, None)
    if query == "OR sheep":  # behind another word it would say another thing
        assert first.rest is None
        return
    assert first.rest is not None
    shown = library.search(first.rest).page(1, 20)
    assert shown == [paper.entry.row for paper in whole.papers[1:]]
    assert whole.total > 1


def test_a_limit_of_none_still_counts(library: Library) -> None:
    (section,) = library.digest(SINCE, 0).sections
    assert (section.total, section.papers) == (4, ())
    assert section.rest is not None


def test_what_a_view_asks_in_vain_is_reported(library: Library) -> None:
    library.views.save("Odd", "sheep stars:many")
    made = library.digest(SINCE, 20)
    assert titles(made)[0][1] == 3
    (ignored,) = made.ignored
    assert ignored.startswith("view Odd: stars:many: invalid number; expected ")


def test_the_starter_papers_never_came(
    open_library: Callable[..., Library], arrive: Callable[..., None]
) -> None:
    library = open_library(with_starter=True)
    library.update_index()
    assert library.digest(date(1990, 1, 1), 20).arrived == 0
    arrive(library, MIDNIGHT, {"title": "Sheep"}, {"title": "Wool"})
    made = library.digest(SINCE, 1)
    assert (titles(made), made.arrived) == ([(None, 2, ["Sheep"])], 2)
    for query in (made.scope, made.sections[0].rest):
        assert query is not None
        assert len(library.search(query)) == 2


def test_an_empty_library(open_library: Callable[..., Library]) -> None:
    assert titles(open_library().digest(SINCE, 20)) == [(None, 0, [])]


def test_since_the_last_mail_goes_by_the_order_of_arrival(
    open_library: Callable[..., Library], arrive: Callable[..., None]
) -> None:
    """An import that began before a mail and ended after it is in the next mail."""
    library = open_library()
    moment = int(datetime.now().timestamp() * 1000)
    arrive(library, moment, {"title": "First"})
    first = library.digest(None, 20)
    assert first.found == 1
    library.digest_sent(first)
    arrive(library, moment - 60_000, {"title": "Slow Import"})
    assert titles(library.digest(None, 20)) == [(None, 1, ["Slow Import"])]
    library.digest_sent(library.digest(None, 20))
    assert library.digest(None, 20).found == 0
    assert library.digest(date.today(), 20).found == 2


def test_a_feed_has_the_last_that_came_whatever_their_upvotes(library: Library) -> None:
    library.views.save("By title", "sort:title sheep")
    made = library.digest(SINCE, 2, newest_first=True)
    assert titles(made) == [("By title", 3, ["Grey Sheep", "Black Sheep"])]


def test_past_the_limit_papers_are_given_by_title(library: Library) -> None:
    (section,) = library.digest(SINCE, 1).sections
    given = [entry.paper.title for entry in section.titles]
    assert given == ["White Sheep", "Grey Sheep", "Wool"]


def test_papers_like_the_marked_ones_have_a_section_before_all(
    library: Library, arrive: Callable[..., None]
) -> None:
    old = [{"title": f"Counting sheep {n}", "abstract": "Goats climb."} for n in range(4)]
    other = [{"title": f"Paper on swans {n}"} for n in range(16)]
    arrive(library, MIDNIGHT - 1, *old, *other)
    marked = library.search("counting").page(0, 3)
    library.mark(marked, Marking(bookmarked=True))
    arrive(library, MIDNIGHT, {"title": "Counting sheep and goats"}, {"title": "Ducks"})
    every, *_ = titles(library.digest(SINCE, 10))[1:]
    (name, total, found), *_ = titles(library.digest(SINCE, 10))
    assert (name, total, found) == ("For you", 1, ["Counting sheep and goats"])
    assert every[0] == "All"
    library.views.save("birds", "ducks OR swans")
    assert [name for name, *_ in titles(library.digest(SINCE, 10))] == ["For you", "birds"]
