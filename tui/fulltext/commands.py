"""What each key of the full text does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tui.fulltext import keys
from tui.fulltext.doing import Doing
from tui.fulltext.links import Links
from tui.fulltext.outline import Outline
from tui.fulltext.status_line import StatusLine
from tui.fulltext.view import FullTextView

if TYPE_CHECKING:
    from tui.fulltext.passages.marker import Passages
    from tui.keys.keymap import Keymap

_END = 10**7  # a line below the last of every paper


class PaperScreen(Protocol):
    """The screen of the paper."""

    @property
    def passages(self) -> Passages | None:
        """The marked passages of the text; None until it is there."""

    def turn_tex(self) -> None:
        """Show formulas as TeX, or as they read."""

    def fetch_newest(self) -> None:
        """Fetch the newest version."""

    def open_help(self) -> None:
        """Show the keys."""

    def step_back(self) -> None:
        """Close what was opened last."""

    def leave(self) -> None:
        """Go back to the list."""


class Commands:
    """Runs the commands of this screen, and those of the reader that work here, by their keys."""

    def __init__(
        self,
        screen: PaperScreen,
        view: FullTextView,
        outline: Outline,
        status: StatusLine,
        links: Links,
        doing: Doing,
        keymap: Keymap,
    ) -> None:
        self._screen = screen
        self._view = view
        self._outline = outline
        self._links = links
        self._doing = doing
        self._by_id: dict[str, Callable[[], object]] = {
            "line.down": partial(self._move, 1), "line.up": partial(self._move, -1),
            "page.down": partial(self._page, 1), "page.up": partial(self._page, -1),
            "half.down": partial(self._page, 0.5), "half.up": partial(self._page, -0.5),
            "first": partial(links.go_to, 0), "last": partial(links.go_to, _END),
            "left": partial(view.move_sideways, -1), "right": partial(view.move_sideways, 1),
            "section.next": partial(self._go_to_section, 1),
            "section.previous": partial(self._go_to_section, -1),
            "outline": outline.open,
            "link.next": partial(view.next_link, 1), "link.previous": partial(view.next_link, -1),
            "reference.add": links.add_reference,
            "follow": self._follow, "back": links.back,
            "search": status.focus, "match.next": partial(status.go, 1),
            "match.previous": partial(status.go, -1),
            "passage.mark": self._choose_passage, "passage.lines": self._choose_lines,
            "passage.remove": self._remove_passage, "passage.list": self._list_passages,
            "tex": screen.turn_tex, "refresh": screen.fetch_newest, "help": screen.open_help,
            "escape": screen.step_back, "leave": screen.leave,
        }  # fmt: skip
        self._of_keys: dict[str, Callable[[], object]] = {}
        for command in keys.COMMANDS:
            self._of_keys |= dict.fromkeys(command.keys.split(","), self._by_id[command.id])
        for command in keymap.commands:
            if command.id in keys.OF_THE_READER:
                for key in filter(None, command.keys.split(",")):
                    self._of_keys.setdefault(key, partial(self._of_the_reader, command.id))

    def has_key(self, key: str) -> bool:
        """Whether a key does anything."""
        return key in self._of_keys

    async def press(self, key: str) -> None:
        """Run the command of a key that has one."""
        await _run(self._of_keys[key])

    async def run(self, command: str) -> None:
        """Run the command of `keys.COMMANDS` with this id."""
        await _run(self._by_id[command])

    async def _of_the_reader(self, command: str) -> None:
        """Run a command of the reader; undo may change passages."""
        await self._doing.command(command)
        if self._screen.passages is not None and command in ("undo", "redo"):
            await self._screen.passages.refresh()

    def _move(self, lines: int) -> None:
        if self._view.is_selecting:
            self._view.move_selection(lines)
        else:
            self._view.move(lines)

    def _page(self, pages: float) -> None:
        self._move(round(pages * max(self._view.size.height - 2, 1)))

    def _go_to_section(self, direction: int) -> None:
        self._links.go_to_section(self._outline.sections, direction)

    async def _follow(self) -> None:
        if self._view.is_selecting and self._screen.passages is not None:
            await self._screen.passages.mark()
        else:
            self._links.follow()

    def _choose_passage(self) -> None:
        if self._screen.passages is not None and self._view.layout_ is not None:
            self._screen.passages.choose()

    def _choose_lines(self) -> None:
        if self._view.layout_ is not None:
            if not self._view.is_selecting:
                self._view.start_selection()
            self._view.turn_lines()

    async def _remove_passage(self) -> None:
        if self._screen.passages is not None:
            await self._screen.passages.remove()

    def _list_passages(self) -> None:
        if self._screen.passages is not None:
            self._screen.passages.show_list(self._links.jump)


async def _run(command: Callable[[], object]) -> None:
    done = command()
    if isinstance(done, Awaitable):
        await done
