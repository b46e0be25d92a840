"""Leaving is clean, whatever is at work or pressed meanwhile."""

import os
import signal
import threading
import time
from contextlib import ExitStack

import pytest
from textual import events

from search import Config, Library
from tui import launch
from tui.app import Broadsheet
from tui.keys.table import COMMANDS
from tui.terminal.driver import QuickDriver


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
async def test_a_key_after_the_last_one_does_nothing(run_reader, library, command) -> None:
    key = command.keys.split(",")[0]
    async with run_reader(library) as ui:
        for name in ("q", key):
            ui.app.post_message(events.Key(name, None))
        await ui.until(lambda: not ui.app.is_running, "the end")
    assert ui.app.return_code == 0


@pytest.mark.parametrize(
    ("method", "key"), [("search", "4"), ("statistics", "number_sign"), ("unread", "w")]
)
async def test_an_answer_that_comes_too_late_is_let_go(
    run_reader, library, monkeypatch, method, key
) -> None:
    answer = getattr(Library, method)
    started = threading.Event()

    def slow(*args: object, **kwargs: object) -> object:
        started.set()
        time.sleep(0.1)
        return answer(*args, **kwargs)

    async with run_reader(library) as ui:
        monkeypatch.setattr(Library, method, slow)
        ui.app.post_message(events.Key(key, None))
        await ui.until(started.is_set, f"{method} to begin")
        ui.app.post_message(events.Key("ctrl+q", None))
        await ui.until(lambda: not ui.app.is_running, "the end")
    assert ui.app.return_code == 0


async def test_ending_while_the_library_opens_is_clean(library, until) -> None:
    started, may_open = threading.Event(), threading.Event()

    def opened() -> Library:
        started.set()
        may_open.wait(20)
        return library

    app = Broadsheet(opened, Config(), {})
    async with app.run_test():
        await until(started.is_set, "the library to be opened")
        app.exit()
        may_open.set()
        await until(lambda: not app.is_running, "the end")
    assert app.return_code == 0


def test_a_slow_disk_is_not_waited_for() -> None:
    may_end, ended = threading.Event(), threading.Event()
    stack = ExitStack()
    stack.callback(ended.set)
    stack.callback(may_end.wait, 20)
    launch._close(stack)
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(20)


async def test_the_end_does_not_wait_for_the_thread_that_reads_keys(library, monkeypatch) -> None:
    app = Broadsheet(lambda: library, Config(), {})
    driver = QuickDriver(app)
    monkeypatch.setattr(driver, "write", lambda _: None)
    may_end = threading.Event()
    driver._key_thread = thread = threading.Thread(target=may_end.wait, args=(20,))
    thread.start()
    app.exit()
    driver.disable_input()
    assert thread.is_alive()
    assert driver.exit_event.is_set()  # so that it ends by itself
    may_end.set()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_reader_as_a_key_does(run_reader, library, name) -> None:
    async with run_reader(library) as ui:
        await ui.press("j", "j")
        os.kill(os.getpid(), name)
        await ui.until(lambda: ui.app._exit, "the end")
    assert library.recall("place")["row"] == library.search("").page(2, 1)[0]
