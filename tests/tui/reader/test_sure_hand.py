"""Random keys, pauses in which the timer marks, and changes by another program, in any order.

What happens by itself neither moves the person nor enters what the person can undo, and every
notice counts what the store counts.
"""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search import Config, Library, Paths

KEYS = st.sampled_from(
    [*"jjjkmmbuuv'123.Gn><[]AHRW", "ctrl+r", "ctrl+r", "space", "ctrl+a", "enter", "escape", "tab"]
)
SEARCHES = st.sampled_from(["pruning", "pruning vision", "cost", "is:unread", "vision has:code"])
OUTSIDE = st.tuples(
    st.sampled_from(["read", "bookmark", "hide", "import", "remove", "undo", "redo"]),
    st.integers(0, 29),
)
EVENTS = st.one_of(
    *[st.tuples(st.just("key"), KEYS)] * 4,
    st.tuples(st.just("search"), SEARCHES),
    st.tuples(st.just("pause"), st.none()),
    st.tuples(st.just("outside"), OUTSIDE),
)
COUNTED = re.compile(
    r"(?:Undone: |Redone: )?(?:([\d,]+) papers?|“.*”): "
    r"(?:read|unread|bookmarked|bookmark removed|hidden|no longer hidden)"
    r"( \(no mark changed\))?(?: · .*)?"
)
Marks = dict[tuple[str, int], bool]
ROOT = Path(__file__).parents[3]


class OtherProgram:
    """Another process that works on the same library, see other_program.py."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("other_program.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )  # fmt: skip

    def do(self, what: str, *arguments: object) -> object:
        """Ask for something, and wait until it is done."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([what, *arguments]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def other() -> Iterator[OtherProgram]:
    """One process for all examples: to start it takes longer than to play."""
    with closing(OtherProgram()) as program:
        yield program


class VirtualTimer:
    """A timer that never runs out by itself."""

    def __init__(self, callback: Callable[[], object]) -> None:
        self.callback = callback
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class VirtualClock:
    """Time passes for the attention of a reader where a test says so; short waits are real."""

    def __init__(self, attention) -> None:
        self._real = attention._set_timer
        self._timer: VirtualTimer | None = None
        attention._set_timer = self._set_timer

    def _set_timer(self, delay: float, callback: Callable[[], object]):
        if delay < 1:
            return self._real(delay, callback)
        self._timer = VirtualTimer(callback)
        return self._timer

    async def run_out(self) -> None:
        """Longer than it takes for a paper to count as read."""
        timer, self._timer = self._timer, None
        if timer and not timer.stopped:
            await timer.callback()


class Play:
    """One run of the reader, watched."""

    def __init__(self, ui, library: Library, other: OtherProgram) -> None:
        self.ui = ui
        self.library = library
        self.other = other
        self.rows = sorted(library.search("").page(0, 30))
        self.clock = VirtualClock(ui.reader.attention)
        self.by_timer: set[int] = set()
        self.removed: set[int] = set()
        self.imported = 0

    def marks(self) -> Marks:
        self.rows = [row for row in self.rows if row not in self.removed]
        entries = self.library.entries(self.rows)
        return {
            (name, entry.row): value
            for entry in entries
            for name, value in (
                ("read", entry.read),
                ("bookmark", entry.bookmarked),
                ("hidden", entry.hidden),
            )
        }

    async def step(self, kind: str, what) -> None:
        before, paper = self.marks(), (self.ui.session.row, self.ui.paper_text.split("\n")[0])
        line = self.ui.lines_of_cursor.y
        if kind == "key":
            await self.press(before, what)
        elif kind == "search":
            await self.ui.press("slash", *what, "enter")
        elif kind == "pause":
            await self.clock.run_out()
            await self.ui.settle()
            now = self.marks().items()
            self.by_timer |= {row for (name, row), value in now if value and not before[name, row]}
        else:
            self.change_outside(*what)
            self.ui.session.upkeep.look_outside()
            await self.ui.settle()
        is_there = paper[0] is not None and paper[0] not in self.removed
        if kind in ("pause", "outside") and is_there:
            assert (self.ui.session.row, self.ui.paper_text.split("\n")[0]) == paper
            if self.ui.list.display and self.ui.top:
                assert self.ui.lines_of_cursor.y == line

    async def press(self, before: Marks, key: str) -> None:
        self.ui.app.clear_notifications()
        await self.ui.press(key)
        if self.ui.app.screen is not self.ui.reader:
            await self.ui.press("escape")
        counted = COUNTED.fullmatch(self.ui.toasts)
        if counted:
            changed = {
                row for (name, row), value in self.marks().items() if before[name, row] != value
            }
            count = int((counted[1] or "1").replace(",", ""))
            assert len(changed) == (0 if counted[2] else count), self.ui.toasts
        status = self.ui.shown("#status")
        selected = re.search(r"([\d,]+) selected", status)
        assert int(selected[1] if selected else 0) == len(self.ui.session.selection)
        assert f"{self.library.counts().unread:,} unread" in status

    def change_outside(self, what: str, number: int) -> None:
        row = self.rows[number % len(self.rows)]
        if what == "import":
            self.imported += 1
            title = f"Pruning in Vision, Part {self.imported}"
            self.rows.append(self.other.do(what, title, f"2024-06-{1 + number:02}"))
        elif what in ("undo", "redo"):
            self.other.do(what)
        else:
            self.other.do(what, row)
        if what == "remove":
            self.removed.add(row)


def test_what_happens_by_itself_never_acts_for_the_person(
    thirty: Path, run_reader, other: OtherProgram
) -> None:
    @examples(5)
    @given(st.lists(EVENTS, min_size=16, max_size=24))
    def play(events) -> None:
        with tempfile.TemporaryDirectory() as folder:
            own = shutil.copytree(thirty, Path(folder, "library"))
            other.do("open", str(own))
            try:
                with closing(Library(Paths.under(own))) as library:
                    asyncio.run(run(library, events))
            finally:
                other.do("close")

    async def run(library: Library, events) -> None:
        async with run_reader(library, Config(read_after=60)) as ui:
            watched = Play(ui, library, other)
            first = watched.marks()
            for kind, what in events:
                await watched.step(kind, what)
            while library.redo():
                pass  # what was undone among the keys is part of the history, too
            while library.undo():
                pass
            for (name, row), value in watched.marks().items():
                if name == "read" and row in watched.by_timer:
                    assert value, "only a mark takes the timer's mark back"
                else:
                    assert value == first.get((name, row), False), (name, row)

    play()
