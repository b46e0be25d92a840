"""Opening the reader: the library, the settings, and the app over them."""

import os
import sys
from contextlib import closing
from dataclasses import replace

from search import Library, LibraryError, Paths, load_config


def open_reader(
    *, view: str | None = None, query: str | None = None, ascii_only: bool = False
) -> int:
    """Open the reader in a view or with a search; the exit status.

    Raises LibraryError where the library cannot be opened, there is no such view or no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError(
            "the reader needs a terminal; `broadsheet --help` lists what goes without"
        )
    # Textual reads this as it is imported. At its 60 frames a second, half of the time from a key
    # to its results is waiting for the next frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.app import Broadsheet  # a quarter of a second that no other command needs

    with closing(Library(Paths.of_user())) as library:
        config = load_config(library.paths.settings)
        if ascii_only:
            config = replace(config, ascii=True)
        start = _view(library, view) if view else None
        library.open_reader()
        Broadsheet(library, config, view=start, query=query).run()
        library.close_reader()
    return 0


def _view(library: Library, name: str) -> str:
    """The name by which the reader knows a view."""
    from tui.screens.views import views

    for view in views(library.views.all()):
        if name in (view.name, view.label):
            return view.name
    raise LibraryError(f"there is no view {name!r}; `broadsheet view list` shows them")
