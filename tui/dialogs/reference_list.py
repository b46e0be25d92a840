"""What papers cite, as a list: a work of the library is opened, another one is added."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from search import Cited, one_line, readable
from tui.appearance.styles import QUIET
from tui.dialogs.dialog import Dialog

_KEYS = "Enter open, or add what is not in your library · Esc close"
_UNKNOWN = "no DOI or arXiv id"
_FRAME = 6  # lines around the works: title, keys, space, border


class ReferenceList(Dialog[Cited | None]):
    """Answers the work that was chosen, or None. `several`: more than one paper cites."""

    DEFAULT_CSS = """
    #references { width: 84; max-height: 90%; }
    #reference-options {
        height: auto; border: none; margin: 1 0; padding: 0; background: $surface;
    }
    """

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "close"),
        Binding("a", "add", "add"),
        Binding("j", "move('cursor_down')", "down"),
        Binding("k", "move('cursor_up')", "up"),
    ]

    def __init__(self, title: str, works: Sequence[Cited], *, several: bool) -> None:
        super().__init__()
        self._title = title
        self._works = works
        self._several = several

    def compose(self) -> ComposeResult:
        """The works, and the keys."""
        with Vertical(id="references"):
            yield Static(Content.styled(self._title, "bold"), markup=False)
            yield OptionList(id="reference-options", compact=True, markup=False)
            yield Static(_KEYS, classes="keys", markup=False)

    def on_resize(self) -> None:
        """Set the titles to the width."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        room = max(min(self.size.width, 84) - 6, 20)
        options.styles.max_height = max(self.size.height * 9 // 10 - _FRAME, 3)
        options.clear_options()
        options.add_options([Option(self._drawn(work, room)) for work in self._works])
        options.highlighted = at

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
        self.query_one(OptionList).action_select()

    def action_move(self, where: str) -> None:
        """Choose another work."""
        getattr(self.query_one(OptionList), f"action_{where}")()
