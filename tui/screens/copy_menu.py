"""The copy menu: one more key says what is copied."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.clicking import clickable, run_clicked

CHOICES = (("l", "link", "link to the paper"), ("g", "github", "GitHub link"))


class CopyMenu(ModalScreen[str | None]):
    """Answers what to copy, or None where another key was pressed."""

    BINDINGS = [
        *(Binding(key, f"choose('{what}')", label) for key, what, label in CHOICES),
        Binding("escape,q,y", "dismiss(None)", "nothing"),
    ]

    def compose(self) -> ComposeResult:
        """The choices with their keys."""
        lines = [Content.styled("Copy", "bold")]
        for key, what, label in CHOICES:
            line = Content.styled(key, "bold $text-accent") + Content(f"  {label}")
            lines.append(line.stylize(clickable(f"choose('{what}')")))
        lines.append(Content.styled("Esc  nothing", "$text-muted"))
        yield Static(Content("\n").join(lines), id="choices")

    async def on_click(self, event: events.Click) -> None:
        """Choose by the mouse."""
        await run_clicked(self, event)

    def action_choose(self, what: str) -> None:
        """Answer with the choice."""
        self.dismiss(what)
