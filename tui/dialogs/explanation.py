"""Why a paper stands where it does: its score, and what adds to it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from search import Reason, one_line
from tui.dialogs.dialog import Dialog


class Explanation(Dialog[None]):
    """Shows the `reasons` for the score of a paper; any key leaves it."""

    def __init__(self, title: str, reasons: Sequence[Reason], remark: str) -> None:
        super().__init__()
        self._title = title
        self._reasons = reasons
        self._remark = remark

    def compose(self) -> ComposeResult:
        """The title, a line for each reason, the sum, the way out."""
        lines = [
            Content(f"{reason.score:8.2f}  {one_line(reason.what)}")
            + Content.styled(f"  {reason.how}" if reason.how else "", "$text-muted")
            for reason in self._reasons
        ]
        score = sum(reason.score for reason in self._reasons)
        total = Content.styled(f"{score:8.2f}  score{self._remark}", "bold")
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            yield Static(Content("\n").join([Content(""), *lines, total, Content("")]))
            yield Static("Any key  back to the list", classes="keys", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        event.stop()
        self.dismiss(None)

    def on_click(self) -> None:
        """Leave."""
        self.dismiss(None)
