"""What papers cite, as a list: a work of the library is opened, another one is added."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList

from search import Cited, one_line, readable
from tui.appearance.styles import QUIET
from tui.dialogs.list_dialog import ListDialog

_KEYS = "Enter open, or add what is not in your library · Esc close"
_UNKNOWN = "no DOI or arXiv id"


class ReferenceList(ListDialog[Cited | None]):
    """Answers the work that was chosen, or None. `several`: more than one paper cites."""

    BINDINGS = [Binding("a", "add", "add")]

    def __init__(self, title: str, works: Sequence[Cited], *, several: bool) -> None:
        super().__init__(title, _KEYS)
        self._works = works
        self._several = several

    def drawn(self, room: int) -> list[Content]:
        """The works, each with what is known of it."""
        return [self._drawn(work, room) for work in self._works]

    def _drawn(self, work: Cited, room: int) -> Content:
        names = work.identity
        count = f"{len(work.by):>3} " if self._several else ""
        title = Content(f"{count}{readable(names.title or one_line(work.text))}")
        known = "★ in your library" if work.paper else work.id or _UNKNOWN
        year = str(names.year) if names.year else ""
        facts = " · ".join(filter(None, (known, year, one_line(names.authors))))
        below = Content.styled(f"{' ' * len(count)}{facts}", QUIET)
        return Content("\n").join([line.truncate(room, ellipsis=True) for line in (title, below)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a work, or add it."""
        self.dismiss(self._works[event.option_index])

    def action_add(self) -> None:
        """The same by the key that adds elsewhere."""
        self.options.action_select()
