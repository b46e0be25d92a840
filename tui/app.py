"""The Textual app: themes, the keymap, the palette; the reader is its one screen."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from search import Config, Library
from search.text import lines, one_line
from tui.commands import Command, with_keys
from tui.glyphs import ASCII, Glyphs, glyphs
from tui.plain import PlainSigns
from tui.screens.place import Place, kept
from tui.screens.reader import Reader
from tui.themes import BROADSHEET, THEMES


class Broadsheet(App[None]):
    """Reads one library. What the reader remembers is kept in it at the end."""

    CSS_PATH = "app.tcss"
    TITLE = "Broadsheet"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+p"

    def __init__(
        self, library: Library, config: Config, *, view: str | None = None, query: str | None = None
    ) -> None:
        super().__init__()
        self._library = library
        self._config = config
        if view is None and query is None:
            self._place = kept(library)
        else:
            self._place = Place(view or "all", one_line(query or ""))
        self.commands: tuple[Command, ...] = with_keys(config.keys)
        self.glyphs: Glyphs = glyphs(ascii_only=config.ascii)
        self._take_up_theme()

    def _take_up_theme(self) -> None:
        # Before the start: a theme that comes later makes Textual read all of its CSS again.
        for theme in THEMES:
            self.register_theme(theme)
        remembered = self._library.recall("theme")
        for name in (self._config.theme, remembered, BROADSHEET.name):
            if isinstance(name, str) and name in self.available_themes:
                self.theme = name
                break

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and plain signs where the terminal has no others."""
        plain = [PlainSigns()] if self.glyphs is ASCII else []
        return [*super().get_line_filters(), *plain]

    def get_default_screen(self) -> Reader:
        """The reader, from the first frame on."""
        return Reader(self._library, self._config, self.commands, self.glyphs, self._place)

    def on_mount(self) -> None:
        """Take up the keys, and tell what is wrong with the settings."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep("theme", theme.name))
        self.set_keymap(self._config.keys)
        for problem in self._config.problems:
            self.notify(one_line(problem), severity="warning", markup=False, timeout=10)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted comes from outside: take out what would act on the terminal."""
        if isinstance(event, events.Paste):
            event.text = lines(event.text)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the table, and the themes."""
        for command in self.commands:
            action = command.action
            yield SystemCommand(
                f"{command.help}",
                f"{command.group} · {command.shown_keys}",
                partial(screen.run_action, action),
            )
        yield SystemCommand("Theme", "Another set of colours", self.action_change_theme)

    def _keep(self, key: str, value: str) -> None:
        self._library.remember(key, value)
