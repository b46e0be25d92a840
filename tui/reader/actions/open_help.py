"""The help: every key in force, and the query language, from which to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.table import Command

if TYPE_CHECKING:
    from search import Form
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


async def show(session: Session, ui: Ui) -> None:
    """Show it, and run what is chosen there."""
    from tui.dialogs.help import Help, sections

    async def chosen(line: Command | Form | None) -> None:
        if isinstance(line, Command):
            await ui.do(line.id)
        elif line:
            session.ask(line.example, best=True)
            ui.show_list()

    entry = await session.paper.now()
    paper = entry.paper.id if entry else None
    ui.open_dialog(Help(sections(ui.keymap.commands, paper)), chosen)
