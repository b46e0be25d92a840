"""The outline of a paper: its sections, figures and tables, a line for each."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList

from tui.appearance.styles import QUIET
from tui.fulltext.layout import Entry

_WIDTH = 30  # cells of a line


class Outline(OptionList):
    """Shows where one is; on a narrow screen it is there while the keys go to it."""

    DEFAULT_CSS = """
    Outline {
        width: 34; height: 1fr; border: none; padding: 0 1; background: $surface; display: none;
    }
    Outline:focus { border: none; background-tint: $foreground 0%; }
    Outline:focus > .option-list--option-highlighted {
        background: $primary-muted; color: $foreground; text-style: bold;
    }
    Outline.-open { display: block; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, markup=False)
        self._entries: tuple[Entry, ...] = ()

    def open(self) -> None:
        """Show it, and let the keys go to it, until they go elsewhere."""
        self.add_class("-open")
        self.focus()

    def on_blur(self) -> None:
        """Hide it again where there is no room beside the text."""
        self.remove_class("-open")

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show the outline of a paper; another width of the text changes nothing."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.clear_options()
            self.add_options([_line(entry) for entry in entries])

    @property
    def sections(self) -> list[int]:
        """The block where each section begins."""
        return [entry.place for entry in self._entries if entry.kind == "section"]

    def place_of(self, number: int) -> int:
        """The block where the entry with a number begins."""
        return self._entries[number].place

    def show_place(self, place: int) -> str:
        """Point to the section that holds a block; its title, "" before the first."""
        sections = [
            number
            for number, entry in enumerate(self._entries)
            if entry.place <= place and entry.kind == "section"
        ]
        if not sections:
            return ""
        if not self.has_focus:
            self.highlighted = sections[-1]
        return self._entries[sections[-1]].text


def _line(entry: Entry) -> Content:
    indent = 2 * max(entry.level - 1, 0) if entry.kind == "section" else 2
    text = Content(f"{' ' * indent}{entry.text}").truncate(_WIDTH, ellipsis=True)
    return text if entry.kind == "section" else text.stylize(QUIET)
