"""The Textual app: themes, the keymap, the palette; the reader is its one screen."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import ThemeProvider

from search import Config, Library
from search.text import lines, one_line
from tui.glyphs import ASCII
from tui.keymap import keymap
from tui.looks import looks
from tui.plain import PlainSigns
from tui.screens.dialog import Palette
from tui.screens.place import Place, kept
from tui.screens.reader import Reader
from tui.themes import BROADSHEET, THEMES


class Broadsheet(App[None]):
    """Reads one library. What the reader remembers is kept in it at the end."""

    CSS_PATH = "app.tcss"
    TITLE = "Broadsheet"
    ENABLE_COMMAND_PALETTE = False  # its key would be the same whatever the user wants
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]

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
        self._keys = keymap(config)
        self._looks = looks(config)
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
        plain = [PlainSigns()] if self._looks.glyphs is ASCII else []
        return [*super().get_line_filters(), *plain]

    def get_default_screen(self) -> Reader:
        """The reader, from the first frame on."""
        return Reader(self._library, self._config, self._keys, self._looks, self._place)

    def on_mount(self) -> None:
        """Take up the keys, and tell what is wrong with the settings."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep("theme", theme.name))
        for problem in self._problems():
            self.notify(one_line(problem), severity="warning", markup=False, timeout=10)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted comes from outside: take out what would act on the terminal."""
        if isinstance(event, events.Paste):
            event.text = lines(event.text)
        await super().on_event(event)

    async def action_quit(self) -> None:
        """By Textual's own key, from wherever one is."""
        for screen in self.screen_stack:
            if isinstance(screen, Reader):
                await screen.leave()

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Find a theme by its name."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the table, and the themes."""
        for command in self._keys.commands:
            action = command.action
            yield SystemCommand(
                f"{command.help}",
                " · ".join(filter(None, (command.group, command.shown_keys))),
                partial(screen.run_action, action),
            )
        yield SystemCommand("Theme", "Another set of colours", self.action_change_theme)

    def _problems(self) -> Iterator[str]:
        """What is wrong with the settings, in sentences."""
        yield from self._config.problems
        theme = self._config.theme
        if theme is not None and theme not in self.available_themes:
            yield self._config.lines.told(
                "theme", f"there is no theme {theme!r}; the palette lists them"
            )
        yield from self._keys.problems

    def _keep(self, key: str, value: str) -> None:
        self._library.remember(key, value)
