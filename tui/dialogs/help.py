"""Help: every key in force, and the query language; a word typed narrows it, Enter runs a line."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from search import LANGUAGE, Form
from tui.dialogs.dialog import Dialog
from tui.keys.table import Command, groups
from tui.widgets.typed_line import TypedLine

_KEYS = "↑ ↓ choose · Enter run · Esc close"
_TRY = "Try: "
_EXAMPLE = "2406.01234"  # the id in the examples of the language
_LANGUAGE = "Query language"

Line = Command | Form


class Help(Dialog[Line | None]):
    """Answers the command to run or the form whose example to search for, or None.

    `sections` are the titles of the help, with their lines.
    """

    DEFAULT_CSS = """
    #help { width: 90%; max-width: 92; height: 90%; }
    #help-search { background: $surface; padding: 0 1; }
    #help-text {
        height: 1fr; margin: 1 0; padding: 0; background: $surface; border: none;
        scrollbar-gutter: stable;
    }
    #help-text > .option-list--option { padding: 0 1; }
    #help-text > .option-list--option-disabled { color: $foreground; }
    #help-text > .option-list--option-highlighted {
        background: $primary-muted; color: $foreground; text-style: none;
    }
    #help-keys { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "close"),
        Binding("down", "move('cursor_down')", "down"),
        Binding("up", "move('cursor_up')", "up"),
        Binding("pagedown", "page(1)", "page down"),
        Binding("pageup", "page(-1)", "page up"),
    ]

    def __init__(self, sections: Sequence[tuple[str, Sequence[Line]]]) -> None:
        super().__init__()
        self._sections = sections
        self._lines: list[Line | None] = []  # as the list shows them; None is a heading

    def compose(self) -> ComposeResult:
        """A line to type in, the lines that it picks, and what can be done with them."""
        with Vertical(id="help"):
            yield TypedLine(id="help-search", placeholder="type to search the help", compact=True)
            lines = OptionList(id="help-text", compact=True)
            lines.can_focus = False
            yield lines
            yield Static(_KEYS, id="help-keys", classes="keys", markup=False)

    def on_input_changed(self) -> None:
        """Pick the lines anew."""
        self._pick()

    def on_input_submitted(self) -> None:
        """Answer with the line that is chosen."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self.dismiss(self._lines[chosen])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the line that was clicked."""
        self.dismiss(self._lines[event.option_index])

    def action_move(self, where: str) -> None:
        """Choose another line."""
        getattr(self.query_one(OptionList), f"action_{where}")()

    def action_page(self, direction: int) -> None:
        """Choose a line a page off. Textual's own way passes over some lines unseen."""
        shown = self.query_one(OptionList)
        target = shown.highlighted
        start = 0 if target is None else target
        room = shown.scrollable_content_region.height
        for place in range(
            start + direction, shown.option_count if direction > 0 else -1, direction
        ):
            option = shown.get_option_at_index(place)
            room -= str(option.prompt).count("\n") + 1
            if room < 0:
                break
            target = target if option.disabled else place
        shown.highlighted = target

    def on_resize(self) -> None:
        """Set the lines to another width."""
        self._pick()

    def _pick(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        shown = self.query_one(OptionList)
        width = max(shown.scrollable_content_region.width - 2, 20)
        left = min(max(len(_name(line)) for _, lines in self._sections for line in lines), 14)
        self._lines = []
        options: list[Option] = []
        for title, lines in self._sections:
            kept = [line for line in lines if _matches(title, line, words)]
            if kept:
                gap = "\n" if options else ""
                options.append(Option(Content(gap) + Content.styled(title, "bold"), disabled=True))
                options += [Option(_drawn(line, left, width)) for line in kept]
                self._lines += [None, *kept]
        shown.clear_options()
        shown.add_options(options or [Option("Nothing in the help matches.", disabled=True)])
        # Whoever seeks something wants the first hit; nobody else wants Enter to do anything.
        shown.highlighted = 1 if words and options else None
        shown.scroll_home(animate=False)


def sections(commands: Sequence[Command], paper: str | None) -> list[tuple[str, Sequence[Line]]]:
    """The help of the reader; `paper` is the id of one that examples may name."""
    # What is like a paper, or has an id, is best tried with one that is there.
    forms = [
        replace(form, example=form.example.replace(_EXAMPLE, paper)) if paper else form
        for form in LANGUAGE
    ]
    return [*groups(tuple(commands)), (_LANGUAGE, forms)]


def _matches(title: str, line: Line, words: Sequence[str]) -> bool:
    text = f"{title} {_name(line)} {_description(line)}".casefold()
    return all(word in text for word in words)


def _name(line: Line) -> str:
    return line.shown_keys if isinstance(line, Command) else line.write


def _description(line: Line) -> str:
    return line.help if isinstance(line, Command) else f"{line.means} {line.example}"


def _drawn(line: Line, left: int, width: int) -> Content:
    """The line: its name in a column of `left` cells, or above where it is longer."""
    return Content("\n").join(_parts(line, left, width))


def _parts(line: Line, left: int, width: int) -> Iterator[Content]:
    name = Content.styled(_name(line), "$text-accent")
    gap = Content(" " * (left + 2))
    if name.cell_length > left:
        yield name
        name = gap
    name += gap[name.cell_length :]
    room = max(width - left - 2, 20)
    for text in textwrap.wrap(line.help if isinstance(line, Command) else line.means, room):
        yield name + Content(text)
        name = gap
    if isinstance(line, Form):
        for number, text in enumerate(textwrap.wrap(line.example, room - len(_TRY))):
            lead = _TRY if number == 0 else " " * len(_TRY)
            yield gap + Content.styled(lead, "$text-muted") + Content(text)
