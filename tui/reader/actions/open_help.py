"""The help: every key in force, and the query language, from which to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.table import Command
from tui.reader.actions.navigation import go_out

if TYPE_CHECKING:
    from search import Form
    from tui.reader.screen import Reader


def show(reader: Reader) -> None:
    """Show it, and do what is chosen there."""
    from tui.dialogs.help import Help

    async def chosen(line: Command | Form | None) -> None:
        if isinstance(line, Command):
            await reader.action_do(line.id)
        elif line:
            reader.ask(line.example)
            go_out(reader)

    entry = reader.current()
    like = entry.paper.id if entry else None
    reader.app.push_screen(Help(reader.keymap.commands, like), chosen)
