"""The first frame stands before the library is open; what is typed until then is not lost."""

import threading

import pytest
from textual import events
from textual.widgets import Input

from search import Config, remembered
from search.errors import StoreError
from tui.app import Broadsheet
from tui.reader.screen import Reader


def _send(app: Broadsheet, *keys: str) -> None:
    for key in keys:
        app._driver.send_message(events.Key(key, key if len(key) == 1 else None))


async def test_keys_before_the_library_is_open_wait_for_it(library, until) -> None:
    may_open = threading.Event()

    def opened():
        may_open.wait(20)
        return library

    app = Broadsheet(opened, Config(read_after=None), {})
    async with app.run_test():
        reader = app.screen
        assert reader.query_one("#query", Input).is_mounted, "no first frame"
        _send(app, "b", "j", "b")
        may_open.set()
        await until(lambda: reader.session.list.cursor == 1 and library.counts().bookmarked == 2)


async def test_a_library_that_cannot_be_opened_ends_the_reader_with_the_reason(until) -> None:
    error = StoreError("the library cannot be used")

    def opened():
        raise error

    app = Broadsheet(opened, Config(), {})
    async with app.run_test():
        _send(app, "b", "q")  # nothing that waits keeps it from ending
        await until(lambda: app.return_code is not None)
    assert app.return_value is error


async def test_what_is_remembered_stands_in_the_first_frame(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter", "j")
    app = Broadsheet(lambda: library, Config(), remembered(library.paths.store))
    async with app.run_test():
        assert isinstance(app.screen, Reader)
        assert app.screen.query_one("#query", Input).value == "pruning"


async def test_an_index_that_is_missing_is_built_behind_the_list(
    run_reader, library_of, until
) -> None:
    papers = [{"title": f"Unheard-of matter {number}"} for number in range(210)]
    library = library_of(*papers, indexed=False)
    async with run_reader(library) as ui:
        assert len(ui.session.results) == 210, "the list needs no index"
        await until(lambda: not library.index_behind())
        await ui.press("slash", *"unheard")
        assert len(ui.session.results) == 210


@pytest.mark.parametrize("method", ["counts", "search", "headlines"])
async def test_a_library_that_fails_once_it_is_open_ends_the_reader_with_the_reason(
    library, until, monkeypatch, method
) -> None:
    error = StoreError("the library cannot be used")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(library, method, fail)
    app = Broadsheet(lambda: library, Config(), {})
    async with app.run_test():
        _send(app, "b", "q")
        await until(lambda: app.return_code is not None)
    assert app.return_value is error


@pytest.mark.parametrize(("method", "key"), [("headlines", "G"), ("entry", "j"), ("unread", "w")])
async def test_a_library_that_fails_later_ends_the_reader_with_the_reason(
    run_reader, library, until, monkeypatch, method, key
) -> None:
    error = StoreError("the library cannot be used")

    def fail(*_: object, **__: object) -> None:
        raise error

    async with run_reader(library, size=(120, 20)) as ui:
        monkeypatch.setattr(library, method, fail)
        ui.send(key)
        await until(lambda: ui.app.return_code is not None)
    assert ui.app.return_value is error


@pytest.mark.parametrize("key", ["b", "A", "u", "ctrl+r"])
async def test_a_change_that_cannot_be_made_is_reported_and_stays_reported(
    run_reader, library, monkeypatch, key
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    async with run_reader(library) as ui:
        for method in ("mark", "undo", "redo"):
            monkeypatch.setattr(library, method, full)
        await ui.press(key)
        assert ui.toasts == "the disk is full"
