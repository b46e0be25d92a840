"""A small menu: one more key chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.dialogs.dialog import Dialog
from tui.widgets.clicking import clickable, run_clicked


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu; `on`: it is in force now."""

    key: str
    value: str
    label: str
    on: bool = False


class Menu(Dialog[str | None]):
    """Answers the value of the choice whose key was pressed, or None at any other key."""

    DEFAULT_CSS = """
    Menu { align: right bottom; background: $background 0%; }
    Menu ToastRack { display: none; }  /* the notices of before lie under it */
    #choices {
        width: auto; height: auto; margin: 0 1 2 0; padding: 0 2; background: $panel;
        border: round $primary;
    }
    """

    def __init__(self, title: str, choices: Sequence[Choice], tick: str) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._tick = tick

    def compose(self) -> ComposeResult:
        """The title, the choices with their keys, the way out."""
        lines = [Content.styled(self._title, "bold")]
        ticked = any(choice.on for choice in self._choices)
        for choice in self._choices:
            tick = f"{self._tick if choice.on else ' '} " if ticked else ""
            key = Content.styled(choice.key, "bold $text-accent")
            line = Content(tick) + key + Content(f"  {choice.label}")
            lines.append(line.stylize(clickable(f"choose('{choice.value}')")))
        lines.append(Content.styled("Esc  cancel", "$text-muted"))
        yield Static(Content("\n").join(lines), id="choices")

    def on_key(self, event: events.Key) -> None:
        """Choose, or leave."""
        event.stop()
        chosen = [choice.value for choice in self._choices if choice.key == event.character]
        self.dismiss(chosen[0] if chosen else None)

    def action_choose(self, value: str) -> None:
        """Answer with a choice that was clicked."""
        self.dismiss(value)

    async def on_click(self, event: events.Click) -> None:
        """Choose by the mouse; a click beside the menu leaves it."""
        await run_clicked(self, event)
        if event.widget is self:
            self.dismiss(None)
