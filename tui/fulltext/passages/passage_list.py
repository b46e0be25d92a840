"""The passages that a person marked in one paper: go there, change the note, remove the mark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from search import Passage, one_line
from tui.appearance.styles import HEADING, QUIET
from tui.dialogs.dialog import Dialog

_KEYS = "Enter go there · e note · d remove · Esc close"
_LOST = "not in this version"
_LINES = 3  # of the words of a passage


class PassageList(Dialog[tuple[str, Passage] | None]):
    """Answers "go", "note" or "remove" with a passage, or None. `lost` are not in the text."""

    DEFAULT_CSS = """
    #passages { width: 84; max-height: 90%; }
    #passage-options {
        height: auto; max-height: 1fr; border: none; margin: 1 0; padding: 0; background: $surface;
    }
    #passage-options > .option-list--option { padding: 0 1 1 1; }
    #passage-options > .option-list--option-highlighted {
        background: $primary-muted; color: $foreground; text-style: none;
    }
    """

    BINDINGS = [
        Binding("escape,q,p", "dismiss(None)", "close"),
        Binding("j", "move('cursor_down')", "down"),
        Binding("k", "move('cursor_up')", "up"),
        Binding("e", "answer('note')", "note"),
        Binding("d,delete", "answer('remove')", "remove"),
    ]

    def __init__(self, passages: Sequence[Passage], lost: Sequence[Passage]) -> None:
        super().__init__()
        self._passages = passages
        self._lost = {passage.id for passage in lost}

    def compose(self) -> ComposeResult:
        """The passages, and the keys."""
        with Vertical(id="passages"):
            yield Static(Content.styled("Marked passages", "bold"))
            yield OptionList(id="passage-options", compact=True, markup=False)
            yield Static(_KEYS, classes="keys", markup=False)

    def on_resize(self) -> None:
        """Set the words to the width."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        room = max(min(self.size.width, 84) - 8, 20)
        options.clear_options()
        options.add_options([Option(self._drawn(each, room)) for each in self._passages])
        options.highlighted = at

    def _drawn(self, passage: Passage, room: int) -> Content:
        heading = Content.styled(passage.heading or "Before the first section", HEADING)
        if passage.id in self._lost:
            heading += Content.styled(f" · {_LOST}", "$text-warning")
        lines = [heading, *_cut(Content(one_line(passage.text)), room)]
        if passage.note:
            lines += [line.stylize(QUIET) for line in _cut(Content(one_line(passage.note)), room)]
        return Content("\n").join(lines)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to a passage; one that is lost is nowhere."""
        passage = self._passages[event.option_index]
        if passage.id not in self._lost:
            self.dismiss(("go", passage))

    def action_move(self, where: str) -> None:
        """Choose another passage."""
        getattr(self.query_one(OptionList), f"action_{where}")()

    def action_answer(self, what: str) -> None:
        """Answer with the passage that is chosen."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self.dismiss((what, self._passages[chosen]))


def _cut(text: Content, room: int) -> list[Content]:
    """The first lines of a text."""
    lines = text.wrap(room)
    if len(lines) <= _LINES:
        return list(lines)
    return [*lines[: _LINES - 1], (lines[_LINES - 1] + Content(" …")).truncate(room, ellipsis=True)]
