"""The reader's screen: watches the session, draws it, and passes keys to the actions."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from search import LibraryError, one_line
from tui.listing import Viewport
from tui.reader import messages
from tui.reader.attention import Attention
from tui.reader.background import Background
from tui.reader.notices import Notices
from tui.reader.place import Place
from tui.reader.session import Session
from tui.widgets.bars import KeyBar, Rule, StatusBar, Tab, ViewBar
from tui.widgets.paper_detail import PaperDetail, Shown
from tui.widgets.paper_list import PaperList
from tui.widgets.search_bar import SearchBar
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.command import Provider

    from search import Config, Library, Remembered, Synced
    from tui.appearance.looks import Looks
    from tui.dialogs.dialog import Dialog
    from tui.keys.keymap import Keymap
    from tui.terminal.copy_open import Outcome

Answer = TypeVar("Answer")

_SCROLLED_S = 0.5  # the paper stands still: time to remember how far it was read
_WELCOMED = "welcomed"
_LOOK_OUTSIDE_S = 2.0  # another program may have marked or imported


def _bulk() -> type[Provider]:
    from tui.reader.actions.bulk import Bulk  # the palette may never be opened

    return Bulk


class Reader(Screen[None]):
    """List, paper, search bar and the lines of text around them, over one session.

    The library is opened behind the first frame. Commands wait until its list is there; what is
    typed into the search bar need not.
    """

    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-short"), (16, "-tall")]

    COMMANDS = {_bulk}

    reading: var[bool] = var(False, init=False)  # narrow: the paper is shown, not the list

    def __init__(
        self,
        open_library: Callable[[], Library],
        config: Config,
        keymap: Keymap,
        looks: Looks,
        place: Place,
        remembered: Mapping[str, Remembered],
    ) -> None:
        super().__init__()
        self._open_library = open_library
        self.keymap = keymap
        self.looks = looks
        self.set_class(config.layout == "stacked", "-stacked")
        self.session = Session(self, Background(self), place)
        self.attention = Attention(self.session, self, config.read_after)
        self._notices = Notices(self)
        self._welcomed = bool(remembered.get(_WELCOMED))
        self._scrolled: Timer | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        # Textual gives the breakpoints' classes with the first size, and then styles all anew.
        for cells, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            self.add_class(max(one for one in breakpoints if one[0] <= cells)[1])
        yield ViewBar(id="views")
        yield SearchBar(id="search")
        yield Rule(id="notice")
        with Horizontal(id="panes"):
            yield PaperList(self.looks, id="list")
            yield PaperDetail(self.looks, self.keymap.key, id="detail")
        yield StatusBar(id="status")
        yield KeyBar(id="keys")
        if not self._welcomed:
            yield Welcome(self.keymap.footer("welcome"), id="welcome")
        yield Static("Broadsheet needs 40 columns and 10 rows.", id="too-small", markup=False)

    def on_mount(self) -> None:
        """Open the library once the first frame is there."""
        self.papers = self.query_one(PaperList)
        self.paper = self.query_one(PaperDetail)
        self.bar = self.query_one(SearchBar)
        self.bar.fill(self.session.query)
        self.app.theme_changed_signal.subscribe(
            self, lambda theme: self._remember("theme", theme.name)
        )
        # What is imported to open a library would hold the first frame up.
        self.call_after_refresh(self.run_worker, self._begin)

    async def _begin(self) -> None:
        try:
            await self.session.open(self._load)
        except LibraryError as error:
            self.app.exit(error)
            return
        if not gc.isenabled():  # since the start
            gc.freeze()  # what is here now stays; going through it all takes longer than a frame
            gc.enable()
        self.set_interval(_LOOK_OUTSIDE_S, self.session.look_outside)

    def _load(self) -> Library:
        from tui.reader.actions import table  # noqa: F401  the first command need not wait for them

        return self._open_library()

    async def _is_ready(self) -> bool:
        """Wait for the list; False where the reader ends, and no screen may open any more."""
        await self.session.ready.wait()
        return self.app.return_code is None

    async def settled(self) -> None:
        """Wait for the list that the next key is for; in the bar, each letter searches anew."""
        if self.bar.typing or not (self.session.has_typed or self.session.ready.is_set()):
            return  # a command waits for the first list itself, and the way into the bar need not
        if await self._is_ready():
            await self.session.settled()

    @work
    async def _remember(self, key: str, value: Remembered) -> None:
        if await self._is_ready():
            self.session.remember(key, value)

    # -- what the widgets and the threads report -----------------------------------------------

    def on_search_bar_query_changed(self, message: SearchBar.QueryChanged) -> None:
        """Search as it is typed."""
        self.session.type(message.query)

    def on_search_bar_accepted(self) -> None:
        """Go on to the list."""
        self.papers.focus()

    def on_paper_list_clicked(self, message: PaperList.Clicked) -> None:
        """Put the cursor where the mouse is; a second click opens the paper."""
        if message.position == self.session.position:
            self.read_paper()
        else:
            self.session.go_to(message.position)

    def on_paper_list_viewed(self) -> None:
        """Load the rows that have come into sight."""
        self.session.scrolled_list()

    def on_paper_detail_scrolled(self, message: PaperDetail.Scrolled) -> None:
        """Remember how far the paper was read, once it stands still."""
        self.session.scrolled_paper(message.row, message.lines)
        if self._scrolled:
            self._scrolled.stop()
        self._scrolled = self.set_timer(_SCROLLED_S, self.session.keep_place)

    def on_background_answered(self, message: Background.Answered) -> None:
        """Hand on what a thread has done."""
        message.answer()

    def on_background_progressed(self, message: Background.Progressed) -> None:
        """Say what goes on."""
        self.session.show_activity(one_line(message.text))

    def on_key(self) -> None:
        """Take in that somebody is there."""
        if self.attention.person_acted() and not self._welcomed:
            self.query_one(Welcome).remove()
            self._remember(_WELCOMED, True)

    on_mouse_down = on_key

    def on_descendant_focus(self) -> None:
        """Other keys work now, and another pane may be open."""
        self.status_changed()
        self.attention.sight_changed()

    def on_screen_suspend(self) -> None:
        """Take in that something lies over the paper now."""
        self.attention.sight_lost()

    def on_screen_resume(self) -> None:
        """Take in that the paper is in sight again."""
        self.attention.sight_changed()

    def watch_reading(self, reading: bool) -> None:
        """Narrow screens show one pane, and this says which."""
        self.set_class(reading, "-reading")

    # -- drawing the session: see Watcher ------------------------------------------------------

    def list_changed(self, offset: int | None, *, same: bool) -> None:
        """Show other results."""
        session = self.session
        if session.listing is None or session.results is None:
            return
        self.papers.show(
            session.listing,
            session.cursor,
            empty=messages.nothing(session.results, session.current_view, self.keymap),
            offset=offset,
            again=same,
        )
        session.scrolled_list()
        self._cursor_moved()

    def rows_changed(self) -> None:
        """Draw the rows anew."""
        self.papers.redraw()

    def cursor_changed(self) -> None:
        """Move the cursor; when it rests, the paper under it is shown."""
        self.papers.cursor = self.session.cursor
        self._cursor_moved()
        self.status_changed()

    def _cursor_moved(self) -> None:
        self.attention.cursor_moved()
        self._notices.place(above=self.papers.cursor_is_low)

    def paper_changed(self) -> None:
        """Show the paper under the cursor."""
        entry, results = self.session.entry, self.session.results
        if entry is None or results is None:
            self.paper.show(None)
        else:
            self.paper.show(Shown(entry, results.spans, self.session.lines_scrolled(entry.row)))

    def paper_opened(self) -> None:
        """Show the paper, which from now on may be read."""
        self.paper_changed()
        self.attention.sight_changed()

    def query_changed(self) -> None:
        """Put the query into the bar."""
        self.bar.fill(self.session.query)

    def status_changed(self) -> None:
        """Say where one is, what goes on, and which keys work."""
        session = self.session
        results, counts, view = session.results, session.counts, session.current_view
        if results is None or counts is None:
            return
        self.papers.selection = session.selection
        tabs = [
            Tab(self.keymap.key(f"view.{place}"), view.name, view.label, f"view.{place}")
            for place, view in enumerate(session.views[:9], start=1)
        ]
        self.query_one(ViewBar).show(tabs, view.name, messages.library(counts))
        self.query_one(StatusBar).show(
            messages.place(session.position, results, counts, view, len(session.selection)),
            session.activity,
        )
        self.bar.found(messages.found(results) if session.query else "")
        self.query_one(Rule).show(
            messages.notice(results, self.keymap, only_starter=session.only_starter)
        )
        self.query_one(KeyBar).show(self.keymap.footer(self._keys_for()))

    def _keys_for(self) -> str:
        if self.bar.typing:
            return "search"
        if self.session.position is None:
            return "empty"
        return "paper" if self.paper.has_focus else "list"

    def synced(self, synced: Synced) -> None:
        """Say what the feeds brought."""
        for line, severity in messages.synced(synced):
            self.notify(line, severity=severity, markup=False)

    def failed(self, error: LibraryError) -> None:
        """End with the reason."""
        self.app.exit(error)

    def viewport(self) -> Viewport:
        """The part of the list that is on screen now."""
        return self.papers.viewport

    # -- what the actions need: see Ui and Panes -----------------------------------------------

    async def action_do(self, command: str) -> None:
        """Run the command with this id."""
        if command == "search" or await self._is_ready():
            from tui.reader.actions.table import ACTIONS

            await self.attempt(ACTIONS[command](self.session, self))

    async def attempt(self, action: Awaitable[object] | None) -> None:
        """Wait for `action`; say why the library refuses it."""
        try:
            if action is not None:
                await action
        except LibraryError as error:
            self.say(str(error), "error")

    def in_turn(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do `action` when the keys before it are done."""

        async def do() -> None:
            await self.attempt(action())

        self.call_later(do)

    def open_dialog(
        self, dialog: Dialog[Answer], answered: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Show a dialog; say why the library refuses what it answers."""

        async def answer(value: Answer | None) -> None:
            await self.attempt(answered(value))

        self.app.push_screen(dialog, answer)

    def open_palette(self) -> None:
        """Show the command palette."""
        self.app.action_command_palette()

    def say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a notice."""
        self._notices.say(text, severity)
        self._notices.place(above=self.papers.cursor_is_low)

    def say_outcome(self, do: Callable[[], Outcome]) -> None:
        """Do what may take a while in a thread, then say how it went."""

        def run() -> None:
            outcome = do()
            severity: SeverityLevel = "information" if outcome.done else "warning"
            self.app.call_from_thread(self.say, outcome.text, severity)

        self.run_worker(run, thread=True, group="outcome")

    def send_to_terminal(self, sequence: str) -> None:
        """Send an escape sequence to the terminal."""
        # Textual has no public way: its own copy_to_clipboard() cannot wrap for GNU screen.
        driver = self.app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    @property
    def in_list(self) -> bool:
        """Whether the keys go to the list."""
        return self.papers.has_focus

    @property
    def alone(self) -> bool:
        """Whether the paper has the screen for itself."""
        return self.has_class("-alone")

    @property
    def paper_in_sight(self) -> bool:
        """Whether the paper is shown, nothing lies over it, and no query is being typed."""
        return self.is_current and self.paper.display and not self.bar.typing

    def read_paper(self, *, alone: bool = False) -> None:
        """Show the paper, with or without the list beside it, and let the keys go to it."""
        if alone:
            self.add_class("-alone")
        self.reading = True
        self.paper.focus()

    def show_list(self) -> None:
        """Leave the paper, and let the keys go to the list."""
        self.reading = False
        self.remove_class("-alone")
        self.papers.focus()

    async def leave(self) -> None:
        """Remember the place, and end the reader."""
        if await self._is_ready():
            await self.session.close()
            self.app.exit()
