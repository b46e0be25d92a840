"""Whatever is pressed, the reader goes on, the library is sound, and undo leads all the way back.

Runs of random keys, each over a fresh library of 300 papers. `--random-keys N` presses N keys in
all, other ones every time, and makes what fails as short as it can.
"""

import asyncio
import io
import json
import shutil
import sqlite3
import string
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.worker import WorkerCancelled

from search import Config, Library, Paths
from tui.app import Broadsheet
from tui.dialogs import note_editor
from tui.keys.table import COMMANDS
from tui.reader.actions.papers import export

PAPERS = 300
KEYS_OF_A_RUN = 100
KEYS_IN_ALL = 1000
BURST = 5  # keys before the reader may come to rest
SIZES = [(100, 30), (60, 20), (120, 40), (30, 8)]

TABLE = [key for command in COMMANDS for key in command.keys.split(",") if key != "q"]
CHANGING = [*"mbAteuVwd", "ctrl+r", "ctrl+a", "space"]
SPECIAL = [
    "escape", "enter", "tab", "shift+tab", "backspace", "delete", "home", "end", "left", "right",
    "up", "down", "pageup", "pagedown", "shift+left", "shift+right", "ctrl+w", "ctrl+k", "ctrl+s",
    "ctrl+e", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+left", "ctrl+right", "f1", "q", "ctrl+q",
]  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(TABLE),
    st.sampled_from(CHANGING),
    st.sampled_from(SPECIAL),
    st.sampled_from(["escape", "enter"]),  # or most keys would end in the first text field
    st.sampled_from([*string.ascii_letters, *string.digits, *string.punctuation, *" δ“é世🐑"]),
)


def papers() -> list[dict[str, object]]:
    """Invented papers, some of them lacking what most have."""
    animals = ("Sheep", "Goats", "Chamois", "Herons", "Newts", "Wasps")
    return [
        {
            "id": f"2501.{number:05}" if number % 7 else None,
            "title": f"{animals[number % 6]} and Their [Meadow] in Year {number}",
            "abstract": f"We watch {animals[number % 6].lower()} for a year. " * (number % 9)
            or None,
            "authors": [f"Ada Shepherd{author}" for author in range(number % 12)],
            "listed": f"2025-{1 + number % 12:02}-{1 + number % 28:02}" if number % 5 else None,
            "keywords": ["meadow", animals[number % 6].lower()],
            "upvotes": number % 50 or None,
            "github": f"https://github.com/meadow/year-{number}" if number % 3 else None,
            "sources": ["huggingface"],
        }
        for number in range(PAPERS)
    ]


@pytest.fixture(scope="module")
def meadow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an indexed library that bears marks of which the history knows nothing."""
    folder = tmp_path_factory.mktemp("meadow")
    page = folder / "papers.json"
    page.write_text(json.dumps(papers()), "utf-8")
    with closing(Library(Paths.under(folder), with_starter=False)) as library:
        assert library.import_files([str(page)]).added == PAPERS
    marks = [("view:Wool", 0, "0000 meadow"), ("note", 3, "by the fence"), ("tag:wool", 4, 7)]
    marks += [("read", row, 1_000 + row) for row in range(10, 60)]
    marks += [("bookmark", row, 2_000 + row) for row in range(20, 30)]
    with closing(sqlite3.connect(Paths.under(folder).store)) as connection, connection:
        connection.executemany("INSERT INTO marks VALUES (?, ?, ?)", marks)
    return folder


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is written and no editor runs; clipboard, browser and network are stand-ins."""

    @contextmanager
    def whole(_: str) -> Iterator[TextIO]:
        yield io.StringIO()

    monkeypatch.setattr(export, "output_file", whole)
    monkeypatch.setenv("EDITOR", "editor")
    monkeypatch.setattr(note_editor.subprocess, "run", lambda *_, **__: None)


async def press(library: Library, keys: list[str], size: tuple[int, int]) -> None:
    """Press the keys in the reader, which is opened again when one of them leaves it."""
    left = list(keys)
    while left:
        app = Broadsheet(lambda: library, Config(read_after=0.02), {})
        async with app.run_test(size=size, notifications=True) as pilot:
            while left and app.is_running and not app._exit:
                burst, left[:BURST] = left[:BURST], []
                for key in burst:  # as quickly as they come, which Pilot.press() never does
                    app.post_message(event(key))
                await pilot.pause()
                with suppress(WorkerCancelled):  # what a reader was at when it was left
                    await app.workers.wait_for_complete()


def event(key: str) -> events.Key:
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, key_to_character(REPLACED_KEYS.get(key, key)))


def marks(library: Library) -> list[tuple[str, int, object]]:
    with closing(sqlite3.connect(library.paths.store)) as connection:
        return connection.execute("SELECT mark, row, value FROM marks ORDER BY 1, 2").fetchall()


def check_sound(library: Library) -> None:
    """The file is whole, no paper came or went, and what is counted is what is there."""
    with closing(sqlite3.connect(library.paths.store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        strangers = "SELECT * FROM marks WHERE row NOT IN (SELECT row FROM papers UNION SELECT 0)"
        assert connection.execute(strangers).fetchall() == []
    there = {(mark, row) for mark, row, _ in marks(library)}
    status = library.status()
    hidden = {row for mark, row in there if mark == "hidden"}
    assert (status.papers, status.indexed, status.index) == (PAPERS - len(hidden), PAPERS, "ready")
    read = {row for mark, row in there if mark == "read"} | hidden
    assert status.unread == PAPERS - len(read)
    bookmarked = {row for mark, row in there if mark == "bookmark"} - hidden
    assert status.bookmarked == len(bookmarked)
    assert len(library.search("meadow")) == PAPERS - len(hidden)
    assert len(library.search("meadow is:hidden")) == len(hidden)


def check_history(library: Library, first: list[tuple[str, int, object]]) -> None:
    """Undoing everything leads to the first marks and the timer's, redoing it to the last ones."""
    while library.redo():
        pass  # what was undone among the keys is part of the history, too
    last, steps = marks(library), 0
    while library.undo():
        steps += 1
    # The timer's marks are no steps: they stay, and nothing else does.
    assert [mark for mark in marks(library) if mark[0] != "read" or mark in first] == first
    for _ in range(steps):
        assert library.redo()
    assert marks(library) == last


def test_random_keys(request: pytest.FixtureRequest, meadow: Path) -> None:
    asked: int | None = request.config.getoption("--random-keys")
    runs = (asked or KEYS_IN_ALL) // KEYS_OF_A_RUN

    @settings(
        max_examples=runs,
        deadline=None,
        derandomize=asked is None,
        phases=[Phase.generate] if asked is None else [Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
    )
    @given(st.lists(KEYS, min_size=KEYS_OF_A_RUN, max_size=KEYS_OF_A_RUN), st.sampled_from(SIZES))
    def play(keys: list[str], size: tuple[int, int]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            own = shutil.copytree(meadow, Path(folder, "meadow"))
            with closing(Library(Paths.under(own), with_starter=False)) as library:
                first = marks(library)
                asyncio.run(press(library, keys, size))
                check_sound(library)
                check_history(library, first)

    play()
