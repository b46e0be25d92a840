"""Writing papers into a file, from the reader."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from search import ENDINGS, LibraryError, format_of, is_replaced, output_file
from tui.appearance import wording
from tui.dialogs.line_editor import LineEditor
from tui.dialogs.menu import Choice, Menu
from tui.terminal.copy_open import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.reader.state.session import Session
    from tui.reader.ui import Ui

_REPLACE = "replace"


def export(session: Session, ui: Ui) -> None:
    """Ask for a file, and write into it what is selected, or else all that the search found."""
    listed = session.list.listed
    if listed is None:
        return
    rows = [row for row in listed.rows() if row in session.selection]
    only = " with all words" if listed.partly and not rows else ""
    rows = rows or listed.results.page(0, len(listed.results))
    if not rows:
        return

    def named(name: str | None) -> None:
        if name:
            _into(session, ui, rows, str(Path(name).expanduser()))

    title = f"Write {wording.count(len(rows), 'paper')}{only} to a file"
    ui.open_dialog(LineEditor(title, f"file name, ending in {' '.join(ENDINGS)}"), named)


def _into(session: Session, ui: Ui, rows: Sequence[int], name: str) -> None:
    """Write into the file `name`; where it exists, ask before."""
    kind = format_of(name)
    if kind is None:
        ui.say(f"File names end in {' '.join(ENDINGS)}", "warning")
        return
    write = partial(_write, session, rows, kind, name)

    def spend() -> None:
        session.select(frozenset())
        ui.say_outcome(write)

    def answered(answer: str | None) -> None:
        if answer == _REPLACE:
            spend()

    if is_replaced(name):
        choices = (Choice("r", _REPLACE, "replace it"),)
        ui.open_dialog(Menu(f"{Path(name).name} exists", choices, ui.looks.glyphs.tick), answered)
    else:
        spend()


def _write(session: Session, rows: Sequence[int], kind: str, name: str) -> Outcome:
    try:
        with output_file(name) as stream:
            written = session.library.export_rows(rows, kind, stream)
    except LibraryError as error:
        return Outcome(str(error), done=False)
    return Outcome(f"Wrote {wording.count(written, 'paper')} to {name}")
