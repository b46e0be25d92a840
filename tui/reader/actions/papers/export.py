"""Writing papers into a file, from the reader."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from search import ENDINGS, LibraryError, check_output_file, format_of, is_replaced, output_file
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
    hint = f"file name, ending in {' '.join(ENDINGS)}"
    asking = LineEditor(title, hint, session.file, check=_problem, complete=_completed)
    ui.open_dialog(asking, named)


def _problem(name: str) -> str | None:
    """What is wrong with a file to write into; None if nothing."""
    if format_of(name) is None:
        return f"File names end in {' '.join(ENDINGS)}"
    try:
        check_output_file(str(Path(name).expanduser()))
    except LibraryError as error:
        return str(error)
    return None


def _completed(typed: str) -> str:
    """`typed` with what all files have in common that begin so."""
    folder, part = os.path.split(typed)
    try:
        found = [each for each in Path(folder).expanduser().iterdir() if each.name.startswith(part)]
    except OSError:
        return typed
    names = [f"{each.name}{os.sep * each.is_dir()}" for each in found]
    shared = os.path.commonprefix(names)  # noqa: RUF071  names, not paths
    return typed + shared[len(part) :]


def _into(session: Session, ui: Ui, rows: Sequence[int], name: str) -> None:
    """Write into the file `name`; where it exists, ask before."""
    write = partial(_write, session, rows, format_of(name) or "", name)

    def spend() -> None:
        session.keep_file(name)
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
