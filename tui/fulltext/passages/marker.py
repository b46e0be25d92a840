"""The passages of the paper that is open: shown in its text, chosen by keys, marked, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from search import Anchors, Document, LibraryError, Marking, Passage, one_line
from tui.dialogs.note_editor import NoteEditor
from tui.fulltext.passages.marking import Marked, marked, passage
from tui.fulltext.passages.passage_list import PassageList

if TYPE_CHECKING:
    from search import Library
    from tui.fulltext.column.layout import Layout
    from tui.fulltext.doing import Doing
    from tui.fulltext.view import FullTextView

_LONGEST = 10_000  # characters of one passage
_TITLE = 60


class Passages:
    """The passages of `document`, the text of the paper in `row`, in the view that shows it."""

    def __init__(
        self, view: FullTextView, library: Library, row: int, doing: Doing, document: Document
    ) -> None:
        self._view = view
        self._library = library
        self._row = row
        self._doing = doing
        self._document = document
        self._all = library.entry(row).passages

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(self._document)

    def on(self, layout: Layout) -> Marked:
        """Where they stand on a layout."""
        return marked(layout, self._anchors, self._all) if self._all else Marked({}, ())

    async def refresh(self) -> None:
        """Show the passages as the library has them now."""
        layout = self._view.layout_
        if layout is None:
            return

        def read() -> Marked:
            self._all = self._library.entry(self._row).passages
            return self.on(layout)

        self._view.show_marked(await asyncio.to_thread(read))

    def choose(self) -> None:
        """Choose a block; where one is chosen, mark it, with a note."""
        if not self._view.is_selecting:
            self._view.start_selection()
            return
        chosen = self._view.selected_passage or self._chosen()
        if chosen is not None:
            self._ask_for_note(chosen)

    async def mark(self) -> None:
        """Mark what is chosen, without a note."""
        chosen = None if self._view.selected_passage else self._chosen()
        self._view.end_selection()
        if chosen is not None:
            await self._change(Marking(passages=(chosen,)))

    async def remove(self) -> None:
        """Remove the mark of the passage that is chosen."""
        chosen = self._view.selected_passage
        if chosen is None:
            self._doing.say("No marked passage is chosen: h chooses, p lists them", "warning")
            return
        self._view.end_selection()
        await self._change(Marking(removed_passages=(chosen,)))

    def show_list(self, go: Callable[[int], None]) -> None:
        """List them; `go` shows the line where the one that is chosen begins."""
        if not self._all:
            self._doing.say(
                "No passage is marked: h chooses a paragraph, h again marks it", "warning"
            )
            return

        async def answered(answer: tuple[str, Passage] | None) -> None:
            what, chosen = answer or ("", None)
            if chosen is None:
                return
            if what == "go":
                go(self._view.marked.line_of(chosen) or 0)
            elif what == "note":
                self._ask_for_note(chosen)
            else:
                await self._change(Marking(removed_passages=(chosen,)))

        self._view.app.push_screen(PassageList(self._all, self._view.marked.lost), answered)

    def _chosen(self) -> Passage | None:
        """What is chosen, as a passage; says why where it cannot be one."""
        layout = self._view.layout_
        found = passage(layout, self._anchors, self._view.selected) if layout else None
        if found is None:
            self._doing.say("Only the text can be marked, not the references", "warning")
        elif len(found.text) > _LONGEST:
            self._doing.say(
                f"A passage has at most {_LONGEST:,} characters: choose fewer lines", "warning"
            )
        else:
            return found
        return None

    def _ask_for_note(self, chosen: Passage) -> None:
        async def written(note: str | None) -> None:
            if note is not None:
                self._view.end_selection()
                await self._change(Marking(passages=(chosen.noted(note),)))

        words = one_line(chosen.text)
        short = words if len(words) <= _TITLE else f"{words[:_TITLE].rstrip()}…"
        self._view.app.push_screen(NoteEditor(f"Note on “{short}”", chosen.note or ""), written)

    async def _change(self, marking: Marking) -> None:
        try:
            await self._doing.mark(marking)
        except LibraryError as error:
            self._doing.say(str(error), "error")
        await self.refresh()
