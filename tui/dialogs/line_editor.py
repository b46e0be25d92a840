"""A line to type something short in."""

from collections.abc import Callable

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

    BINDINGS = [
        Binding("escape", "dismiss(None)", "cancel"),
        Binding("tab", "complete", "complete", priority=True),
    ]

    def __init__(
        self,
        title: str,
        hint: str,
        value: str = "",
        *,
        check: Callable[[str], str | None] = lambda _: None,
        complete: Callable[[str], str] | None = None,
    ) -> None:
        """`value` stands there first. `check` says what is wrong with an answer, None if nothing.

        `complete` gives what was typed with what Tab adds to it.
        """
        super().__init__()
        self._title = title
        self._hint = hint
        self._value = value
        self._check = check
        self._complete = complete

    def compose(self) -> ComposeResult:
        """The title, the line, the keys."""
        with Vertical(id="line"):
            yield Static(Content.styled(self._title, "bold"))
            yield TypedLine(self._value, placeholder=self._hint, compact=True)
            tab = "Tab complete · " if self._complete else ""
            keys = f"Enter save · {tab}Esc cancel"
            yield Static(keys, id="line-keys", classes="keys", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say what is wrong with that."""
        answer = event.value.strip()
        problem = self._check(answer) if answer else None
        if problem is None:
            self.dismiss(answer or None)
        else:
            self.query_one("#line-keys", Static).update(Content.styled(problem, "$text-warning"))

    def action_complete(self) -> None:
        """Complete what is typed."""
        line = self.query_one(Input)
        if self._complete:
            line.value = self._complete(line.value)
            line.cursor_position = len(line.value)
