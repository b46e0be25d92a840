"""The Textual app: themes, the keymap, the palette; the reader is its one screen."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter
from textual.theme import ThemeProvider

from search import lines, one_line
from tui.appearance.glyphs import ASCII, locale_encoding
from tui.appearance.looks import looks
from tui.appearance.plain import PlainSigns
from tui.appearance.themes import BROADSHEET, THEMES
from tui.dialogs.dialog import Palette
from tui.keys.keymap import keymap
from tui.keys.problems import problems
from tui.reader.screen import Reader
from tui.reader.state.place import Place, saved_place
from tui.terminal.garbage import Garbage
from tui.terminal.typed_ahead import TypedAhead
from tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from search import Config, Library, Remembered

_TO_READ_S = 60  # what is wrong with the settings; a click takes it away, `broadsheet keys` has it
_LOOK_FOR_GARBAGE_S = 0.5
_LOOK_FOR_TERMINAL_S = 1.0
_LONGEST_LINE = 10_000  # characters that are pasted; a query has 2,000 at most
_LONGEST_NOTE = 200_000
_QUIET = 0.8  # how much of its contrast quiet text keeps


class Broadsheet(App[Exception | None]):
    """Reads one library, which is opened as soon as the first frame is painted.

    `remembered` is for that frame: what the reader remembers from the last time. Ends with the
    error where the library cannot be opened, or no longer read.
    """

    CSS_PATH = "app.tcss"
    TITLE = "Broadsheet"
    COMMANDS = set()  # those of the reader
    ENABLE_COMMAND_PALETTE = False  # its key would be the same whatever the user wants
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]

    def __init__(
        self,
        open_library: Callable[[], Library],
        config: Config,
        remembered: Mapping[str, Remembered],
        *,
        view: str | None = None,
        query: str | None = None,
    ) -> None:
        super().__init__()
        self.signalled: Callable[[], object] = lambda: None  # called when the system ends it
        self._open_library = open_library
        self._config = config
        self._remembered = remembered
        if view is None and query is None:
            self._place = saved_place(remembered)
        else:
            self._place = Place(view or "all", one_line(query or ""))
        self._keys = keymap(config)
        self._looks = looks(config)
        self._typed_ahead = TypedAhead(self, super().on_event)
        self._garbage = Garbage()
        self._take_up_theme()

    def _take_up_theme(self) -> None:
        # Before the start: a theme that comes later makes Textual read all of its CSS again.
        for theme in THEMES:
            self.register_theme(theme)
        for name in (self._config.theme, self._remembered.get("theme"), BROADSHEET.name):
            if isinstance(name, str) and name in self.available_themes:
                self.theme = name
                break

    def get_css_variables(self) -> dict[str, str]:
        """Textual's own, `rule` for lines, `thumb` for scrollbars; quiet text as a colour.

        Textual works a share of contrast out for a widget's own text only, not for words within
        it; and a share of a colour of the terminal is all of it.
        """
        variables = super().get_css_variables()
        variables.setdefault("rule", variables["panel"])
        own = self.current_theme.ansi
        thumb = variables["scrollbar"] if own else f"{variables['foreground']} 25%"
        variables.setdefault("thumb", thumb)
        if variables["text-muted"].startswith("auto"):
            paper, text = (Color.parse(variables[name]) for name in ("background", "foreground"))
            variables["text-muted"] = paper.blend(text, _QUIET).hex
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and plain signs where the terminal has no others."""
        plain = [PlainSigns(locale_encoding())] if self._looks.glyphs is ASCII else []
        return [*super().get_line_filters(), *plain]

    def get_default_screen(self) -> Reader:
        """The reader with the keys of this person, from the first frame on."""
        keys: list[Binding | tuple[str, str] | tuple[str, str, str]] = [
            Binding(key, action, show=False) for key, action in self._keys.bindings(in_paper=False)
        ]

        # Not by App.set_keymap(): it cannot take a key away, works all out anew at each key, and
        # in a text field gives a command new keys only where the old ones worked there.
        class BoundReader(Reader):
            BINDINGS = keys

        return BoundReader(
            self._open_library, self._config, self._keys, self._looks, self._place, self._remembered
        )

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, but the one for a terminal ends more quickly."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":  # on Windows, in tests, or by TEXTUAL_DRIVER
            return found
        from tui.terminal.driver import QuickDriver  # which cannot be imported on Windows

        return QuickDriver

    def on_mount(self) -> None:
        """End as by a key when the system asks for it; say what is wrong with the settings."""
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, another thread
            for name in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(name, self._end)
        self.set_interval(_LOOK_FOR_GARBAGE_S, self._garbage.look)
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(_LOOK_FOR_TERMINAL_S, self._end_without_terminal)
        for problem in problems(self._config, self._keys, self.available_themes):
            self.notify(one_line(problem), severity="warning", markup=False, timeout=_TO_READ_S)

    async def on_event(self, event: events.Event) -> None:
        """Let keys take turns; take out of what is pasted what would act on the terminal."""
        if isinstance(event, events.Paste):
            event.text = lines(self._bounded(event.text))
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._garbage.keyed()
            await self._typed_ahead.take(event)
        else:
            await super().on_event(event)

    def _bounded(self, pasted: str) -> str:
        """What is pasted, as far as a line or a note can take it."""
        most = _LONGEST_LINE if isinstance(self.focused, TypedLine) else _LONGEST_NOTE
        if len(pasted) > most:
            self.notify(
                f"Only the first {most:,} characters were pasted", severity="warning", markup=False
            )
        return pasted[:most]

    def _end(self) -> None:
        """End as by a key."""
        self.signalled()
        self.call_later(self.action_quit)

    def _end_without_terminal(self) -> None:
        """End where the terminal was closed and no signal said so: Textual reads on, without rest.

        That is so where another program, such as a container's, gave the terminal to this one.
        """
        if sys.__stdin__ is not None and not sys.__stdin__.isatty():
            self._end()

    def action_help_quit(self) -> None:
        """Ctrl-C, where nothing is to be copied: say which key quits."""
        self.notify(self._keys.say("{quit} quits, Esc goes back a step"), markup=False)

    async def action_quit(self) -> None:
        """By Textual's own key, from wherever one is."""
        for screen in self.screen_stack:
            if isinstance(screen, Reader):
                await screen.leave()

    def action_command_palette(self, typed: str = "") -> None:
        """Find a command by its name."""
        palette = Palette(id="--command-palette")
        palette.typed = typed
        self.push_screen(palette)

    def search_themes(self) -> None:
        """Find a theme by its name."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes"))
