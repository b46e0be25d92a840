"""The small editor for a note, and the way into the person's own."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from tui.dialogs.dialog import Dialog

_KEYS = "Ctrl-S save · Esc cancel · Ctrl-E open your editor"
_CHANGED = "The note was changed: Ctrl-S saves it, Esc again discards the change."


class NoteEditor(Dialog[str | None]):
    """Answers the note that is to be saved, or None to change nothing."""

    DEFAULT_CSS = """
    #note-title { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #note-text { height: 10; border: none; background: $panel; padding: 0 1; margin: 1 0; }
    """

    BINDINGS = [
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("escape", "cancel", "cancel", priority=True),
        Binding("ctrl+e", "edit", "your editor", priority=True),
    ]

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._warned = False

    def compose(self) -> ComposeResult:
        """The paper's title, the note, the keys."""
        with Vertical(id="note"):
            yield Static(Content.styled(self._title, "bold"), id="note-title")
            yield TextArea(self._note, id="note-text", soft_wrap=True)
            yield Static(_KEYS, id="note-keys", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Write on where the note ends."""
        text = self.query_one(TextArea)
        text.move_cursor(text.document.end)

    @property
    def text(self) -> str:
        """The note as it stands."""
        return self.query_one(TextArea).text

    def action_save(self) -> None:
        """Answer with the note."""
        self.dismiss(self.text)

    def action_cancel(self) -> None:
        """Leave; ask once where that would lose something."""
        if self.query_one(TextArea).text == self._note or self._warned:
            self.dismiss(None)
        else:
            self._warned = True
            self.query_one("#note-keys", Static).update(Content.styled(_CHANGED, "$text-warning"))

    def on_text_area_changed(self) -> None:
        """Ask anew before what is written after the question is lost."""
        if self._warned:
            self._warned = False
            self.query_one("#note-keys", Static).update(_KEYS)

    def action_edit(self) -> None:
        """Write the note in the editor that $VISUAL or $EDITOR names."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self.query_one("#note-keys", Static).update(Content("Set $EDITOR to use your editor."))
            return
        text = self.query_one(TextArea)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "note.txt")
            path.write_text(text.text, "utf-8")
            try:
                with self.app.suspend():
                    subprocess.run([*shlex.split(command), str(path)], check=True)
                written = path.read_text("utf-8", errors="replace").rstrip("\n")
            except (OSError, ValueError, SuspendNotSupported, subprocess.SubprocessError) as error:
                message = f"The editor failed: {error}. The note is unchanged."
                self.query_one("#note-keys", Static).update(Content(message))
                return
        if written != text.text:  # it was saved there, and need not be once more
            self.dismiss(written)
