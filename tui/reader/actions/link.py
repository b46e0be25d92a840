"""The keys for a paper's links: copying them, opening them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.dialogs.menu import Choice, Menu
from tui.terminal import copy_open

if TYPE_CHECKING:
    from tui.reader.screen import Reader


_CHOICES = (
    Choice("l", "link", "link to the paper"),
    Choice("g", "github", "GitHub link"),
    Choice("p", "pdf", "PDF link"),
    Choice("m", "markdown", "Markdown link"),
    Choice("b", "bibtex", "BibTeX"),
    Choice("c", "citation", "citation (APA)"),
    Choice("i", "id", "id"),
    Choice("a", "abstract", "abstract"),
)


def copy(reader: "Reader", what: str) -> None:
    """Copy what the papers have of a kind; where none has it, leave the clipboard alone."""
    entries = reader.targets()
    if entries:
        reader.notices.tell_when_done(lambda: copy_open.copy(entries, what, _writer(reader)))


def open_page(reader: "Reader", what: str) -> None:
    """Open a page of the paper in the browser; where that cannot be, copy its link."""
    entry = reader.current()
    if entry:
        reader.notices.tell_when_done(lambda: copy_open.open_page(entry, what, _writer(reader)))


def copy_menu(reader: "Reader") -> None:
    """Ask what to copy."""

    def chosen(what: str | None) -> None:
        if what:
            copy(reader, what)

    if reader.current():
        reader.app.push_screen(Menu("Copy", _CHOICES, reader.glyphs.tick), chosen)


def _writer(reader: "Reader") -> Callable[[str], None]:
    """What sends an escape sequence to the terminal."""

    def write(sequence: str) -> None:
        # Textual has no public way: its own copy_to_clipboard() cannot wrap for tmux or screen.
        driver = reader.app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    return write
