"""The reader: owns the view, the query and the results, and hands them down to its widgets."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from search import LibraryError, UnknownPaperError, one_line
from tui.reader import messages
from tui.reader.actions.navigation import go_in
from tui.reader.attention import Attention
from tui.reader.background import Background
from tui.reader.listing import Listing
from tui.reader.notices import Notices
from tui.reader.place import Place
from tui.views import View, views
from tui.widgets.bars import KeyBar, Rule, StatusBar, Tab, ViewBar
from tui.widgets.paper_detail import PaperDetail, Shown
from tui.widgets.paper_list import PaperList
from tui.widgets.search_bar import SearchBar
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.command import Provider

    from search import Config, Counts, Entry, Library, Remembered, Results, Step
    from tui.appearance.glyphs import Glyphs
    from tui.appearance.looks import Looks
    from tui.keys.keymap import Keymap

_SCROLLED_S = 0.5  # the paper stands still: time to remember how far it was read
_WELCOMED = "welcomed"
_LOOK_OUTSIDE_S = 2.0  # another program may have marked or imported


def _bulk() -> type[Provider]:
    from tui.reader.actions.bulk import Bulk  # the palette may never be opened

    return Bulk


class Reader(Screen[None]):
    """List, paper, search bar and the lines that tell, over one library.

    The library is opened behind the first frame. Commands wait until its list is there; what is
    typed into the search bar need not.
    """

    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-short"), (16, "-tall")]

    COMMANDS = {_bulk}

    view: var[str] = var("all", init=False)
    query_text: var[str] = var("", init=False)
    reading: var[bool] = var(False, init=False)  # narrow: the paper is open, not the list
    selection: var[frozenset[int]] = var(frozenset(), init=False)  # row numbers

    library: Library

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
        # Not by App.set_keymap(): it cannot take a key away, works all out anew at each key, and
        # in a text field gives a command new keys only where the old ones worked there.
        for command in keymap.commands:
            for key in filter(None, command.keys.split(",")):
                self._bindings.key_to_bindings[key] = [Binding(key, command.action, show=False)]
        self._open_library = open_library
        self._filled = asyncio.Event()  # the library is open, and the first list is there
        self.keymap = keymap
        self.looks = looks
        self.set_class(config.layout == "stacked", "-stacked")
        self._place = place
        self.results: Results | None = None
        self._found = ("", "")  # the query and the view of the results
        self.former_query: str | None = None  # what was searched before papers like one
        self.range_start: int | None = None  # where a range of the selection begins
        self._counts: Counts | None = None
        self._entry: Entry | None = None
        self._views = views(())
        self._going_on = ""
        self.notices = Notices(self)
        self._only_starter = False
        self._welcomed = bool(remembered.get(_WELCOMED))
        self._attention = Attention(self, config.read_after, self._show_paper)
        self._scrolled: Timer | None = None
        self._sought = False  # something was typed into the bar

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
        """Take up where the reader was left."""
        self.papers = self.query_one(PaperList)
        self.paper = self.query_one(PaperDetail)
        self.bar = self.query_one(SearchBar)
        if self._place.row is not None:
            self.paper.begin_at(self._place.row, self._place.scrolled)
        self.set_reactive(Reader.view, self._place.view)
        self.set_reactive(Reader.query_text, self._place.query)
        self.bar.fill(self.query_text)
        # What is imported to open a library would hold the first frame up.
        self.call_after_refresh(self.run_worker, self._begin)

    async def _begin(self) -> None:
        try:
            sought = await self._fill()
        except LibraryError as error:
            self.app.exit(error)
            return
        finally:
            self._filled.set()  # whatever waits for it must not keep the reader from ending
        if not gc.isenabled():  # since the start
            gc.freeze()  # what is here now stays; going through it all takes longer than a frame
            gc.enable()
        if self.query_text != sought:
            self._find()
        self._background.update_index()
        self.set_interval(_LOOK_OUTSIDE_S, self._background.look_outside)

    async def _fill(self) -> str:
        """Open the library and show its first list; the query that this is of."""
        self.library = await asyncio.to_thread(self._load)
        self._background = Background(self, self.library)
        self._views = views(self.library.views.all())
        self._only_starter = self.library.has_only_starter()
        self.app.theme_changed_signal.subscribe(
            self, lambda theme: self._background.remember("theme", theme.name)
        )
        query = self.query_text
        self.on_background_found(await self._background.find_now(query, self.view_now()))
        return query

    def _load(self) -> Library:
        from tui.reader.actions import table  # noqa: F401  the first command need not wait for them

        return self._open_library()

    # -- searching ---------------------------------------------------------------------------

    def on_search_bar_query_changed(self, message: SearchBar.QueryChanged) -> None:
        """Search as it is typed; the best hit first."""
        self._sought = True
        self._place = Place(self.view, message.query)
        self.query_text = message.query

    def on_search_bar_accepted(self) -> None:
        """The query stands: on to the list."""
        self.papers.focus()

    def watch_query_text(self) -> None:
        """Find anew."""
        self._find()

    def watch_view(self) -> None:
        """Find anew, in another view."""
        self._find()

    def _find(self) -> None:
        if self._filled.is_set():  # what is typed until then is searched first thing
            self._background.find(self.query_text, self.view_now())

    async def answered(self) -> None:
        """Wait for the list that the next key is for; in the bar, each letter asks anew."""
        if self.bar.typing or not (self._sought or self._filled.is_set()):
            return  # a command waits for the first list itself, and the way into the bar need not
        if await self._is_filled():
            await self._background.answered()

    def on_background_found(self, message: Background.Found) -> None:
        """Show what was found, unless the query has moved on."""
        if (message.query, message.view) != (self.query_text, self.view_now().name):
            return
        again = (message.query, message.view) == self._found
        self._found = (message.query, message.view)
        self.results, self._counts = message.results, message.counts
        self._entry = None  # another program may have marked it meanwhile
        row = self._place.row
        position = None if row is None else message.results.position(row)
        if self.selection:  # what is no longer shown is not selected either
            self.selection &= set(message.results.page(0, len(message.results)))
        self.papers.show(
            Listing(self.library, message.results),
            position or 0,
            empty=messages.nothing(message.results, self.view_now(), self.keymap),
            offset=None if position is None else self._place.offset,
            again=again,
        )
        if message.behind and not self._going_on:
            self._background.update_index()
        self._tell()

    def on_background_outdated(self) -> None:
        """Take in what another program did to the library meanwhile."""
        self.keep_place()
        self._only_starter = self.library.has_only_starter()
        self.refresh_views()
        self._find()
        self._background.update_index()

    def on_background_indexed(self) -> None:
        """More words can be found than when the query was answered."""
        if self.query_text:
            self.keep_place()
            self._find()

    def on_background_progressed(self, message: Background.Progressed) -> None:
        """Say what goes on."""
        self._going_on = one_line(message.told)
        self._tell()

    def on_background_synced(self, message: Background.Synced) -> None:
        """Say what came, and show it; the cursor stays on its paper."""
        for line, severity in messages.synced(message.synced):
            self.notify(line, severity=severity, markup=False)
        self.keep_place()
        self._only_starter = self.library.has_only_starter()
        self._find()

    def on_background_counted(self, message: Background.Counted) -> None:
        """Say the new counts."""
        self._counts = message.counts
        self._tell()

    # -- the paper under the cursor ----------------------------------------------------------

    def on_paper_list_moved(self) -> None:
        """When the cursor rests, show the paper that it stands on."""
        self._attention.wander()
        self.notices.make_way()
        self._tell()

    def on_paper_list_opened(self) -> None:
        """A second click goes into the paper."""
        go_in(self)

    def _show_paper(self) -> None:
        if self.results is None:
            return  # nothing was found yet, so there is no place to keep either
        entry = self.current()
        self.paper.show(Shown(entry, self.results.spans) if entry else None)
        self.keep_place()
        self._attention.look()

    @property
    def shown(self) -> Entry | None:
        """The paper that was looked at last."""
        return self._entry

    def current(self) -> Entry | None:
        """The paper under the cursor, even before the cursor rests and shows it."""
        position = self.papers.position
        row = None if position is None else self.papers.row_at(position)
        if row is None:
            self._entry = None
        elif self._entry is None or self._entry.row != row.headline.row:
            try:
                self._entry = self.library.entry(row.headline.row)
            except UnknownPaperError:
                self._entry = None  # another program has just removed it
        return self._entry

    def on_key(self) -> None:
        """Somebody is there."""
        if self._attention.wake() and not self._welcomed:
            self.query_one(Welcome).remove()
            self._remember(_WELCOMED, True)

    on_mouse_down = on_key

    @work
    async def _remember(self, key: str, value: Remembered) -> None:
        if await self._is_filled():
            self._background.remember(key, value)

    def keep_place(self) -> None:
        """Remember the view, the query, the cursor and the scrolling.

        While another list is under way, the cursor still stands in the one before it.
        """
        if self._found == (self.query_text, self.view_now().name):
            self._take_place()
            self._background.keep(self._place)

    def _take_place(self) -> None:
        entry = self.current()
        row = entry.row if entry else None
        scrolled = 0 if row is None else self.paper.scrolled(row)
        self._place = Place(self.view, self.query_text, row, self.papers.offset_rows, scrolled)

    def on_paper_detail_scrolled(self) -> None:
        """Remember how far the paper was read, once it stands still."""
        if self._scrolled:
            self._scrolled.stop()
        self._scrolled = self.set_timer(_SCROLLED_S, self.keep_place)

    # -- what the commands need ----------------------------------------------------------------

    async def action_do(self, command: str) -> None:
        """Do what the command with this id does."""
        if command == "search" or await self._is_filled():
            from tui.reader.actions.table import ACTIONS

            done = ACTIONS[command](self)
            if done is not None:
                await done

    async def _is_filled(self) -> bool:
        """Wait for the list; False where the reader ends, and no screen may open any more."""
        await self._filled.wait()
        return self.app.return_code is None

    @property
    def glyphs(self) -> Glyphs:
        """The signs to draw with."""
        return self.looks.glyphs

    def views(self) -> list[View]:
        """The built-in views and the saved ones."""
        return self._views

    def refresh_views(self) -> None:
        """Take in what became of the saved views."""
        self._views = views(self.library.views.all())
        if self.view_now().name != self.view:
            self.view = self.view_now().name
        self._tell()

    def view_now(self) -> View:
        """The view that is open; the first one where it is no longer there."""
        return next((view for view in self._views if view.name == self.view), self._views[0])

    def whole_query(self) -> str:
        """The view's query and the one in the bar as one."""
        parts = (self.view_now().query, self.query_text.strip())
        return " ".join(part for part in parts if part)

    def targets(self) -> list[Entry]:
        """The papers that a command is for: those selected, or else the one under the cursor."""
        if self.selection:
            return self.library.entries(sorted(self.selection))
        entry = self.current()
        return [entry] if entry else []

    def ask(self, query: str) -> None:
        """Search for `query`, as if it had been typed; the cursor stays on its paper."""
        self.keep_place()
        self.bar.fill(query)
        self.query_text = query

    async def change(
        self, make: Callable[[], Step | None], said: Callable[[Step | None], str] | None = None
    ) -> Step | None:
        """Make a change of marks, show it, and say what is `said` of it.

        None where there was nothing to change, or where it cannot be made: then that is said. Off
        the UI thread, since another program may hold the store for a while.
        """
        try:
            step = await asyncio.to_thread(make)
        except LibraryError as error:
            self.notices.tell(str(error), severity="error")
            return None
        if step:
            self._show_change(step)
        if said:
            self.notices.tell(said(step))
        return step

    def _show_change(self, step: Step) -> None:
        self.papers.forget()
        self.refresh_views()
        if self._entry and self._entry.row in step.rows:
            self._entry = None
            entry = self.current()
            if entry and self.results is not None:
                self.paper.show(Shown(entry, self.results.spans))
        self._background.count()

    def sync(self) -> None:
        """Fetch the live feeds in the background."""
        self._background.sync()

    async def leave(self) -> None:
        """Leave, and keep the place."""
        if await self._is_filled():
            self._take_place()
            await self._background.keep_now(self._place)
            self.app.exit()

    # -- telling -------------------------------------------------------------------------------

    def watch_selection(self, selection: frozenset[int]) -> None:
        """Hand it to the list, and say how many."""
        self.papers.selection = selection
        self._tell()

    def watch_reading(self, reading: bool) -> None:
        """Narrow screens show one pane, and this says which."""
        self.set_class(reading, "-reading")

    def on_descendant_focus(self) -> None:
        """Other keys work now, and another pane may be open."""
        self._tell()
        self._attention.look()

    def _tell(self) -> None:
        """Say where one is, what is going on, and which keys work."""
        results, counts, view = self.results, self._counts, self.view_now()
        if results is None or counts is None:
            return
        tabs = [
            Tab(self.keymap.key(f"view.{place}"), view.name, view.label, f"view.{place}")
            for place, view in enumerate(self._views[:9], start=1)
        ]
        self.query_one(ViewBar).show(tabs, view.name, messages.library(counts))
        self.query_one(StatusBar).show(
            messages.place(self.papers.position, results, counts, view, len(self.selection)),
            self._going_on,
        )
        self.bar.found(messages.found(results) if self.query_text else "")
        self.query_one(Rule).show(
            messages.notice(results, self.keymap, only_starter=self._only_starter)
        )
        self.query_one(KeyBar).show(self.keymap.footer(self._where()))

    def _where(self) -> str:
        if self.bar.typing:
            return "search"
        if self.papers.position is None:
            return "empty"
        return "paper" if self.paper.has_focus else "list"
