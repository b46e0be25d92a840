"""The reader's screen: its widgets, what they and the threads report, its start."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import events, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Static

from search import LibraryError, one_line
from tui.appearance.arrangement import arrangement
from tui.reader import messages
from tui.reader.attention import Attention
from tui.reader.background import Background
from tui.reader.control import Control, used_commands
from tui.reader.drawing import Drawing, Widgets
from tui.reader.notices import Notices
from tui.reader.panes import PaneBox, PaneLayout
from tui.reader.state.fetching import is_asked_for
from tui.reader.state.place import Place
from tui.reader.state.session import Session
from tui.terminal import copy_open, garbage
from tui.widgets.bars import KeyBar, Rule, StatusBar, ViewBar
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList
from tui.widgets.search_bar import SearchBar
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.command import Provider

    from search import Config, Library, Remembered
    from tui.appearance.looks import Looks
    from tui.keys.keymap import Keymap

_SCROLLED_S = 0.5  # the paper stands still: time to remember how far it was read
_WELCOMED = "welcomed"
_FETCH_AHEAD_S = 600.0  # the network may be back, or another program has bookmarked
_LOOK_OUTSIDE_S = 2.0  # another program may have marked or imported


def _bulk() -> type[Provider]:
    from tui.reader.actions.papers.bulk import Bulk  # the palette may never be opened

    return Bulk


def _bound_detail(keymap: Keymap) -> type[PaperDetail]:
    """The detail pane with the keys that are for the open paper alone."""

    class BoundDetail(PaperDetail):
        BINDINGS = [
            Binding(key, f"screen.{action}", show=False)
            for key, action in keymap.bindings(in_paper=True)
        ]

    return BoundDetail


def _commands() -> type[Provider]:
    from tui.reader.actions.palette import Commands

    return Commands


class Reader(Screen[None]):
    """List, paper, search bar and the lines of text around them, over one session.

    The library is opened behind the first frame. Commands wait until its list is there; what is
    typed into the search bar need not.
    """

    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-short"), (16, "-tall")]

    COMMANDS = {_bulk, _commands}

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
        self._welcome = keymap.footer("welcome")
        self.papers = PaperList(looks, id="list")
        self.paper = _bound_detail(keymap)(looks, keymap.key, id="detail")
        self.bar = SearchBar(id="search")
        self._widgets = Widgets(
            ViewBar(id="views"), self.bar, Rule(id="notice"), self.papers, self.paper,
            StatusBar(id="status"), KeyBar(id="keys"),
        )  # fmt: skip
        notices = Notices(self)
        self._drawing = Drawing(self, self._widgets, keymap, notices)
        self.session = self._drawing.session = Session(
            self._drawing, Background(self), place, remembered
        )
        self.session.upkeep.ahead.is_on = is_asked_for(config, remembered)
        self._panes = PaneLayout(self, self.papers, self.paper, arrangement(config, remembered))
        self.control = Control(
            self, self.session, self._widgets, self._panes, notices, keymap, looks
        )
        self.attention = self._drawing.attention = Attention(
            self.session, self.control, self.set_timer, config.read_after
        )
        self.control.used.update(used_commands(remembered))
        self._welcomed = bool(remembered.get(_WELCOMED))
        self._scrolled: Timer | None = None

    @property
    def is_current(self) -> bool:
        """Whether it is on the screen, also behind a dialog; Textual draws it only then.

        Textual takes the screen below another one for visible even where that covers all of it,
        and draws both anew at each key.
        """
        top = self.app.screen
        return super().is_current and (top is self or isinstance(top, ModalScreen))

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        # Textual gives the breakpoints' classes with the first size, and then styles all anew.
        for cells, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            self.add_class(max(each for each in breakpoints if each[0] <= cells)[1])
        self._panes.resize(self.app.size)
        widgets = self._widgets
        yield widgets.views
        yield widgets.bar
        yield widgets.rule
        yield PaneBox(widgets.papers, widgets.paper, id="panes")
        yield widgets.status
        yield widgets.keys
        if not self._welcomed:
            yield Welcome(self._welcome, id="welcome")
        yield Static("Broadsheet needs 40 columns and 10 rows.", id="too-small", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lay list and paper out for another size of terminal."""
        self._panes.resize(event.size)

    def on_pane_box_resized(self, message: PaneBox.Resized) -> None:
        """Share out the lines that a notice leaves."""
        self._panes.fit(message.lines)

    def on_mount(self) -> None:
        """Open the library once the first frame is there."""
        self.bar.fill(self.session.query)
        self.app.theme_changed_signal.subscribe(
            self, lambda theme: self._remember("theme", theme.name)
        )
        # Another program has the terminal meanwhile, and nobody reads here.
        self.app.app_suspend_signal.subscribe(
            self, lambda _: self.attention.sight_lost(), immediate=True
        )
        self.app.app_resume_signal.subscribe(
            self, lambda _: self.attention.sight_changed(), immediate=True
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
            garbage.begin()
        counts = self.session.upkeep.counts
        if counts and counts.new and self.session.view != "new":
            self.control.say(messages.arrived(counts, self.control.keymap))
        self.set_interval(_LOOK_OUTSIDE_S, self.session.upkeep.look_outside)
        self.set_interval(_FETCH_AHEAD_S, self.session.upkeep.ahead.start)

    def _load(self) -> Library:
        from tui.reader.actions import table  # noqa: F401  the first command need not wait for them

        return self._open_library()

    async def action_do(self, command: str) -> None:
        """Run the command with this id."""
        await self.control.do(command)

    async def leave(self) -> None:
        """Remember the place, and end the reader."""
        await self.control.leave()

    async def settled(self) -> None:
        """Wait for the list that the next key is for; in the bar, each letter searches anew."""
        if self.bar.typing or not (self.session.has_typed or self.session.ready.is_set()):
            return  # a command waits for the first list itself, and the way into the bar need not
        if await self.control.is_ready():
            await self.session.settled()

    @work
    async def _remember(self, key: str, value: Remembered) -> None:
        if await self.control.is_ready():
            self.session.remember(key, value)

    # -- what the widgets and the threads report -----------------------------------------------

    def on_search_bar_query_changed(self, message: SearchBar.QueryChanged) -> None:
        """Search as it is typed."""
        self.session.type(message.query)

    def on_search_bar_accepted(self) -> None:
        """Go on to the list; where it lacks the paper that is asked for, fetch that."""
        if self.session.missing:
            self.session.upkeep.fetch_paper(self.session.missing)
        self.papers.focus()

    def on_paper_list_clicked(self, message: PaperList.Clicked) -> None:
        """Put the cursor where the mouse is; a second click opens the paper."""
        if message.position == self.session.position:
            self.control.read_paper()
        else:
            self.session.list.go_to(message.position)
            self.control.show_list()

    def on_paper_list_viewed(self) -> None:
        """Load the rows that have come into sight."""
        self.session.list.scrolled()

    def on_paper_detail_scrolled(self, message: PaperDetail.Scrolled) -> None:
        """Remember how far the paper was read, once it stands still."""
        self.session.paper.scroll(message.row, message.lines)
        if self._scrolled:
            self._scrolled.stop()
        self._scrolled = self.set_timer(_SCROLLED_S, self.session.keep_place)

    def on_background_answered(self, message: Background.Answered) -> None:
        """Hand on what a thread has done."""
        message.answer()

    def on_background_progressed(self, message: Background.Progressed) -> None:
        """Say what goes on."""
        self.session.upkeep.show_activity(one_line(message.text))

    def on_key(self) -> None:
        """Take in that somebody is there."""
        if self.attention.person_acted() and not self._welcomed:
            self.query_one(Welcome).remove()
            self._remember(_WELCOMED, True)

    on_mouse_down = on_key

    def on_descendant_focus(self) -> None:
        """Other keys work now, and another pane may be open."""
        if not self.bar.typing:
            self.session.accept()
        self._drawing.status_changed()
        self.attention.sight_changed()

    def on_text_selected(self) -> None:
        """Copy what was selected by a drag of the mouse, and say so."""
        text = self.get_selected_text()
        if text and text.strip():
            self.control.say_outcome(
                lambda: copy_open.copy_text(text, self.control.send_to_terminal)
            )

    def action_copy_text(self) -> None:
        """Copy it again, by a key."""
        if not self.get_selected_text():
            raise SkipAction
        self.on_text_selected()

    def on_screen_suspend(self) -> None:
        """Take in that something lies over the paper now."""
        self.attention.sight_lost()

    def on_screen_resume(self) -> None:
        """Take in that the paper is in sight again."""
        self.attention.sight_changed()
