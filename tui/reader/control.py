"""What the actions may do with the screen: notices, dialogs, panes, and running other commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from textual.app import SuspendNotSupported

from search import LibraryError
from tui.appearance.arrangement import KEY as ARRANGEMENT

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from search import Remembered
    from tui.appearance.arrangement import Arrangement
    from tui.appearance.looks import Looks
    from tui.dialogs.dialog import Dialog
    from tui.keys.keymap import Keymap
    from tui.reader.drawing import Widgets
    from tui.reader.notices import Notices
    from tui.reader.panes import PaneLayout
    from tui.reader.state.session import Session
    from tui.terminal.copy_open import Outcome

Answer = TypeVar("Answer")


_USED = "commands"


def used_commands(remembered: Mapping[str, Remembered]) -> dict[str, int]:
    """How often each command was run from the palette, as it is remembered."""
    found = remembered.get(_USED)
    pairs = found.items() if isinstance(found, dict) else ()
    return {command: count for command, count in pairs if isinstance(count, int)}


class Control:
    """The screen as the actions see it, see ui.Ui and ui.Panes."""

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        widgets: Widgets,
        panes: PaneLayout,
        notices: Notices,
        keymap: Keymap,
        looks: Looks,
    ) -> None:
        self._screen = screen
        self._session = session
        self._notices = notices
        self.panes = panes
        self.keymap = keymap
        self.looks = looks
        self.papers = widgets.papers
        self.paper = widgets.paper
        self.bar = widgets.bar
        self.used: dict[str, int] = {}  # how often each command was run from the palette

    async def is_ready(self) -> bool:
        """Wait for the list; False where the reader ends, and no screen may open any more."""
        await self._session.ready.wait()
        return self._screen.app.return_code is None

    async def do(self, command: str) -> None:
        """Run the command with this id."""
        if command == "search" or await self.is_ready():
            from tui.reader.actions.table import ACTIONS

            await self.attempt(ACTIONS[command](self._session, self))

    async def run_from_palette(self, command: str) -> None:
        """Run the command with this id, and remember how often that was done."""
        self.used[command] = self.used.get(command, 0) + 1
        if await self.is_ready():
            self._session.remember(_USED, dict(self.used))
        if command == "theme":
            self._screen.app.action_change_theme()
        else:
            await self.do(command)

    async def attempt(self, action: Awaitable[object] | None) -> None:
        """Wait for `action`; say why the library refuses it."""
        try:
            if action is not None:
                await action
        except LibraryError as error:
            self.say(str(error), "error")

    def in_turn(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do `action` when the keys before it are done."""

        async def do() -> None:
            await self.attempt(action())

        self._screen.call_later(do)

    def open_dialog(
        self, dialog: Dialog[Answer], answered: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Show a dialog; say why the library refuses what it answers."""
        self.open_screen(dialog, answered)

    def open_screen(
        self, screen: Screen[Answer], left: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Show another screen; say why the library refuses what it answers."""

        async def answer(value: Answer | None) -> None:
            await self.attempt(left(value))

        self._screen.app.push_screen(screen, answer)

    def open_palette(self) -> None:
        """Show the command palette."""
        self._screen.app.action_command_palette()

    def say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a notice."""
        self._notices.say(text, severity)

    def say_outcome(self, do: Callable[[], Outcome]) -> None:
        """Do what may take a while in a thread, then say how it went."""

        def run() -> None:
            outcome = do()
            severity: SeverityLevel = "information" if outcome.done else "warning"
            self._screen.app.call_from_thread(self.say, outcome.text, severity)

        self._screen.run_worker(run, thread=True, group="outcome")

    def lend_terminal(self, use: Callable[[], bool]) -> bool:
        """Suspend the reader for what needs the terminal for itself; False where that failed."""
        try:
            with self._screen.app.suspend():
                return use()
        except SuspendNotSupported:
            return False

    def send_to_terminal(self, sequence: str) -> None:
        """Send an escape sequence to the terminal."""
        # Textual has no public way: its own copy_to_clipboard() cannot wrap for GNU screen.
        driver = self._screen.app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    @property
    def paper_in_sight(self) -> bool:
        """Whether the paper is shown, nothing lies over it, and no query is being typed."""
        return self._screen.is_current and self.paper.display and not self.bar.typing

    def read_paper(self, *, alone: bool = False) -> None:
        """Show the paper, with or without the list beside it, and let the keys go to it."""
        self.panes.read(alone=alone)
        self.paper.focus()

    def show_list(self) -> None:
        """Leave the paper, and let the keys go to the list."""
        self.panes.show_list()
        self.papers.focus()

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay list and paper out in another way, also at the next start."""
        self.panes.arrange(arrangement)
        self._session.remember(ARRANGEMENT, arrangement.remembered())

    async def leave(self) -> None:
        """Remember the place, and end the reader."""
        if await self.is_ready():
            await self._session.close()
            self._screen.app.exit()
