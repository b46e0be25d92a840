"""A line to type something short in."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.dialogs.dialog import Dialog
from tui.widgets.typed_line import TypedLine


class LineEditor(Dialog[str | None]):
    """Answers what was typed, or None."""

    DEFAULT_CSS = """
    #line { width: 60; }
    #line Input { background: $panel; margin: 1 0; }
    """

    BINDINGS = [Binding("escape", "dismiss(None)", "cancel")]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The title, the line, the keys."""
        with Vertical(id="line"):
            yield Static(Content.styled(self._title, "bold"))
            yield TypedLine(placeholder=self._hint, compact=True)
            yield Static("Enter save · Esc cancel", classes="keys", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value.strip() or None)
