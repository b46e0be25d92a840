"""Marks and their one history, against a list of snapshots that does the same the simple way."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from strategies import examples

from search.model.paper import Paper
from search.model.step import MARK, Step
from search.store import BOOKMARK, HIDDEN, NOTE, READ, TAG, Change, Store
from search.store.history.marking import Marking

ROWS = (1, 2, 3)
TAGS = ("sheep", "Schafe", "δ")

Marks = dict[tuple[int, str], int | str]


def marked(store: Store) -> Marks:
    return {(row, mark): value for row in ROWS for mark, value in store.marks.of(row).items()}


def filled(store: Store) -> Store:
    store.papers.add((Paper(title=f"Paper number {row}") for row in ROWS), 1)
    return store


class History(RuleBasedStateMachine):
    """The file, opened twice, does what two lists of states do."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.sqlite3"
        self.stores = [filled(Store(self.path)), Store(self.path)]
        self.past: list[Marks] = []
        self.now: Marks = {}
        self.future: list[Marks] = []
        self.clock = 0

    @rule(
        which=st.integers(0, 1),
        rows=st.lists(st.sampled_from(ROWS), min_size=1, max_size=4),
        read=st.none() | st.booleans(),
        bookmarked=st.none() | st.booleans(),
        tag=st.lists(st.sampled_from(TAGS), max_size=2),
        untag=st.lists(st.sampled_from(TAGS), max_size=2),
        note=st.none() | st.sampled_from(("", "first thought", "second thought")),
    )
    def mark(
        self,
        which: int,
        rows: list[int],
        read: bool | None,
        bookmarked: bool | None,
        tag: list[str],
        untag: list[str],
        note: str | None,
    ) -> None:
        self.clock += 1
        after = dict(self.now)
        for row in set(rows):
            for name, on in (
                (READ, read),
                (BOOKMARK, bookmarked),
                *((f"{TAG}{each}", True) for each in tag if each not in untag),
                *((f"{TAG}{each}", False) for each in untag),
            ):
                if on:
                    after.setdefault((row, name), self.clock)
                elif on is False:
                    after.pop((row, name), None)
            if note:
                after[row, NOTE] = note
            elif note == "":
                after.pop((row, NOTE), None)
        marking = Marking(
            read=read, bookmarked=bookmarked, tag=tuple(tag), untag=tuple(untag), note=note
        )
        step = self.stores[which].marks.change(marking.changes(rows, self.clock), MARK)
        assert (step is not None) == (after != self.now)
        if step:
            touched = {key[0] for key, _ in self.now.items() ^ after.items()}
            assert set(step.rows) == touched
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        step = self.stores[which].marks.undo()
        assert (step is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        step = self.stores[which].marks.redo()
        assert (step is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.stores[which].close()
        self.stores[which] = Store(self.path)

    @invariant()
    def both_programs_see_the_same(self) -> None:
        for store in self.stores:
            assert marked(store) == self.now

    def teardown(self) -> None:
        while self.past:
            self.undo(0)
        assert marked(self.stores[1]) == {}
        last = self.future[0] if self.future else self.now
        while self.future:
            self.redo(1)
        assert marked(self.stores[0]) == last
        for store in self.stores:
            store.close()
        self.folder.cleanup()


TestHistory = History.TestCase
TestHistory.settings = settings(examples(30), stateful_step_count=25)


def mark(store: Store, *changes: Change) -> None:
    assert store.marks.change(changes, MARK, {"read": True})


def test_an_undone_step_is_reported_with_its_rows(store: Store) -> None:
    filled(store)
    mark(store, Change(1, READ, 5), Change(3, READ, 5))
    step = store.marks.undo()
    assert step is not None
    assert step.what == "2 papers: read"
    assert set(step.rows) == {1, 3}


def test_a_step_names_the_paper_or_counts_those_that_changed(store: Store) -> None:
    filled(store)
    mark(store, Change(1, READ, 5))
    changes = Marking(read=True, tag=("sheep", "δ")).changes([1, 2], 9)
    first = store.marks.change(changes, MARK, {"read": True, "tag": ["sheep", "δ"]})
    assert first is not None
    assert first.what == "2 papers: read, tagged sheep, tagged δ"
    read = Marking(read=True)
    for rows, what in (([1, 2], None), ([2, 3], "“Paper number 3”: read")):
        step = store.marks.change(read.changes(rows, 9), MARK, read.arguments())
        assert (step and step.what) == what
    undone = store.marks.undo()
    assert undone is not None
    assert undone.what == "“Paper number 3”: read"


@pytest.mark.parametrize(
    ("marking", "words"),
    [
        (Marking(read=True), "read"),
        (Marking(read=False, bookmarked=True), "unread, bookmarked"),
        (Marking(bookmarked=False), "bookmark removed"),
        (Marking(tag=("a", "b"), untag=("c",)), "tagged a, tagged b, tag c removed"),
        (Marking(note="Look again."), "note saved"),
        (Marking(note=""), "note removed"),
    ],
)
def test_a_marking_in_words(marking: Marking, words: str) -> None:
    assert Step(MARK, marking.arguments(), (1, 2)).what == f"2 papers: {words}"
    assert Step(MARK, marking.arguments(), (1,)).what == f"1 paper: {words}"


@pytest.mark.parametrize("arguments", ["", "{", "[1]", '"tag"', '{"tag": 5}', '{"tag": "sheep"}'])
def test_a_step_of_a_tampered_file_can_be_undone(store: Store, arguments: str) -> None:
    filled(store)
    mark(store, Change(1, READ, 5))
    store.database.connection.execute("UPDATE steps SET arguments = ?", (arguments,))
    step = store.marks.undo()
    assert step is not None
    assert step.what == "“Paper number 1”: marked"
    assert marked(store) == {}


def test_what_is_read_already_keeps_its_time(store: Store) -> None:
    filled(store)
    mark(store, Change(1, READ, 5))
    mark(store, Change(1, READ, 9), Change(2, READ, 9))
    assert store.marks.of(1) == {READ: 5}
    store.marks.undo()
    assert store.marks.of(1) == {READ: 5}


def test_tags_are_counted(store: Store) -> None:
    filled(store)
    mark(store, Change(1, f"{TAG}sheep", 1), Change(2, f"{TAG}sheep", 1), Change(2, f"{TAG}δ", 1))
    assert store.marks.tags() == {"sheep": 2, "δ": 1}
    mark(store, Change(2, HIDDEN, 1))
    assert store.marks.tags() == {"sheep": 1, "δ": 0}


def test_a_removed_paper_leaves_the_history(store: Store) -> None:
    filled(store)
    mark(store, Change(2, BOOKMARK, 1))
    mark(store, Change(1, READ, 2), Change(2, READ, 2))
    mark(store, Change(1, BOOKMARK, 3))
    store.papers.remove([1])
    assert marked(store) == {(2, BOOKMARK): 1, (2, READ): 2}
    step = store.marks.undo()
    assert step is not None
    assert step.rows == (2,)
    assert marked(store) == {(2, BOOKMARK): 1}
    assert store.marks.undo()
    assert store.marks.undo() is None
    assert marked(store) == {}


@pytest.fixture
def folding(store: Store) -> tuple[Callable[[], int], Store]:
    """Two papers, in rows 1 and 2, of which the call finds out that they are one."""
    store.papers.add(
        [Paper(title="By its title"), Paper(title="By its number", doi="10.1234/sheep")], 1
    )

    def fold() -> int:
        ((row, _),) = store.papers.add([Paper(title="By its title", doi="10.1234/sheep")], 2)
        return row

    return fold, store


def test_two_rows_that_are_one_paper_keep_the_marks_of_both(
    folding: tuple[Callable[[], int], Store],
) -> None:
    fold, store = folding
    mark(store, Change(1, READ, 1), Change(1, f"{TAG}sheep", 1))
    mark(store, Change(2, BOOKMARK, 2), Change(2, f"{TAG}sheep", 2))
    row = fold()
    assert store.papers.count() == 1
    assert store.marks.of(row).keys() == {READ, BOOKMARK, f"{TAG}sheep"}
    gone = 3 - row
    assert store.marks.of(gone) == {}


def test_two_notes_become_one(folding: tuple[Callable[[], int], Store]) -> None:
    fold, store = folding
    mark(store, Change(1, NOTE, "compare with the goats"))
    mark(store, Change(2, NOTE, "ask for the data"))
    note = store.marks.of(fold())[NOTE]
    assert set(str(note).split("\n\n")) == {"compare with the goats", "ask for the data"}


@pytest.mark.parametrize("undone", [0, 1, 2])
def test_two_histories_that_become_one_can_be_walked(
    folding: tuple[Callable[[], int], Store], undone: int
) -> None:
    fold, store = folding
    mark(store, Change(1, BOOKMARK, 1))
    mark(store, Change(2, BOOKMARK, 2), Change(1, NOTE, "one"))
    mark(store, Change(2, NOTE, "two"))
    mark(store, Change(2, BOOKMARK, None))
    for _ in range(undone):
        store.marks.undo()
    row = fold()
    here = store.marks.of(row)
    assert here[BOOKMARK]
    back = 0
    while store.marks.undo():
        back += 1
    assert back == 4 - undone
    assert store.marks.of(row) == {}
    for _ in range(back):
        store.marks.redo()
    assert store.marks.of(row) == here


def test_what_the_timer_marks_read_is_no_step_and_no_undo_takes_it_back(store: Store) -> None:
    bookmarks, reads = [Change(1, BOOKMARK, 5)], [Change(2, READ, 6)]
    assert store.marks.change(bookmarks, MARK)
    assert store.marks.change(reads, MARK)
    assert store.marks.undo()
    assert store.marks.count_as_read(1, 8)
    assert store.marks.count_as_read(2, 9)
    assert not store.marks.count_as_read(2, 10), "it is read already"
    assert store.marks.redo(), "the timer clears no redo"
    assert store.marks.undo()
    assert store.marks.undo()
    assert store.marks.undo() is None
    assert marked(store) == {(1, READ): 8, (2, READ): 9}
    assert store.marks.change([Change(1, READ, None)], MARK), "a mark takes it back"
    assert (1, READ) not in marked(store)
    assert store.marks.undo()
    assert marked(store)[1, READ] == 8


def test_undo_and_redo_of_all_lead_back_to_what_the_timer_marked(store: Store) -> None:
    assert store.marks.change([Change(1, READ, 5)], MARK)
    assert store.marks.change([Change(1, READ, None)], MARK)
    assert store.marks.count_as_read(1, 8)
    last = marked(store)
    assert store.marks.undo()
    assert store.marks.undo()
    assert marked(store) == {(1, READ): 8}
    assert store.marks.redo()
    assert store.marks.redo()
    assert marked(store) == last


def test_undo_and_redo_count_what_the_timer_left_to_change(store: Store) -> None:
    assert store.marks.change([Change(row, READ, 5) for row in (1, 2)], MARK, {"read": True})
    assert store.marks.undo()
    assert store.marks.count_as_read(1, 8)
    redone = store.marks.redo()
    assert redone
    assert redone.rows == (2,)
    assert not redone.is_void
    assert store.marks.undo()
    assert store.marks.count_as_read(2, 9)
    void = store.marks.redo()
    assert void
    assert void.what == "2 papers: read (no mark changed)"
