"""The library is read and changed in threads, and never by the one that draws."""

import threading

import pytest

from search import Config, Library
from search.store.views import Views
from tui.listing import Listing
from tui.reader.state.current_paper import CurrentPaper

# What a first frame or a test may ask itself; everything else opens a file or reads one.
HARMLESS = {"close", "is_id"}
METHODS = [
    (owner, name)
    for owner in (Library, Views)
    for name, method in vars(owner).items()
    if callable(method) and not name.startswith("_") and name not in HARMLESS
]
KEYS = [
    *"jjjGgbmut", "escape", "e", "escape", "enter", "j", "escape", "ctrl+d", "slash", *"pruning",
    "enter", *"jb.", "escape", "escape", *"nN[]2341", "space", "v", "y", "escape", "A", "u",
    "w", "escape", "f", "u", "s", "d", "E", "escape", "number_sign", "escape", "V", *"cut", "enter",
]  # fmt: skip


@pytest.fixture
def drawn_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods of the library that the thread that draws has called."""
    called: list[str] = []

    def watched(name, method):
        def call(*args, **kwargs):
            if threading.current_thread() is threading.main_thread():
                called.append(name)
            return method(*args, **kwargs)

        return call

    for owner, name in METHODS:
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    return called


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_no_key_reads_the_library_in_the_thread_that_draws(
    run_reader, library, drawn_by, size
) -> None:
    drawn_by.clear()  # opening it, which the fixture did
    async with run_reader(library, Config(read_after=0.01), size=size) as ui:
        for key in KEYS:
            await ui.press(key)
            assert drawn_by == [], key
        await ui.pilot.resize_terminal(100, 30)
        await ui.settle()
        assert drawn_by == []


async def test_rows_that_are_not_loaded_are_blank_and_then_there(
    run_reader, library_of, monkeypatch
) -> None:
    library = library_of(*({"title": f"Paper {number:03}"} for number in range(300)))
    may_read, headlines = threading.Event(), library.headlines
    async with run_reader(library, size=(120, 20)) as ui:

        def slow(rows):
            may_read.wait(20)
            return headlines(rows)

        monkeypatch.setattr(library, "headlines", slow)
        ui.send("G")
        await ui.until(lambda: ui.list.cursor == 299, "the cursor at the end")
        await ui.pilot.pause()
        assert "Paper" not in ui.shown("#list")
        may_read.set()
        await ui.until(lambda: "Paper" in ui.shown("#list"), "the last rows")
        await ui.settle()
        assert ui.entry.paper.title in ui.shown("#list")


@pytest.mark.parametrize(("owner", "reading"), [(CurrentPaper, "read"), (Listing, "load")])
async def test_what_was_read_before_a_mark_is_not_shown_after_it(
    run_reader, library_of, monkeypatch, owner, reading
) -> None:
    library = library_of(*({"title": f"Paper {number:03}"} for number in range(300)))
    was_read, may_go_on = threading.Event(), threading.Event()
    async with run_reader(library, size=(120, 20)) as ui:
        read = getattr(owner, reading)

        def slow(*what):
            found = read(*what)
            if not was_read.is_set():
                was_read.set()
                may_go_on.wait(20)
            return found

        monkeypatch.setattr(owner, reading, slow)
        ui.send("G")
        await ui.until(was_read.is_set, "the paper to be read")
        ui.send("b")
        await ui.until(lambda: ui.session.list.changes_made, "the bookmark")
        await ui.until(
            lambda: sum(not worker.is_finished for worker in ui.app.workers) == 1,
            "all but what was read before",
        )
        may_go_on.set()
        await ui.settle()
        assert "bookmarked" in ui.paper_text
        assert "★" in ui.shown("#list")
