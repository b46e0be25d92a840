"""The personal order: learned from marks, undone with them, and combined with any query."""

from collections.abc import Callable
from datetime import date

import pytest

from search import FeedSynced, Library, LibraryError, Marking, Paper, Synced
from search.work.interests import Fit, Group, Learner

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


def terms(library: Library) -> set[str]:
    return {term for profile in library.learned().profiles for term, _ in profile.terms}


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


def test_reasons_are_words_as_they_stand_in_the_paper(open_library: Callable[..., Library]) -> None:
    """No pair goes across a bracket, of words that begin alike one is enough, and none is weak."""
    library = open_library()
    marked = "Sheep learning (SL) with drafters: draft, then verify."
    other = "A learning sheep (SL) that drafts."
    weak = [f"{marked} Wool.", *["Swans, ducks, wool."] * 25]
    library.add(
        Paper(title=f"Paper {n}", abstract=abstract)
        for n, abstract in enumerate([*[marked] * 2, *weak, other, *["Swans, ducks."] * 75])
    )
    mark(library, "verify", 3, bookmarked=True)
    assert {"sheep learning", "wool"} <= terms(library)
    assert "learning sl" not in terms(library)
    reasons = library.why(rows(library, "verify wool")[0], 9)
    assert set(reasons) - {"draft", "drafters"} == {"sheep learning", "sl", "verify"}
    assert len(reasons) == 4
    assert set(library.why(rows(library, "drafts sheep")[0], 9)) == {
        "learning", "sheep", "sl", "drafts",
    }  # fmt: skip


