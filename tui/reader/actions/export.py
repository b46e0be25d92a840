"""Writing papers into a file, from the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from search import LibraryError, atomic_write, exported
from tui.appearance import wording
from tui.dialogs.line_editor import LineEditor
from tui.terminal.copy_open import Outcome

if TYPE_CHECKING:
    from tui.reader.session import Session
    from tui.reader.ui import Ui

_FORMATS = {
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "json",
    ".csl": "csl-json",
    ".md": "markdown",
    ".csv": "csv",
}


def export(session: Session, ui: Ui) -> None:
    """Ask for a file, and write into it what is selected, or else every row of the list."""
    if session.results is None or not len(session.results):
        return
    shown = session.results.page(0, len(session.results))
    rows = [row for row in shown if row in session.selection] or shown

    def write(path: Path) -> Outcome:
        kind = _FORMATS.get(path.suffix.lower())
        if kind is None:
            return Outcome(f"File names end in {' '.join(_FORMATS)}", done=False)
        if path.exists():
            return Outcome(f"{path} exists; choose another name", done=False)
        try:
            found = {entry.row: entry for entry in session.library.entries(rows)}
            entries = [found[row] for row in rows if row in found]
            with atomic_write(str(path)) as stream:
                stream.write(exported(entries, kind))
        except LibraryError as error:
            return Outcome(str(error), done=False)
        return Outcome(f"Wrote {wording.count(len(entries), 'paper')} to {path}")

    def named(name: str | None) -> None:
        if name:
            path = Path(name).expanduser()
            ui.say_outcome(lambda: write(path))

    title = f"Write {wording.count(len(rows), 'paper')} to a file"
    ui.open_dialog(LineEditor(title, f"file name, ending in {' '.join(_FORMATS)}"), named)
