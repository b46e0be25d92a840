"""A line to type in, where the terminal's own cursor stands, too."""

from textual import events
from textual.geometry import Offset
from textual.widgets import Input


class TypedLine(Input):
    """An Input with the terminal's cursor where the next character goes.

    There an input method shows what is being composed. At the end of a text Textual 8.2 puts that
    cursor one cell further.
    """

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the cursor stands."""
        return super().cursor_screen_offset - Offset(int(self.cursor_at_end), 0)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, where Textual takes the first."""
        event.prevent_default()
        event.stop()
        self.replace(self.as_line(event.text), *self.selection)

    def as_line(self, pasted: str) -> str:
        """What is pasted, on one line."""
        return " ".join(filter(None, map(str.strip, pasted.splitlines())))
