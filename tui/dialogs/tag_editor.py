"""The line in which tags are typed, with the tags in use to choose from."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.dialogs.dialog import Dialog
from tui.widgets.typed_line import TypedLine


class TagEditor(Dialog[tuple[str, ...] | None]):
    """Answers the tags that were typed, with commas between, or None to change nothing."""

    DEFAULT_CSS = """
    #tags-title { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #tags Input { background: $panel; margin: 1 0; }
    #tags-known { color: $text-muted; }
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "cancel"),
        Binding("tab", "complete", "complete", priority=True),
    ]

    def __init__(self, title: str, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._tags = tags
        self._known = known

    def compose(self) -> ComposeResult:
        """The title, the line, and the tags that fit what is typed."""
        with Vertical(id="tags"):
            yield Static(Content.styled(self._title, "bold"), id="tags-title")
            yield TypedLine(
                "".join(f"{tag}, " for tag in self._tags),
                placeholder="tags with commas between; -tag removes one",
                compact=True,
                select_on_focus=False,
            )
            yield Static(id="tags-known", markup=False)
            yield Static("Enter save · Tab complete · Esc cancel", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        self._suggest()

    def on_input_changed(self) -> None:
        """Show what fits."""
        self._suggest()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(tuple(tag for part in event.value.split(",") if (tag := part.strip())))

    def action_complete(self) -> None:
        """Put the first tag that fits in the place of what is typed."""
        line = self.query_one(Input)
        fitting = self._fitting()
        if fitting:
            typed = line.value.rpartition(",")[2].strip()
            sign = "-" if typed.startswith("-") else ""
            kept = line.value.removesuffix(line.value.rpartition(",")[2])
            line.value = f"{kept}{' ' if kept else ''}{sign}{fitting[0]}, "
            line.cursor_position = len(line.value)

    def _suggest(self) -> None:
        self.query_one("#tags-known", Static).update(Content(" ".join(self._fitting()) or " "))

    def _fitting(self) -> list[str]:
        *before, typed = (part.strip() for part in self.query_one(Input).value.split(","))
        prefix = typed.removeprefix("-").casefold()
        return [
            tag for tag in self._known if tag.casefold().startswith(prefix) and tag not in before
        ][:12]
