"""Writing papers into a file, from the reader."""

from pathlib import Path
from typing import TYPE_CHECKING

from search import LibraryError, atomic_write, exported
from tui.appearance import wording
from tui.dialogs.line_editor import LineEditor
from tui.terminal.copy_open import Told

if TYPE_CHECKING:
    from tui.reader.screen import Reader

_FORMATS = {
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "json",
    ".csl": "csl-json",
    ".md": "markdown",
    ".csv": "csv",
}


def export(reader: "Reader") -> None:
    """Ask for a file, and write the selection into it, or the whole list."""
    if reader.results is None or not len(reader.results):
        return
    selected = reader.targets() if reader.selection else []
    count = len(selected) or len(reader.results)
    query = reader.whole_query()

    def write(path: Path) -> Told:
        kind = _FORMATS.get(path.suffix.lower())
        if kind is None:
            return Told(f"A file's name ends in {' '.join(_FORMATS)}", done=False)
        if path.exists():
            return Told(f"{path} is there already: choose another name", done=False)
        try:
            with atomic_write(str(path)) as stream:
                if selected:
                    stream.write(exported(selected, kind))
                else:
                    reader.library.export(query, kind, stream)
        except LibraryError as error:
            return Told(str(error), done=False)
        return Told(f"Wrote {wording.count(count, 'paper')} to {path}")

    def named(name: str | None) -> None:
        if name:
            path = Path(name).expanduser()
            reader.notices.tell_when_done(lambda: write(path))

    title = f"Write {wording.count(count, 'paper')} to a file"
    reader.app.push_screen(LineEditor(title, f"its name, ending in {' '.join(_FORMATS)}"), named)
