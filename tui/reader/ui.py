"""What the actions need of the screen, so that none of them knows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from tui.appearance.arrangement import Arrangement
    from tui.appearance.looks import Looks
    from tui.dialogs.dialog import Dialog
    from tui.keys.keymap import Keymap
    from tui.reader.panes import PaneLayout
    from tui.terminal.copy_open import Outcome
    from tui.widgets.paper_detail import PaperDetail
    from tui.widgets.paper_list import PaperList
    from tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")


class Ui(Protocol):
    """The screen as an action sees it."""

    keymap: Keymap
    looks: Looks

    def say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a notice; the newest takes the place of the one before."""

    def say_outcome(self, do: Callable[[], Outcome]) -> None:
        """Do what may take a while in a thread, then say how it went."""

    def lend_terminal(self, use: Callable[[], bool]) -> bool:
        """Suspend the reader for what needs the terminal for itself; False where that failed."""

    def send_to_terminal(self, sequence: str) -> None:
        """Send an escape sequence to the terminal."""

    def open_dialog(
        self, dialog: Dialog[Answer], answered: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Show a dialog over the screen; what it answers may raise LibraryError, which is said."""

    def open_screen(
        self, screen: Screen[Answer], left: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Show another screen in the place of this one; `left` gets what it answers."""

    def show_list(self) -> None:
        """Leave the paper, and let the keys go to the list."""

    async def do(self, command: str) -> None:
        """Run the command with this id."""

    def open_palette(self) -> None:
        """Show the command palette."""

    async def leave(self) -> None:
        """Remember the place, and end the reader."""


class Panes(Ui, Protocol):
    """The screen as navigation sees it, with its widgets."""

    papers: PaperList
    paper: PaperDetail
    bar: SearchBar
    panes: PaneLayout

    def read_paper(self, *, alone: bool = False) -> None:
        """Show the paper, with or without the list beside it, and let the keys go to it."""

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay list and paper out in another way, also at the next start."""
