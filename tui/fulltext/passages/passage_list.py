"""The passages that a person marked in one paper: go there, change the note, remove the mark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList

from search import Passage, one_line
from tui.appearance.styles import HEADING, QUIET
from tui.dialogs.list_dialog import ListDialog

_KEYS = "Enter go there · e note · d remove · Esc close"
_LOST = "not in this version"
_PADDING = 2  # cells around a passage
_LINES = 3  # of the words of a passage


class PassageList(ListDialog[tuple[str, Passage] | None]):
    """Answers "go", "note" or "remove" with a passage, or None. `lost` are not in the text."""

    DEFAULT_CSS = """
    #list-dialog OptionList > .option-list--option { padding: 0 1 1 1; }
    #list-dialog OptionList > .option-list--option-highlighted {
        background: $primary-muted; color: $foreground; text-style: none;
    }
    """

    BINDINGS = [
        Binding("p", "dismiss(None)", "close"),
        Binding("e", "answer('note')", "note"),
        Binding("d,delete", "answer('remove')", "remove"),
    ]

    def __init__(self, passages: Sequence[Passage], lost: Sequence[Passage]) -> None:
        super().__init__("Marked passages", _KEYS)
        self._passages = passages
        self._lost = {passage.id for passage in lost}

    def drawn(self, room: int) -> list[Content]:
        """The passages, each with its section and its note."""
        return [self._drawn(passage, room - _PADDING) for passage in self._passages]

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

    def action_answer(self, what: str) -> None:
        """Answer with the passage that is chosen."""
        chosen = self.options.highlighted
        if chosen is not None:
            self.dismiss((what, self._passages[chosen]))


def _cut(text: Content, room: int) -> list[Content]:
    """The first lines of a text."""
    lines = text.wrap(room)
    if len(lines) <= _LINES:
        return list(lines)
    return [*lines[: _LINES - 1], (lines[_LINES - 1] + Content(" …")).truncate(room, ellipsis=True)]