def test_an_undone_mark_is_undone_in_the_order(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    mark(library, "goats", 3, note="climb")
    assert library.learned().marks == 6
    assert any("goats" in term for term in terms(library))
    library.undo()
    assert library.learned().marks == 3
    assert not any("goats" in term for term in terms(library))


def test_a_small_interest_of_its_own_tag_is_not_drowned(library: Library) -> None:
    mark(library, "sheep", 5, bookmarked=True)
    mark(library, "swans", 20, bookmarked=True)
    mark(library, "goats", 3, tag=("goats",))
    profiles = [(profile.name, profile.papers) for profile in library.learned().profiles]
    assert profiles[0] == ("goats", 3)
    assert sum(papers for name, papers in profiles[1:] if not name) == 25
    unmarked = set(rows(library, "goats -is:tagged"))
    assert set(rows(library, "sort:foryou -is:tagged -is:bookmarked")) == unmarked
    for row in unmarked:
        assert {"goats", "climb", "rocks"} & set(" ".join(library.why(row)).split())


def test_papers_that_come_later_are_in_the_order(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    assert rows(library, "sort:foryou")
    library.add([Paper(title="A newcomer", abstract=f"Again {SHEEP}.")])
    assert "A newcomer" in titles(library, "sort:foryou", 6)


def test_papers_that_come_while_it_is_learned_wait_for_the_next_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    learn = Learner.learn

    def disturbed(learner: Learner, group: Group) -> list[Fit]:
        library.add([Paper(title="One more", abstract=f"Of {SHEEP}.")])
        library.counts()
        return learn(learner, group)

    with monkeypatch.context() as context:
        context.setattr(Learner, "learn", disturbed)
        assert len(rows(library, "sort:foryou")) == 30
    assert "One more" in titles(library, "sort:foryou", 6)


def test_a_small_interest_without_a_tag_is_one_of_its_own(
    open_library: Callable[..., Library],
) -> None:
    library = open_library()
    subjects = (SHEEP, GOATS, "swans, ducks", "wool")
    library.add(
        Paper(title=f"Paper {n}", abstract=f"Of {subject}.")
        for n, subject in enumerate(subject for subject in subjects for _ in range(10))
    )
    mark(library, "sheep", 8, bookmarked=True)
    mark(library, "goats", 3, bookmarked=True)
    assert sorted(profile.papers for profile in library.learned().profiles) == [3, 8]
    results = library.search("sort:foryou -is:bookmarked")
    liked = set(results.page(0, 11)) - set(results.afield)
    assert liked == set(rows(library, "sheep OR goats -is:bookmarked"))


def test_each_interest_has_its_share_of_the_first_papers(
    open_library: Callable[..., Library],
) -> None:
    """Also one whose papers have little in common, beside one whose papers are all alike."""
    library = open_library()
    marked = ("climb rocks", "rocks beards", "beards climb")
    near = ["climb rocks"] * 4
    goats = [f"Goats {words}" for words in (*marked, *near, *["climb"] * 6, *["graze"] * 20)]
    sheep = [f"We are {SHEEP}"] * 40
    library.add(
        Paper(title=f"Paper {n}", abstract=abstract, published=date(2020, 1, 1 + (n >= len(goats))))
        for n, abstract in enumerate([*goats, *sheep, *["Swans, rocks, beards"] * 100])
    )
    mark(library, "sheep", 8, bookmarked=True)
    chosen = [rows(library, f'goats "{words}"')[-1] for words in marked]
    assert library.mark(chosen, Marking(bookmarked=True))
    assert sorted(profile.papers for profile in library.learned().profiles) == [3, 8]
    first = library.search("sort:foryou -is:bookmarked").page(0, 20)
    assert set(rows(library, "goats climb rocks -is:bookmarked")) <= set(first)
    most = 4 + 6 + 2  # near, as near as the fifth of them, and from further afield
    assert len(set(rows(library, "sheep")) & set(first)) >= 20 - most


def test_words_are_taken_out_and_pinned_and_that_is_undone(library: Library) -> None:
    mark(library, "sheep", 3, bookmarked=True)
    words = library.interest_words
    before = library.learned()

    assert {"sheep", "counting sheep"} <= terms(library)
    step = words.set("Sheep", "out")
    assert step is not None
    assert step.what == "“sheep”: taken out of For you"
    assert not any("sheep" in term for term in terms(library))
    assert words.set("climb rocks", "pinned") is not None
    assert library.learned().profiles[0].terms[0][0] == "climb rocks"
    assert library.learned().words == {"sheep": "out", "climb rocks": "pinned"}
    goats = set(rows(library, "goats"))
    assert set(rows(library, "sort:foryou is:unread -is:bookmarked")[:8]) >= goats
    assert words.set("sheep", "out") is None
    library.undo()
    library.undo()
    assert library.learned() == before
    with pytest.raises(LibraryError, match="one word, or two"):
        words.set("three words here", "pinned")


def test_a_full_text_read_to_its_end_counts_as_a_mark(library: Library) -> None:
    read = rows(library, "sheep")[:3]
    for row in read:
        library.finish(row)
    assert library.learned().marks == 3
    assert set(rows(library, "sort:foryou")[:4]) <= set(rows(library, "sheep"))
    assert library.mark(read[:1], Marking(hidden=True))
    assert library.learned().marks == 2
    library.undo()
    assert library.learned().marks == 3


def test_liked_are_the_papers_that_fit_best_and_two_are_from_further_afield(
    library: Library,
) -> None:
    sheep = set(rows(library, "sheep"))
    marked = set(mark(library, "sheep", 3, bookmarked=True))
    assert library.liked(range(40)) == set()  # nothing is learned in the drawing of a list
    library.learned()
    assert library.liked(range(40)) == sheep - marked
    results = library.search("sort:foryou is:unread -is:bookmarked")
    order = results.page(0, 40)
    assert set(order[:2]) == sheep - marked
    assert (order[4], order[9]) == results.afield
    assert not set(results.afield) & sheep
    assert library.search("sort:-foryou").afield == ()
    library.undo()
    library.learned()
    assert library.liked(range(40)) == set()
    assert library.search("sort:foryou").afield == ()


def test_a_marked_paper_is_none_of_the_liked_ones(library: Library) -> None:
    mark(library, "sheep", 3, tag=("sheep",))
    (*_, other) = rows(library, "sort:foryou sheep")
    assert library.liked([other])
    library.mark([other], Marking(bookmarked=True))
    rows(library, "sort:foryou")
    assert not library.liked([other])


def test_hidden_papers_let_no_more_papers_be_liked(library: Library) -> None:
    library.add([Paper(title=f"Tally {n}", abstract="Counting wool.") for n in range(5)])
    sheep = set(rows(library, "sheep"))
    marked = set(mark(library, "sheep", 3, bookmarked=True))
    assert library.mark(rows(library, "goats OR swans"), Marking(hidden=True))
    library.learned()
    assert library.liked(range(40)) == sheep - marked


def test_a_sync_counts_the_papers_that_are_like_the_marked_ones(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(library, "sheep", 3, bookmarked=True)

    class Syncer:
        def sync(self, *_: object, **__: object) -> Synced:
            # As a feed adds them: they are indexed afterwards.
            library._store.papers.add([Paper(title=f"New {SHEEP}"), Paper(title="Ducks")], 1)
            return Synced((FeedSynced("daily", "", 2, 0, 0, (), None, 1),), 0.1)

    monkeypatch.setattr(library, "_syncer", Syncer)
    assert library.sync().liked == 1
