"""Reading the whole paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from search import Marking, UnknownPaperError
from tui.reader.actions.papers.link import copy_text, open_address
from tui.reader.actions.papers.mark import mark
from tui.reader.state.fetching import KEY

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Panes

_SOON_S = 0.4  # until then the list stays, so that a text in the cache is there at once


def fetch_ahead(session: Session, ui: Panes) -> None:
    """Fetch the full texts of the bookmarks from now on, or no longer."""
    is_on = session.upkeep.ahead.turn()
    session.remember(KEY, is_on)
    if is_on:
        ui.say(
            ui.keymap.say("Fetches the full texts of bookmarks from now on · {fetch.ahead} stops")
        )
    else:
        ui.say("Full texts are no longer fetched ahead")


async def read(session: Session, ui: Panes) -> None:
    """Open the full text of the paper; from there, that of a reference that is in the library."""
    from tui.fulltext.doing import Doing
    from tui.fulltext.screen import FullTextScreen

    entry = await session.paper.now()
    if entry is None:
        return

    async def left(name: str | None) -> None:
        if name is None:
            return
        try:
            session.library.row(name)
        except UnknownPaperError:
            ui.say(f"{name} is no longer in the library", "warning")
            return
        session.ask(f"id:{name}")
        ui.show_list()

    async def mark_passage(marking: Marking) -> None:
        await mark(session, ui, [entry.row], marking)

    add = session.upkeep.fetch_paper
    doing = Doing(
        ui.do, mark_passage, partial(open_address, ui), partial(copy_text, ui), add, ui.say
    )
    screen = FullTextScreen(session.library, entry, ui.keymap, ui.looks, doing, session.results)
    await screen.prepare(_SOON_S)
    ui.open_screen(screen, left)
