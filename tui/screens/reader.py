"""The reader: owns the view, the query and the results, and hands them down to its widgets."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from search import (
    Config, Counts, Entry, Library, LibraryError, Marking, Results, Step, UnknownPaperError,
)  # fmt: skip
from tui.commands import COMMANDS, FOOTERS, Command
from tui.glyphs import Glyphs
from tui.screens import links, telling
from tui.screens.background import Background
from tui.screens.copy_menu import CopyMenu
from tui.screens.help import Help
from tui.screens.listing import Listing
from tui.screens.place import Place
from tui.screens.views import VIEWS
from tui.widgets.bars import KeyBar, StatusBar, Tab, ViewBar
from tui.widgets.paper_detail import PaperDetail, Shown
from tui.widgets.paper_list import PaperList
from tui.widgets.search_bar import SearchBar

_REST_S = 0.04  # the cursor stands still: time to load the paper under it
_LOOK_OUTSIDE_S = 2.0  # another program may have marked or imported


class Reader(Screen[None]):
    """List, paper, search bar and the lines that tell, over one library."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"), (40, "-narrow"), (80, "-wide"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-tall")]

    view: var[str] = var("all", init=False)
    query_text: var[str] = var("", init=False)
    reading: var[bool] = var(False, init=False)  # narrow: the paper is open, not the list

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, command.action, command.help, show=False, id=command.id)
        for command in COMMANDS
    ]

    def __init__(
        self,
        library: Library,
        config: Config,
        commands: tuple[Command, ...],
        glyphs: Glyphs,
        place: Place,
    ) -> None:
        super().__init__()
        self._library = library
        self._config = config
        self._commands = commands
        self._glyphs = glyphs
        self._place = place
        self._results: Results | None = None
        self._counts: Counts | None = None
        self._entry: Entry | None = None
        self._background = Background(self, library)
        self._going_on = ""
        self._only_starter = library.has_only_starter()
        self._rest: Timer | None = None
        self._being_read: Timer | None = None
        self._touched = False  # nothing counts as read before the first key

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        tabs = [Tab(view.key, view.name, view.label) for view in VIEWS.values()]
        yield ViewBar(tabs, id="views")
        yield SearchBar(id="search")
        yield Static(id="notice", markup=False)
        with Horizontal(id="panes"):
            yield PaperList(self._glyphs, id="list")
            yield PaperDetail(self._glyphs, id="detail")
        yield StatusBar(id="status")
        yield KeyBar(id="keys")
        yield Static("Broadsheet needs 40 columns and 10 rows.", id="too-small", markup=False)

    def on_mount(self) -> None:
        """Take up where the reader was left."""
        self._papers = self.query_one(PaperList)
        self._paper = self.query_one(PaperDetail)
        self._bar = self.query_one(SearchBar)
        self._papers.focus()
        self.set_reactive(Reader.view, self._place.view)
        self.set_reactive(Reader.query_text, self._place.query)
        self._bar.fill(self.query_text)
        self._find()
        self._background.update_index()
        self.set_interval(_LOOK_OUTSIDE_S, self._background.look_outside)

    # -- searching ---------------------------------------------------------------------------

    def on_search_bar_query_changed(self, message: SearchBar.QueryChanged) -> None:
        """Search as it is typed; the best hit first."""
        self._place = Place(self.view, message.query)
        self.query_text = message.query

    def on_search_bar_accepted(self) -> None:
        """The query stands: on to the list."""
        self._papers.focus()

    def watch_query_text(self) -> None:
        """Find anew."""
        self._find()

    def watch_view(self) -> None:
        """Find anew, in another view."""
        self._find()

    def _find(self) -> None:
        self._background.find(self.query_text, VIEWS[self.view])

    def on_background_found(self, message: Background.Found) -> None:
        """Show what was found, unless the query has moved on."""
        if (message.query, message.view) != (self.query_text, self.view):
            return
        self._results, self._counts = message.results, message.counts
        row = self._place.row
        position = None if row is None else message.results.position(row)
        self._papers.show(
            Listing(self._library, message.results),
            position or 0,
            empty=telling.nothing(message.results, VIEWS[self.view]),
            offset=None if position is None else self._place.offset,
        )
        self._tell()

    def on_background_outdated(self) -> None:
        """Take in what another program did to the library meanwhile."""
        self._keep_place()
        self._only_starter = self._library.has_only_starter()
        self._find()
        self._background.update_index()

    def on_background_indexed(self) -> None:
        """More words can be found than when the query was answered."""
        if self.query_text:
            self._keep_place()
            self._find()

    def on_background_progressed(self, message: Background.Progressed) -> None:
        """Say what goes on."""
        self._going_on = message.told
        self._tell()

    def on_background_counted(self, message: Background.Counted) -> None:
        """Say the new counts."""
        self._counts = message.counts
        self._tell()

    # -- the paper under the cursor ----------------------------------------------------------

    def on_paper_list_moved(self) -> None:
        """When the cursor rests, show the paper that it stands on."""
        for timer in (self._rest, self._being_read):
            if timer:
                timer.stop()
        self._rest = self.set_timer(_REST_S, self._show_paper)
        self._tell()

    def on_paper_list_opened(self) -> None:
        """A second click goes into the paper."""
        self.action_go_in()

    def _show_paper(self) -> None:
        if self._results is None:
            return  # nothing was found yet, so there is no place to keep either
        entry = self._current()
        self._paper.show(Shown(entry, self._results.spans) if entry else None)
        self._keep_place()
        self._start_reading()

    def _current(self) -> Entry | None:
        """The paper under the cursor, even before the cursor rests and shows it."""
        position = self._papers.position
        row = None if position is None else self._papers.row_at(position)
        if row is None:
            self._entry = None
        elif self._entry is None or self._entry.row != row.headline.row:
            try:
                self._entry = self._library.entry(row.headline.row)
            except UnknownPaperError:
                self._entry = None  # another program has just removed it
        return self._entry

    def _start_reading(self) -> None:
        """From now on the open paper counts as read after a moment."""
        if self._being_read:
            self._being_read.stop()
        after, entry = self._config.read_after, self._entry
        open_now = self._paper.display and not self._bar.typing and self._touched
        if after is not None and entry and not entry.read and open_now:
            self._being_read = self.set_timer(after, self._has_been_read)

    async def _has_been_read(self) -> None:
        if self._entry:
            await self._mark([self._entry.row], Marking(read=True), told=False)

    def on_key(self) -> None:
        """Somebody is there."""
        if not self._touched:
            self._touched = True
            self._start_reading()

    def _keep_place(self) -> None:
        entry = self._current()
        row = entry.row if entry else None
        self._place = Place(self.view, self.query_text, row, self._papers.offset_rows)
        self._background.keep(self._place)

    # -- moving ------------------------------------------------------------------------------

    def action_move(self, where: str) -> None:
        """Move in the list, or scroll the paper where that has the focus."""
        if self._paper.has_focus:
            self._paper.move(where)
        else:
            self._papers.move(where)

    def action_scroll_paper(self, direction: int) -> None:
        """Scroll the paper by half its height, wherever the focus is."""
        self._paper.move("page_down" if direction > 0 else "page_up")

    def action_next_unread(self, direction: int) -> None:
        """Go to the next or previous unread paper of the list."""
        if self._results is None or self._papers.position is None:
            return
        position = self._library.next_unread(self._results, self._papers.position, direction)
        if position is None:
            self.notify("No unread paper " + ("below" if direction > 0 else "above"))
        else:
            self._papers.cursor = position

    def action_go_in(self) -> None:
        """Into the paper; in it, all its authors or only the first."""
        if self._paper.has_focus:
            self._paper.unfold()
            return
        if self._current():
            self.reading = True
            self._paper.focus()
            self._start_reading()

    def action_go_out(self) -> None:
        """Back to the list."""
        self.reading = False
        self.remove_class("-alone")
        self._papers.focus()

    def action_next_pane(self) -> None:
        """The other pane; in the search bar, complete the word or take the suggestion."""
        if self._papers.has_focus:
            self.action_go_in()
        elif not self._bar.typing:
            self.action_go_out()
        elif self._results and self._results.did_you_mean:
            self._bar.type_over(self._results.did_you_mean)
        elif not self._bar.complete():
            self._papers.focus()

    def watch_reading(self, reading: bool) -> None:
        """Narrow screens show one pane, and this says which."""
        self.set_class(reading, "-reading")

    def action_alone(self) -> None:
        """The paper alone, or both panes again."""
        alone = not self.has_class("-alone")
        self.set_class(alone, "-alone")
        (self._paper if alone else self._papers).focus()
        self.reading = alone

    def action_search(self) -> None:
        """Into the search bar."""
        self._bar.focus_input()

    def action_escape(self) -> None:
        """One step back: out of the search bar or the paper, then out of the search."""
        if self._bar.typing and not self.query_text:
            self._papers.focus()
        elif self._paper.has_focus or self.reading or self.has_class("-alone"):
            self.action_go_out()
        elif self.query_text:
            self._keep_place()
            self._bar.fill("")
            self.query_text = ""
            self._papers.focus()

    def action_view(self, name: str) -> None:
        """Another view; the search stays."""
        self._keep_place()
        self.view = name
        self.action_go_out()

    # -- marking -----------------------------------------------------------------------------

    async def action_toggle_read(self) -> None:
        """Read or unread, and on to the next."""
        entry = self._current()
        if entry:
            await self._mark([entry.row], Marking(read=not entry.read), told=False)
            if self._papers.has_focus:
                self._papers.move("down")

    async def action_toggle_bookmark(self) -> None:
        """Bookmark, or no longer."""
        entry = self._current()
        if entry:
            await self._mark([entry.row], Marking(bookmarked=not entry.bookmarked))

    async def action_mark_all_read(self) -> None:
        """Every paper of the list is read."""
        if self._results is not None:
            await self._mark(self._results.page(0, len(self._results)), Marking(read=True))

    async def action_undo(self) -> None:
        """Take the last change back."""
        step = await self._asked(self._library.undo)
        self._changed(step, f"Undone: {step.what}" if step else "Nothing to undo")

    async def action_redo(self) -> None:
        """Make the undone change again."""
        step = await self._asked(self._library.redo)
        self._changed(step, f"Redone: {step.what}" if step else "Nothing to redo")

    async def _mark(self, rows: list[int], marking: Marking, *, told: bool = True) -> None:
        step = await self._asked(lambda: self._library.mark(rows, marking))
        message = f"{step.what} · u undoes" if step else "Nothing to change"
        self._changed(step, message if told else "")

    async def _asked(self, change: Callable[[], Step | None]) -> Step | None:
        """Make a change off the UI thread: another program may hold the store for a while."""
        try:
            return await asyncio.to_thread(change)
        except LibraryError as error:
            self.notify(str(error), severity="error", markup=False)
            return None

    def _changed(self, step: Step | None, message: str) -> None:
        if message:
            self.notify(message, markup=False)
        if step is None:
            return
        self._papers.forget()
        if self._entry and self._entry.row in step.rows:
            self._entry = self._library.entry(self._entry.row)
            if self._results is not None:
                self._paper.show(Shown(self._entry, self._results.spans))
        self._background.count()

    # -- links -------------------------------------------------------------------------------

    def action_copy_menu(self) -> None:
        """Ask what to copy."""
        self.app.push_screen(CopyMenu(), self._chosen)

    def _chosen(self, what: str | None) -> None:
        if what:
            self.action_copy(what)

    def action_copy(self, what: str) -> None:
        """Copy a link of the paper; where there is none, leave the clipboard alone and say so."""
        entry = self._current()
        if entry:
            self._use_link(lambda: links.copy(entry, what, self._write))

    def action_open(self, what: str) -> None:
        """Open a page of the paper in the browser; where that cannot be, copy its link."""
        entry = self._current()
        if entry:
            self._use_link(lambda: links.open_page(entry, what, self._write))

    @work(thread=True, group="links")
    def _use_link(self, use: Callable[[], links.Told]) -> None:
        told = use()
        severity: Literal["information", "warning"] = "information" if told.done else "warning"
        self.app.call_from_thread(self.notify, told.text, severity=severity, markup=False)

    def _write(self, sequence: str) -> None:
        """Send an escape sequence to the terminal."""
        # Textual has no public way: its own copy_to_clipboard() cannot wrap for tmux or screen.
        driver = self.app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    # -- telling -----------------------------------------------------------------------------

    def action_quit(self) -> None:
        """Leave, and keep the place."""
        self._keep_place()
        self.app.exit()

    def action_help(self) -> None:
        """Every key, and the query language."""
        self.app.push_screen(Help(self._commands))

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._tell()
        self._start_reading()

    def _tell(self) -> None:
        """Say where one is, what is going on, and which keys work."""
        results, counts, view = self._results, self._counts, VIEWS[self.view]
        if results is None or counts is None:
            return
        self.query_one(ViewBar).show(self.view, telling.library(counts))
        self.query_one(StatusBar).show(
            telling.place(self._papers.position, results, counts, view), self._going_on
        )
        self._bar.found(telling.found(results) if self.query_text else "")
        notice = self.query_one("#notice", Static)
        said = telling.notice(results, only_starter=self._only_starter)
        notice.update(Content(said))
        notice.set_class(bool(said), "-there")
        self.query_one(KeyBar).show(self._commands, FOOTERS[self._where()])

    def _where(self) -> str:
        if self._bar.typing:
            return "search"
        if self._papers.position is None:
            return "empty"
        return "paper" if self._paper.has_focus else "list"
