"""Moving about: in the list, in the paper, and between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.reader.actions.papers.fulltext import read

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Panes, Ui


def move(session: Session, ui: Panes, where: str) -> None:
    """Move in the list, scroll the paper, or recall a search, as the keys go to one of them."""
    if ui.bar.typing and where in ("up", "down"):
        recalled = session.searches.recall(session.query, older=where == "up")
        if recalled is not None:
            ui.bar.type_over(recalled)
    elif ui.paper.has_focus:
        ui.paper.move(where)
    else:
        session.list.move(where)


def scroll(_: Session, ui: Panes, where: str) -> None:
    """Scroll the paper, wherever the keys go."""
    ui.paper.move(where)


def next_paper(session: Session, _: Ui, where: str) -> None:
    """Move to the next ("down") or previous ("up") paper, wherever the keys go."""
    session.list.move(where)


async def next_unread(session: Session, ui: Ui, direction: int) -> None:
    """Go to the next or previous unread paper of the list."""
    if not await session.next_unread(direction):
        ui.say("No unread paper " + ("below" if direction > 0 else "above"))


async def go_in(session: Session, ui: Panes) -> None:
    """Into the paper; from there, into its full text; without a paper, fetch it."""
    if ui.paper.has_focus:
        await read(session, ui)
    elif session.row is not None:
        ui.read_paper()
    elif session.missing:
        session.upkeep.fetch_paper(session.missing)


def authors(_: Session, ui: Panes) -> None:
    """Show all authors of the paper, or only the first ones again."""
    ui.paper.unfold()


def go_out(_: Session, ui: Ui) -> None:
    """Back to the list."""
    ui.show_list()


async def next_pane(session: Session, ui: Panes) -> None:
    """Take the better spelling; else go to the other pane, or complete the word in the bar."""
    found = session.results
    if found is not None and found.query == session.query and found.did_you_mean:
        ui.bar.type_over(found.did_you_mean)
    elif ui.papers.has_focus:
        await go_in(session, ui)
    elif not ui.bar.typing:
        ui.show_list()
    elif session.ready.is_set():
        await ui.bar.complete(session.library.known_values)


def alone(session: Session, ui: Panes) -> None:
    """Show the paper alone, or both panes again."""
    if ui.panes.alone:
        ui.show_list()
    elif session.row is not None:
        ui.read_paper(alone=True)


def search(_: Session, ui: Panes) -> None:
    """Into the search bar."""
    ui.bar.focus_input()


def escape(session: Session, ui: Panes) -> None:
    """One step back: out of the search bar or the paper, then no selection, then no search."""
    if ui.bar.typing:
        session.give_up_typing()
        ui.papers.focus()
    elif ui.paper.has_focus or ui.panes.reading:
        ui.show_list()
    elif session.selection:
        session.select(frozenset())
    elif session.query:
        session.end_search()
        ui.papers.focus()
        ui.say(ui.keymap.say("Left the search · {list.other} goes back to it"))


def other_list(session: Session, ui: Ui) -> None:
    """Go to the search that Esc left, and back again."""
    if session.open_other():
        ui.show_list()
    else:
        ui.say(ui.keymap.say("No search was left: {escape} leaves one"))
