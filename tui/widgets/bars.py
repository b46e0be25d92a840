"""Lines that tell: the views above, where one is and what is going on, and the keys that work."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.appearance.styles import KEY, QUIET, RULE, STRONG, ink
from tui.keys.table import action
from tui.widgets.clicking import clickable, run_clicked

_IN_RULE = 6  # cells that a rule keeps for itself beside the words in it
_MOST_ABOVE = 3  # lines


@dataclass(frozen=True, slots=True)
class Tab:
    """A view in the line of views: its key, if any, name, label, and the command to open it."""

    key: str
    name: str
    label: str
    command: str


class ViewBar(Widget):
    """The program's name, the views with their keys, and at the right a word on the library."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._tabs: tuple[Tab, ...] = ()
        self._here = ""
        self._right = ""

    def show(self, tabs: Sequence[Tab], here: str, right: str) -> None:
        """Show the views, say which one is open, and `right`."""
        if (tuple(tabs), here, right) != (self._tabs, self._here, self._right):
            self._tabs, self._here, self._right = tuple(tabs), here, right
            self.refresh()

    def render(self) -> Content:
        """The line; the name gives way first, then the right side, then the last views."""
        tabs = self._fitting_tabs()
        name = Content.styled("Broadsheet", KEY) + Content("   ")
        right = Content.styled(self._right, QUIET)
        for left, end in ((name + tabs, right), (tabs, right), (tabs, Content(""))):
            room = self.size.width - left.cell_length - end.cell_length
            if room >= 2:
                return left + Content(" " * room) + end
        return tabs

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse names."""
        await run_clicked(self, event)

    def _fitting_tabs(self) -> Content:
        """As many views as fit, the open one among them, and how many there are more."""
        for shown in range(len(self._tabs), 0, -1):
            tabs, hidden = self._tabs[:shown], self._tabs[shown:]
            if here := [tab for tab in hidden if tab.name == self._here]:
                tabs = (*tabs[:-1], *here)
            line = Content(" ").join(map(self._tab, tabs))
            if hidden:
                line += Content.styled(f" +{len(hidden)}", QUIET)
            if line.cell_length <= self.size.width:
                return line
        return Content("")

    def _tab(self, tab: Tab) -> Content:
        clicked = clickable(action(tab.command))
        here = tab.name == self._here
        style = ink(STRONG if here else QUIET) + clicked
        key = ink(KEY) + clicked
        left, right = ("[", "]") if here else (" ", " ")
        return (
            Content.styled(left, style)
            + Content.styled(f"{tab.key} " if tab.key else "", style if here else key)
            + Content.styled(f"{tab.label}{right}", style)
        )


class Rule(Widget):
    """The line between the search and the papers. What is to be noticed stands in it.

    Only where that is too long for it are there lines above, so that the papers seldom move.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._said = ""

    def show(self, said: str) -> None:
        """Bear other words, or none."""
        if said != self._said:
            lines = len(self._lines())
            self._said = said
            # Laying the screen out anew costs more than a search.
            self.refresh(layout=len(self._lines()) != lines)

    def render(self) -> Content:
        """The line, or lines."""
        return Content("\n").join(self._lines())

    def _lines(self) -> list[Content]:
        width = max(self.screen.size.width, 1)
        said = Content.styled(self._said, QUIET)
        if said.cell_length <= width - _IN_RULE:
            words = Content(" ") + said + Content(" ") if said else said
            rest = max(width - words.cell_length - 2, 0)
            return [Content.styled("──", RULE) + words + Content.styled("─" * rest, RULE)]
        above = said.wrap(max(width - 2, 1))[:_MOST_ABOVE]
        return [*(Content(" ") + line for line in above), Content.styled("─" * width, RULE)]


class StatusBar(Widget):
    """Where one is at the left, what is going on at the right."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._left: tuple[str, ...] = ()
        self._right = ""

    def show(self, left: Sequence[str], right: str) -> None:
        """The parts at the left give way from the last one, then the right, for lack of room."""
        if (tuple(left), right) != (self._left, self._right):
            self._left, self._right = tuple(left), right
            self.refresh()

    def render(self) -> Content:
        """The line."""
        right = Content(self._right)
        for shown in range(len(self._left), 0, -1):
            left = Content(" · ".join(self._left[:shown]))
            room = self.size.width - left.cell_length - right.cell_length
            if room >= 2:
                return left + Content(" " * room) + right
        first = Content("".join(self._left[:1]))
        room = max(self.size.width - first.cell_length - 2, 0)
        return first + Content("  ") + right.truncate(room, ellipsis=True)


class KeyBar(Widget):
    """The keys that work now; where there is no room for one, a shorter one may still have it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._keys: list[tuple[str, str, str]] = []

    def show(self, keys: Sequence[tuple[str, str, str]]) -> None:
        """Show keys, each with a word for what it does and the id of its command."""
        if list(keys) != self._keys:
            self._keys = list(keys)
            self.refresh()

    def render(self) -> Content:
        """The line."""
        line = Content("")
        for key, word, command in self._keys:
            part = self._key(key, word, command)
            longer = line + Content("   ") + part if line else part
            if longer.cell_length <= self.size.width:
                line = longer
        return line

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse names."""
        await run_clicked(self, event)

    def _key(self, key: str, word: str, command: str) -> Content:
        clicked = clickable(action(command))
        return Content.styled(key, ink(KEY) + clicked) + Content.styled(
            f" {word}", ink(QUIET) + clicked
        )
