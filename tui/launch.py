"""Opening the reader: the library, the settings, and the app over them."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from search import LibraryError, Paths, load_config, remembered

if TYPE_CHECKING:
    from search import Library

_TOO_PLAIN = ("dumb", "unknown")  # terminals where no program can move the cursor
_TO_END_S = 5.0  # after a signal, to save what is there to save
_TO_CLOSE_S = 0.25
_BACKUP_S = 10.0  # after the start


def open_reader(
    *, view: str | None = None, query: str | None = None, ascii_only: bool = False
) -> NoReturn:
    """Open the reader in a view or with a search; at its end, the program ends.

    Raises LibraryError where the library cannot be opened, there is no such view or no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError("the reader needs a terminal; `broadsheet --help` lists the commands")
    if os.environ.get("TERM") in _TOO_PLAIN:
        raise LibraryError(
            f"the reader cannot draw on a terminal that is {os.environ['TERM']}; set TERM to its "
            "name, as xterm-256color, or use the commands: `broadsheet search WORDS`"
        )
    # Textual reads this as it is imported; an editor that is opened later is not to see it. At
    # its 60 frames a second, half of the time from a key to its results is waiting for a frame.
    was_set = "TEXTUAL_FPS" in os.environ
    os.environ.setdefault("TEXTUAL_FPS", "250")
    # Next to nothing of what a start makes is garbage, and looking for it takes an eighth of the
    # time. The reader collects again once its first list is there.
    gc.disable()
    from tui.app import Broadsheet  # a quarter of a second that no other command needs

    if not was_set:
        del os.environ["TEXTUAL_FPS"]

    paths = Paths.of_user()
    config = load_config(paths.settings)
    if ascii_only:
        config = replace(config, ascii=True)
    start = _view(paths, view) if view else None
    stack = ExitStack()
    try:

        def opened() -> Library:
            from tui.terminal import allocator  # as late as numpy, which loads ctypes as well

            allocator.share()
            library = stack.enter_context(_opened(paths))
            library.visits.begin(time.time_ns() // 1_000_000)
            stack.callback(library.visits.end)
            # In its own time; the process may end meanwhile, and the next one cleans up.
            backup = threading.Timer(_BACKUP_S, library.back_up_daily)
            backup.daemon = True
            backup.start()
            stack.callback(backup.cancel)
            return library

        # Where the terminal is gone, Textual may wait for it for ever.
        last = threading.Timer(_TO_END_S, os._exit, (0,))
        last.daemon = True
        app = Broadsheet(opened, config, remembered(paths.store), view=start, query=query)
        app.signalled = lambda: None if last.ident else last.start()
        failure = app.run()
        last.cancel()
    finally:
        _close(stack)
    if failure:
        raise failure
    os._exit(app.return_code or 0)  # which waits neither for a slow disk nor for who reads keys


def _close(stack: ExitStack) -> None:
    """Close what is on `stack`; wait no longer than a moment, as for a slow disk.

    All that was done is in SQLite's log, which the next program to open the library takes over.
    """

    def close() -> None:
        with suppress(LibraryError):  # of a library that was damaged meanwhile
            stack.close()

    thread = threading.Thread(target=close, daemon=True)
    thread.start()
    thread.join(_TO_CLOSE_S)


def _opened(paths: Paths) -> closing[Library]:
    from search import Library  # as much as half of the screens, so not before they stand

    return closing(Library(paths, with_starter=True))


def _view(paths: Paths, name: str) -> str:
    """The name by which the reader knows a view."""
    from tui.views import views

    with _opened(paths) as library:
        for view in views(library.views.all()):
            if name in (view.name, view.label):
                return view.name
    raise LibraryError(f"unknown view {name!r}; `broadsheet view list` shows the saved views")
