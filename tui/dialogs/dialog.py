"""What lies over the reader and answers it."""

from contextlib import suppress

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tui.widgets.typed_line import TypedLine


class Dialog(ModalScreen[ScreenResultType]):
    """A screen that answers once, however quickly the keys come."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; color: $foreground; }
    Dialog > Vertical {
        width: 80; max-width: 100%; height: auto; padding: 0 1; background: $surface;
        border: round $primary;
    }
    Dialog .keys { color: $text-muted; }
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answer and leave; nothing where that is done already.

        A key that was pressed before the screen was gone still comes here, and Textual would
        leave the next screen for it, or crash where there is none.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()


class _PaletteLine(CommandInput, TypedLine):
    """The palette's line; CommandInput first: Textual takes styles from the first base alone."""


class Palette(CommandPalette):
    """Textual's palette, which answers once, too; `typed` stands in its line at the start."""

    typed = ""

    def compose(self) -> ComposeResult:
        """Textual's, without its icon, which many fonts lack, and with a line of ours."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield _PaletteLine(placeholder=widget.placeholder, select_on_focus=False)
            elif not isinstance(widget, SearchIcon):
                yield widget

    def on_mount(self) -> None:
        """Begin with what is typed for the person."""
        self.query_one(Input).value = self.typed

    async def on_input_submitted(self) -> None:
        """Enter is for what is typed, not for what was found before its last letters."""
        for worker in list(self.workers):
            if worker.node is self and not worker.is_cancelled:
                with suppress(WorkerCancelled):
                    await worker.wait()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key turn a page of a list that has no room: Textual 8.2's raises KeyError."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """See Dialog.dismiss."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
