"""The screen of a whole paper: text, outline, search, notes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from search import Cancelled, LibraryError, UnknownPaperError
from tui.appearance.glyphs import ASCII
from tui.appearance.styles import QUIET
from tui.dialogs.help import Help
from tui.fulltext import keys
from tui.fulltext.commands import Commands
from tui.fulltext.doing import Doing
from tui.fulltext.links import Links
from tui.fulltext.loading import LaidOut, Loading, Text
from tui.fulltext.outline import CELLS as OUTLINE_CELLS
from tui.fulltext.outline import Outline
from tui.fulltext.status_line import StatusLine
from tui.fulltext.title import TitleLine
from tui.fulltext.view import FullTextView, columns_in
from tui.keys.table import Command, groups
from tui.terminal import garbage
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from search import Entry as PaperEntry
    from search import Library, Results
    from tui.appearance.looks import Looks
    from tui.fulltext.passages.marker import Passages
    from tui.keys.keymap import Keymap

_WIDE = 110  # cells of a screen that has the outline beside the text


class FullTextScreen(Screen[str | None]):
    """Reads one paper. Answers with the id of a paper of the library that is to be opened.

    With the `results` that it was found in, it begins where their words are in the text, if they
    found it by that.
    """

    DEFAULT_CSS = """
    FullTextScreen { background: $background; color: $foreground; }
    #fulltext-title, #fulltext-keys { height: 1; padding: 0 1; }
    #fulltext-title { background: $panel; }
    #fulltext-panes { height: 1fr; layers: text outline; }
    FullTextScreen.-narrow #fulltext-outline { layer: outline; background: $panel; }
    FullTextScreen.-wide #fulltext-outline { display: block; }
    #fulltext-note {
        height: auto; max-height: 8; padding: 0 2; background: $surface;
        border-top: solid $primary; display: none;
    }
    #fulltext-failure { padding: 1 2; max-width: 84; display: none; }
    """

    AUTO_FOCUS = "#fulltext-text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    # Textual paints the whole screen anew with each change of focus; each widget does so itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @dataclass
    class Loaded(Message):
        """The text is there."""

        text: Text
        laid_out: LaidOut | None  # None where no width is known yet

    @dataclass
    class Relaid(Message):
        """The lines for another width are there."""

        laid_out: LaidOut

    @dataclass
    class Failed(Message):
        """The text could not be had."""

        reason: str

    def __init__(
        self,
        library: Library,
        entry: PaperEntry,
        keymap: Keymap,
        looks: Looks,
        doing: Doing,
        results: Results | None = None,
    ) -> None:
        super().__init__()
        self._entry = entry
        self._doing = doing
        self._text: Text | None = None
        self._prepared: tuple[Text, LaidOut] | None = None  # what the first frame is to show
        self._is_cached = True  # as far as is known
        self._tex = looks.glyphs is ASCII  # formulas as they read take other signs
        self._view = FullTextView(id="fulltext-text")
        self._loading = Loading(library, entry, results, self._view, doing)
        self._outline = Outline(id="fulltext-outline")
        self._note = Static(id="fulltext-note", markup=False)
        self._failure = Static(id="fulltext-failure", markup=False)
        self._status = StatusLine(self._view, id="fulltext-status")
        self._links = Links(self._view, doing, self._show_note, self._open_paper)
        self._title = TitleLine(entry.paper.title, id="fulltext-title")
        self._hints = KeyBar(id="fulltext-keys")
        self._commands = Commands(
            self, self._view, self._outline, self._status, self._links, doing, keymap
        )

    # -- what is on the screen -------------------------------------------------------------------

    async def prepare(self, seconds: float) -> None:
        """Take what is in the cache before the screen is shown, if it is there in time.

        The first frame then shows the text, and nothing is drawn twice.
        """
        garbage.pause()
        cells = self.app.size.width
        columns = columns_in(cells - (OUTLINE_CELLS if _has_outline(cells) else 0))
        reading = asyncio.create_task(
            asyncio.to_thread(self._loading.cached, columns, tex=self._tex)
        )
        with suppress(TimeoutError, LibraryError, UnknownPaperError):  # it is then loaded as others
            self._prepared = await asyncio.wait_for(asyncio.shield(reading), seconds)
            self._is_cached = self._prepared is not None

    def compose(self) -> ComposeResult:
        """The title, the outline beside the text, a note, the search, place and keys."""
        # Textual gives the breakpoint's class with the first size, and then styles all anew.
        self.add_class("-wide" if _has_outline(self.app.size.width) else "-narrow")
        if self._prepared is not None:
            self._text, laid_out = self._prepared
            self._view.begin(laid_out.layout, self._text.place)
            self._view.show_marked(laid_out.marked)
            self._outline.fill(laid_out.layout.outline())
            self._title.show(self._text.document)
            self._say_place()
        else:
            doing = "Opening" if self._is_cached else "Fetching"
            self._status.say(f"{doing} the full text · Esc cancel")
        self._show_hints()
        yield self._title
        yield Horizontal(self._outline, self._view, self._failure, id="fulltext-panes")
        yield self._note
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Load the text behind the first frame, or what belongs to the one that is shown."""
        if self._text is None:
            self._load()
        else:
            self._say_news(self._text)
            self.call_after_refresh(self._find_papers, self._text)

    @work(thread=True, exclusive=True, group="load")
    def _load(self, *, refresh: bool = False) -> None:
        worker = get_current_worker()
        try:
            text = self._loading.load(lambda: worker.is_cancelled, refresh=refresh)
            is_sized = bool(self._view.size.width)
            columns = self._view.columns
            laid_out = self._loading.lay_out(text, columns, tex=self._tex) if is_sized else None
            self.post_message(self.Loaded(text, laid_out))
        except Cancelled:
            return
        except (LibraryError, UnknownPaperError) as error:
            self.post_message(self.Failed(str(error)))

    @work(thread=True, exclusive=True, group="load")
    def _find_papers(self, text: Text) -> None:
        """Name the papers of the library in the references."""
        worker = get_current_worker()
        try:
            found = self._loading.with_papers(text)
        except LibraryError:  # the text is there, and whatever is wrong is said elsewhere
            return
        if found is not None and not worker.is_cancelled:
            laid_out = self._loading.lay_out(found, self._view.columns, tex=self._tex)
            self.post_message(self.Loaded(found, laid_out))

    def on_full_text_screen_loaded(self, message: Loaded) -> None:
        """Show the text where it was left."""
        self._text = message.text
        self._title.show(message.text.document)
        self._say_news(message.text)
        if message.laid_out is not None:
            self._show(message.laid_out)
        else:
            self._lay_out()

    def _say_news(self, text: Text) -> None:
        if text.news:
            self._doing.say(text.news, "information")

    def on_full_text_screen_failed(self, message: Failed) -> None:
        """Say why there is no text, and what to do, in its place; a text that is there stays."""
        if self._text is not None:
            self._doing.say(message.reason, "warning")
            self._say_place()
            return
        self._status.say("No full text")
        reason = f"{message.reason[:1].upper()}{message.reason[1:]}"
        advice = "R tries again · o opens the paper's page · q goes back to the list"
        self._failure.update(Content(reason) + Content.styled(f"\n\n{advice}", QUIET))
        self._view.display, self._failure.display = False, True

    def _lay_out(self) -> None:
        if self._text is not None and self._view.size.width:
            self._lay_out_again(self._text)

    @work(thread=True, exclusive=True, group="layout")
    def _lay_out_again(self, text: Text) -> None:
        worker = get_current_worker()
        laid_out = self._loading.lay_out(text, self._view.columns, tex=self._tex)
        if not worker.is_cancelled:
            self.post_message(self.Relaid(laid_out))

    def on_full_text_screen_relaid(self, message: Relaid) -> None:
        """Show the lines of another width."""
        self._show(message.laid_out)

    def _show(self, laid_out: LaidOut) -> None:
        """Show the lines, with the same block at the top."""
        layout = laid_out.layout
        if self._text is None or layout.columns != self._view.columns:
            self._lay_out()  # the width has changed meanwhile
            return
        is_first = self._view.layout_ is None
        place = self._text.place if is_first else self._view.place
        self._view.show_marked(laid_out.marked)
        self._view.show(layout, layout.line_of(place))
        self._status.find(move=is_first)  # it may have been typed before the text was there
        self._outline.fill(layout.outline())
        self._say_place()

    def on_full_text_view_resized(self) -> None:
        """Lay the text out for another width."""
        self._show_hints()
        if self._view.layout_ is None or self._view.layout_.columns != self._view.columns:
            self._lay_out()
        else:
            self._say_place()

    def on_full_text_view_clicked(self) -> None:
        """Follow the link that was clicked."""
        if not self._view.is_selecting:
            self._links.follow()

    def on_text_selected(self) -> None:
        """Copy what was selected by a drag of the mouse, and say so."""
        text = self.get_selected_text()
        if text and text.strip():
            self._doing.copy(text)

    def action_copy_text(self) -> None:
        """Copy it again, by a key."""
        if not self.get_selected_text():
            raise SkipAction
        self.on_text_selected()

    def on_full_text_view_moved(self) -> None:
        """Say where one is."""
        self._say_place()

    def _say_place(self) -> None:
        self._status.show_place(self._outline.show_place(self._links.place_read))

    # -- keys ------------------------------------------------------------------------------------

    @property
    def passages(self) -> Passages | None:
        """The marked passages of the text; None until it is there."""
        return None if self._text is None else self._text.passages

    async def on_key(self, event: events.Key) -> None:
        """Run what the key does; the search line keeps what is typed."""
        key = event.key
        if self._status.has_focus and key != "escape":
            return
        if self._commands.has_key(key):
            event.stop()
            event.prevent_default()
            await self._commands.press(key)
            if self._view.layout_ is not None:
                self._say_place()  # in the same frame

    async def action_do(self, command: str) -> None:
        """Run a command whose key was clicked."""
        await self._commands.run(command)

    def on_outline_selected(self, message: Outline.Selected) -> None:
        """Go where the line of the outline leads."""
        self._links.jump_to_block(message.place)
        self._view.focus()

    def on_input_changed(self) -> None:
        """Mark what is typed, and go to the first match below."""
        self._status.find(move=True)
        self._say_place()

    def on_input_submitted(self) -> None:
        """The search stands: n and N go through its matches."""
        self._status.accept()

    def turn_tex(self) -> None:
        """Show formulas as TeX, or as they read."""
        self._tex = not self._tex
        self._lay_out()

    def _show_note(self, text: str) -> None:
        self._note.update(Content(text))
        self._note.display = True

    def open_help(self) -> None:
        """Show the keys; the one that is chosen is run."""

        async def chosen(line: object) -> None:
            if isinstance(line, Command):
                await self._commands.run(line.id)

        self.app.push_screen(Help([*groups(keys.COMMANDS)]), chosen)

    def on_full_text_view_chosen(self) -> None:
        """Say which keys choose lines, or read on."""
        self._show_hints()

    def _show_hints(self) -> None:
        pairs = keys.CHOOSING if self._view.is_selecting else keys.HINTS
        self._hints.show(keys.hints(pairs))

    # -- the way out -----------------------------------------------------------------------------

    def fetch_newest(self) -> None:
        """Fetch the newest version; what is there stays until then."""
        doing = "Fetching the full text" if self._text is None else "Looking for a newer version"
        self._status.say(f"{doing} · Esc cancel")
        self._failure.display, self._view.display = False, True
        self._load(refresh=True)

    def step_back(self) -> None:
        """Close the first of these that is open: choice, note, search, outline, paper."""
        if self._view.is_selecting:
            self._view.end_selection()
        elif self._note.display:
            self._note.display = False
        elif self._status.is_open:
            self._status.end()
        elif self._outline.has_focus:
            self._view.focus()
        else:
            self.leave()

    def _open_paper(self, name: str) -> None:
        self._save_place()
        self.dismiss(name)

    def leave(self) -> None:
        """Go back to the list."""
        self._save_place()
        self.dismiss(None)

    def _save_place(self) -> None:
        if self._view.layout_ is not None:
            save = partial(self._loading.save_place, self._view.place, self._view.share_read)
            self.app.run_worker(save, thread=True, group="fulltext-place")


def _has_outline(cells: int) -> bool:
    return cells >= _WIDE
