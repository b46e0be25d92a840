"""Help: every key in force, and the query language; a word typed narrows it."""

import textwrap

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from search import LANGUAGE
from tui.commands import Command, groups

_WIDEST = 88


class Help(ModalScreen[None]):
    """Shows `commands` and the language; what is typed picks the lines that hold it."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "close"),
        Binding("down", "scroll(1)", "down"),
        Binding("up", "scroll(-1)", "up"),
        Binding("pagedown", "scroll(10)", "page down"),
        Binding("pageup", "scroll(-10)", "page up"),
    ]

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """A line to type in, and the lines that it picks."""
        with Vertical(id="help"):
            yield Input(
                id="help-search", placeholder="type to search the help; Esc closes", compact=True
            )
            with VerticalScroll(id="help-lines", can_focus=False):
                yield Static(id="help-text", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pick the lines anew."""
        self._pick(event.value)
        self.query_one("#help-lines").scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-lines").scroll_relative(y=lines, animate=False)

    def on_resize(self) -> None:
        """Set the lines to another width."""
        self._pick(self.query_one(Input).value)

    def _pick(self, word: str) -> None:
        text = self.query_one("#help-text", Static)
        text.update(self._lines(word, (self.query_one("#help-lines").size.width or _WIDEST) - 2))

    def _lines(self, word: str, width: int) -> Content:
        keys = [
            (group, [(command.shown_keys, command.help) for command in commands])
            for group, commands in groups(self._commands)
        ]
        language = [(form.write, f"{form.means}. Try: {form.example}") for form in LANGUAGE]
        sections = [*keys, ("What a search understands", language)]
        left = min(max(len(key) for _, pairs in sections for key, _ in pairs), width // 4)
        shown = [_section(title, pairs, word, left, width) for title, pairs in sections]
        found = [section for section in shown if section]
        return Content("\n\n").join(found) if found else Content("No help on that.")


def _section(title: str, pairs: list[tuple[str, str]], word: str, left: int, width: int) -> Content:
    """The lines that hold `word`, under their title; nothing where there are none."""
    sought = word.strip().casefold()
    kept = [pair for pair in pairs if sought in f"{title} {' '.join(pair)}".casefold()]
    if not kept:
        return Content("")
    lines = [Content.styled(title, "bold")]
    for key, told in kept:
        rest = textwrap.wrap(told, max(width - left - 3, 20))
        if len(key) > left:
            lines.append(Content.styled(key, "$text-accent"))
            key = ""
        lines.append(Content.styled(f"{key:<{left}}  ", "$text-accent") + Content(rest[0]))
        lines += [Content(f"{'':<{left}}  {line}") for line in rest[1:]]
    return Content("\n").join(lines)
