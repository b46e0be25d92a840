"""What a shell offers after Tab: names that only the library and the settings know.

`broadsheet --complete KIND TYPED` prints them, one on a line. The completion scripts call it, and
no help lists it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from search import Paths

if TYPE_CHECKING:
    from search import Library

SCRIPTS = Path(__file__).parent / "completion"
SHELLS = {"bash": "broadsheet.bash", "zsh": "_broadsheet", "fish": "broadsheet.fish"}


def run(arguments: Sequence[str]) -> int:
    """Print the words that may stand in the place of what is typed; the exit status."""
    kind, typed = [*arguments, "", ""][:2]
    for word in _words(kind, typed):
        if word.isprintable():
            print(word)
    return 0


def _words(kind: str, typed: str) -> Iterable[str]:
    paths = Paths.of_user()
    if kind == "feeds":
        from search import load_config

        return _beginning(typed, load_config(paths.settings).feeds)
    if not paths.store.exists():  # Tab makes no library
        return _of_library(None, kind, typed)
    from search import Library

    library = Library(paths)
    try:
        return _of_library(library, kind, typed)
    finally:
        library.close()


def _of_library(library: "Library | None", kind: str, typed: str) -> list[str]:
    saved = [view.name for view in library.views.all()] if library else []
    if kind == "saved-views":
        return _beginning(typed, saved)
    if kind == "views":
        from tui.views import BUILT_IN

        return _beginning(typed, [*(view.name for view in BUILT_IN), *saved])
    if kind == "tags":
        return _beginning(typed, library.tags() if library else ())
    if kind == "query" and not typed.startswith("--"):  # an option, to zsh a query as well
        from search import complete

        known = library.known_values if library else lambda field, typed: ()
        found = complete(typed, len(typed), known)
        return [typed[: found.start] + option for option in found.options]
    return []


def _beginning(typed: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.casefold().startswith(typed.casefold())]
