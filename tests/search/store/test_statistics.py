"""The library in numbers: each against papers and marks of which the answer is known."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search import Library, Marking, Share, Statistics
from search.model.paper import Paper
from search.model.step import MARK
from search.store import HIDDEN, READ, TAG, Change, Store
from search.store.statistics import statistics

TODAY = date(2026, 3, 31)
WORDS = ("Pruning", "pruning", "PRUNING", "sheep", "Straße", "δ")


def moment(day: date, hour: int = 12) -> int:
    return int(datetime(day.year, day.month, day.day, hour).timestamp() * 1000)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "library.sqlite3")
    yield made
    made.close()


def filled(store: Store, papers: Sequence[Paper], when: int = 1) -> list[int]:
    return [row for row, _ in store.papers.add(papers, when)]


def read(store: Store, *rows: int, when: int = 1) -> None:
    store.marks.change([Change(row, READ, when) for row in rows], MARK)


def test_an_empty_library_has_thirty_days_of_nothing(store: Store) -> None:
    found = statistics(store.database, TODAY)
    days = [ago(29 - number) for number in range(30)]
    nothing = dict.fromkeys(days, 0)
    assert found == Statistics({}, nothing, nothing, {}, {}, {})
    assert list(found.added) == days


def test_a_paper_counts_on_the_day_it_was_listed_or_else_published(store: Store) -> None:
    first, second = date(2024, 5, 1), date(2024, 5, 3)
    filled(store, [
        Paper(title="Listed later", published=first, listed=second),
        Paper(title="Published only", published=second),
        Paper(title="Listed only", listed=first),
        Paper(title="Of no day"),
    ])  # fmt: skip
    assert list(statistics(store.database, TODAY).days.items()) == [(first, 1), (second, 2)]


def test_only_the_last_thirty_days_with_papers_are_reported(store: Store) -> None:
    days = [date(2020, 1, 1) + timedelta(days=7 * number) for number in range(40)]
    filled(store, [Paper(title=f"Of {day}", listed=day) for day in days])
    assert list(statistics(store.database, TODAY).days) == days[10:]


def test_added_and_read_are_of_the_thirty_days_until_today(store: Store) -> None:
    for days in (0, 1, 29, 30):
        (row,) = filled(store, [Paper(title=f"Added {days} days ago")], moment(ago(days)))
        read(store, row, when=moment(ago(days), hour=23))
    found = statistics(store.database, TODAY)
    for counts in (found.added, found.read):
        assert {day: count for day, count in counts.items() if count} == {
            TODAY: 1, ago(1): 1, ago(29): 1,
        }  # fmt: skip


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
@pytest.mark.parametrize(("zone", "day"), [("UTC", TODAY), ("Pacific/Auckland", ago(-1))])
def test_a_day_is_one_of_this_place(
    store: Store, monkeypatch: pytest.MonkeyPatch, zone: str, day: date
) -> None:
    evening = 1774976400000  # 17:00 UTC on 31 March 2026
    filled(store, [Paper(title="Of the evening")], evening)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert statistics(store.database, ago(-1)).added[day] == 1
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_paper_counts_for_each_of_its_sources(store: Store) -> None:
    rows = filled(store, [
        Paper(title="Of one", sources=("arxiv",)),
        Paper(title="Of two", sources=("arxiv", "huggingface")),
        Paper(title="Of nobody"),
    ])  # fmt: skip
    read(store, *rows[1:])
    found = statistics(store.database, TODAY).sources
    assert list(found.items()) == [("arxiv", Share(2, 1)), ("huggingface", Share(1, 0))]


def test_tags_tell_what_is_unread_under_them(store: Store) -> None:
    rows = filled(store, [Paper(title=f"Paper {number}") for number in range(3)])
    store.marks.change(
        [*(Change(row, f"{TAG}to read", 1) for row in rows), Change(rows[0], f"{TAG}tag:δ", 1)],
        MARK,
    )
    read(store, rows[0])
    found = statistics(store.database, TODAY).tags
    assert list(found.items()) == [("to read", Share(3, 2)), ("tag:δ", Share(1, 0))]
    store.marks.change([Change(rows[1], HIDDEN, 1)], MARK)
    assert statistics(store.database, TODAY).tags["to read"] == Share(2, 1)


def test_the_library_tells_of_today(open_library: Callable[..., Library]) -> None:
    library = open_library(with_starter=True)
    row = library.search("").page(0, 1)[0]
    before = date.today()
    library.mark([row], Marking(read=True))
    found = library.statistics()
    assert found.read[before] == 1
    assert list(found.read)[-1] in (before, date.today())
    assert found.sources["starter"] == Share(library.status().papers, library.status().unread)


@examples(40)
@given(st.lists(st.lists(st.sampled_from(WORDS)), max_size=8))
def test_keywords_are_counted_by_papers_whatever_their_capitals(papers: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder, "library.sqlite3"))
        filled(
            store,
            [Paper(title=f"No {n}", keywords=tuple(words)) for n, words in enumerate(papers)],
        )
        found = statistics(store.database, TODAY).keywords
        store.close()
    assert found == Counter(word for words in papers for word in {one.lower() for one in words})
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_twenty_keywords_are_enough(store: Store) -> None:
    filled(store, [Paper(title="Of many", keywords=tuple(f"word {n:02}" for n in range(30)))])
    assert list(statistics(store.database, TODAY).keywords) == [f"word {n:02}" for n in range(20)]
