"""What papers cite: listed, opened, added."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from search import LibraryError
from tui.appearance import wording

if TYPE_CHECKING:
    from search import Cited, References
    from tui.reader.state.session import Session
    from tui.reader.ui import Panes

_MOST = 300  # works that are listed


async def of_paper(session: Session, ui: Panes) -> None:
    """List what the paper under the cursor cites."""
    entry = await session.paper.now()
    if entry is None:
        return
    found = await _references(session, [entry.row])
    if not found.papers:
        raise LibraryError(ui.keymap.say("its full text is not cached; {paper.read} fetches it"))
    owned = sum(1 for work in found.works if work.paper)
    title = f"{wording.count(len(found.works), 'reference')}, {owned:,} in your library"
    _list(session, ui, title, found.works, several=False)


async def missing(session: Session, ui: Panes) -> None:
    """List what bookmarked papers cite and the library does not have, the most cited first."""
    bookmarked = await asyncio.to_thread(session.library.search, "is:bookmarked")
    found = await _references(session, bookmarked.page(0, len(bookmarked)))
    if not found.papers:
        raise LibraryError(ui.keymap.say("no bookmark has its full text; {fetch.ahead} fetches it"))
    works = [work for work in found.works if not work.paper]
    citing = wording.count(found.papers, "bookmarked paper")
    title = f"Cited by {citing}, not in your library: {len(works):,}"
    _list(session, ui, title, works, several=True)


async def _references(session: Session, rows: Sequence[int]) -> References:
    return await asyncio.to_thread(session.library.fulltexts.references, rows)


def _list(
    session: Session, ui: Panes, title: str, works: Sequence[Cited], *, several: bool
) -> None:
    from tui.dialogs.reference_list import ReferenceList

    def answered(work: Cited | None) -> None:
        if work is None:
            return
        if work.paper:
            session.ask(f"id:{work.paper}")
            ui.show_list()
        elif work.id:
            session.upkeep.fetch_paper(work.id)
        else:
            ui.say("That reference has no DOI or arXiv id; search for its title", "warning")

    ui.open_dialog(ReferenceList(title, works[:_MOST], several=several), answered)
