"""The keys for a paper's links: copying them, opening them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.dialogs.menu import Choice, Menu
from tui.terminal import copy_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import Entry
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui

_CHOICES = (
    Choice("l", "link", "link to the paper"),
    Choice("x", "arxiv", "arXiv link"),
    Choice("g", "github", "GitHub link"),
    Choice("p", "pdf", "PDF link"),
    Choice("m", "markdown", "Markdown link"),
    Choice("b", "bibtex", "BibTeX"),
    Choice("c", "citation", "citation (APA)"),
    Choice("i", "id", "id"),
    Choice("a", "abstract", "abstract"),
)


async def copy(session: Session, ui: Ui, what: str) -> None:
    """Copy what the papers have of a kind; where none has it, leave the clipboard alone."""
    entries = await session.targets()
    if entries:
        session.select(frozenset())
        ui.say_outcome(lambda: _copied(session, ui, entries, what))


def _copied(session: Session, ui: Ui, entries: Sequence[Entry], what: str) -> copy_open.Outcome:
    if what == "bibtex":
        entries = session.library.with_citation_keys(entries)
    return copy_open.copy(entries, what, ui.send_to_terminal)


async def open_page(session: Session, ui: Ui, what: str) -> None:
    """Open a page of the paper in the browser; where that cannot be, copy its link."""
    entry = await session.paper.now()
    if entry:
        address = copy_open.page_of(entry, what)
        if address:
            open_address(ui, address)
        else:
            ui.say(copy_open.without_page(what), "warning")


def open_address(ui: Ui, address: str) -> None:
    """Open an address in the browser, beside the reader or in its place."""
    browse = partial(copy_open.browse, address)
    if copy_open.wants_text_browser():
        done = ui.lend_terminal(browse)
        ui.say_outcome(lambda: copy_open.opened(address, ui.send_to_terminal, done=done))
    else:
        ui.say_outcome(lambda: copy_open.opened(address, ui.send_to_terminal, done=browse()))


def copy_text(ui: Ui, text: str) -> None:
    """Copy a text that was selected, and say so."""
    ui.say_outcome(lambda: copy_open.copy_text(text, ui.send_to_terminal))


def copy_menu(session: Session, ui: Ui) -> None:
    """Ask what to copy."""

    async def chosen(what: str | None) -> None:
        if what:
            await copy(session, ui, what)

    if session.row is not None:
        ui.open_dialog(Menu("Copy", _CHOICES, ui.looks.glyphs.tick), chosen)
