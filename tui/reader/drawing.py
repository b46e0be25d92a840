"""Draws a session: each change of it, on the widgets that it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search import one_line
from tui.appearance import wording
from tui.listing import Viewport
from tui.reader import messages
from tui.widgets.bars import KeyBar, Rule, StatusBar, Tab, ViewBar
from tui.widgets.paper_detail import PaperDetail, Shown
from tui.widgets.paper_list import PaperList
from tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from textual.screen import Screen

    from search import Imported, LibraryError, Synced
    from tui.keys.keymap import Keymap
    from tui.reader.attention import Attention
    from tui.reader.notices import Notices
    from tui.reader.state.session import Session


_TO_READ_S = 15  # a notice that is longer than others


@dataclass(frozen=True, slots=True)
class Widgets:
    """The widgets of the reader, from top to bottom."""

    views: ViewBar
    bar: SearchBar
    rule: Rule
    papers: PaperList
    paper: PaperDetail
    status: StatusBar
    keys: KeyBar


class Drawing:
    """The watcher of a session, see contracts.Watcher.

    The session and its attention come later: they need the drawing.
    """

    session: Session
    attention: Attention

    def __init__(
        self, screen: Screen[None], widgets: Widgets, keymap: Keymap, notices: Notices
    ) -> None:
        self._screen = screen
        self._widgets = widgets
        self._keymap = keymap
        self._notices = notices

    def list_changed(self, offset: int | None, *, same: bool) -> None:
        """Show other results."""
        session = self.session
        if session.list.listing is None or session.results is None:
            return
        self._widgets.papers.show(
            session.list.listing,
            session.list.cursor,
            empty=messages.nothing(session.results, session.current_view, self._keymap),
            rule=messages.rule(session.list.listed),
            offset=offset,
            again=same,
        )
        session.list.scrolled()
        self._cursor_moved()

    def rows_changed(self) -> None:
        """Draw the rows anew."""
        self._widgets.papers.redraw()

    def cursor_changed(self) -> None:
        """Move the cursor; when it rests, the paper under it is shown."""
        self._widgets.papers.cursor = self.session.list.cursor
        self._cursor_moved()
        self.status_changed()

    def _cursor_moved(self) -> None:
        self.attention.cursor_moved()

    def paper_changed(self) -> None:
        """Show the paper under the cursor."""
        entry, results = self.session.paper.entry, self.session.results
        if entry is None or results is None:
            self._widgets.paper.show(None)
        else:
            self._widgets.paper.show(
                Shown(
                    entry,
                    results.spans,
                    self.session.paper.scrolled(entry.row),
                    self.session.paper.why(entry.row),
                    afield=entry.row in results.afield,
                )
            )

    def paper_opened(self) -> None:
        """Show the paper, which from now on may be read."""
        self.paper_changed()
        self.attention.sight_changed()

    def query_changed(self) -> None:
        """Put the query into the bar."""
        self._widgets.bar.fill(self.session.query)

    def status_changed(self) -> None:
        """Say where one is, what goes on, and which keys work."""
        session = self.session
        results, counts, view = session.results, session.upkeep.counts, session.current_view
        if results is None or counts is None:
            return
        self._widgets.papers.selection = session.selection
        tabs = [
            Tab(self._keymap.key(f"view.{place}"), view.name, view.label, f"view.{place}")
            for place, view in enumerate(session.views[:9], start=1)
        ]
        self._widgets.views.show(tabs, view.name, messages.library(counts))
        self._widgets.status.show(
            messages.place(session.list, counts, view, len(session.selection)),
            session.upkeep.activity,
        )
        self._widgets.bar.found(messages.found(results) if session.query else "")
        self._widgets.rule.show(
            "  ".join(self._widgets.bar.choices)
            or messages.notice(
                results,
                view,
                self._keymap,
                partly=bool(session.list.listed and session.list.listed.partly),
                only_starter=session.only_starter,
            )
        )
        self._widgets.keys.show(self._keymap.footer(self._keys_for()))

    def _keys_for(self) -> str:
        if self._widgets.bar.typing:
            return "search"
        if self.session.position is None:
            return "missing" if self.session.missing else "empty"
        return "paper" if self._widgets.paper.has_focus else "list"

    def synced(self, synced: Synced) -> None:
        """Say what the feeds brought."""
        self._notices.say(*messages.synced(synced, self._keymap))

    def fetched(self, name: str, added: Imported) -> None:
        """Say what became of it."""
        if added.skipped:
            reason = one_line(added.skipped[0].reason)
            self._notices.say(f"{name} could not be fetched: {reason}", "warning")
        else:
            self._notices.say(f"{name} added", "information")

    def starter_left(self, gone: int, kept: int) -> None:
        """Say so."""
        self._screen.notify(wording.starter_left(gone, kept), markup=False, timeout=_TO_READ_S)

    def repaired(self, sentence: str) -> None:
        """Say what was damaged."""
        self._screen.notify(sentence, severity="warning", markup=False)

    def failed(self, error: LibraryError) -> None:
        """End with the reason."""
        self._screen.app.exit(error)

    def viewport(self) -> Viewport:
        """The part of the list that is on screen now."""
        return self._widgets.papers.viewport
