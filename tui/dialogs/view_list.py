"""The list of views at the side, with the unread papers in each; saved ones can be arranged."""

import asyncio
from collections.abc import Callable, Sequence

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from search import Library, LibraryError, Step
from tui.dialogs.dialog import Dialog
from tui.views import View, views
from tui.widgets.typed_line import TypedLine

_SAVED = "saved:"
_COUNTED = 30  # cells up to the end of a count
_BUILT_IN = "Only saved views can be changed."
_KEYS = "Enter open · r rename · d remove\nJ K move · Esc close"


class ViewList(Dialog[str | None]):
    """Answers the name of the view to open, or None."""

    DEFAULT_CSS = """
    ViewList { align: left top; }
    #view-list {
        width: 40; height: 100%; padding: 1 1 0 1; background: $panel; border: none;
        border-right: solid $primary;
    }
    #view-options { height: auto; max-height: 1fr; background: $panel; margin: 1 0; border: none; }
    #view-options:focus { background-tint: $foreground 0%; }
    #view-name { background: $surface; margin: 0 0 1 0; }
    """

    BINDINGS = [
        Binding("escape,q,w", "dismiss(None)", "close"),
        Binding("j", "cursor(1)", "down"),
        Binding("k", "cursor(-1)", "up"),
        Binding("J", "move(1)", "move down"),
        Binding("K", "move(-1)", "move up"),
        Binding("d", "remove", "remove"),
        Binding("r", "rename", "rename"),
    ]

    def __init__(self, library: Library, known: Sequence[View], here: str) -> None:
        super().__init__()
        self._library = library
        self._here = here
        self._unread: dict[str, int] = {}  # by query, which a view keeps under another name
        self._views = known

    def compose(self) -> ComposeResult:
        """The views, and the keys."""
        with Vertical(id="view-list"):
            heading = Content.styled(f"{'Views':<{_COUNTED - 6}}", "bold")
            yield Static(heading + Content.styled("unread", "$text-muted"))
            yield OptionList(compact=True, id="view-options")
            yield TypedLine(id="view-name", compact=True)
            yield Static(_KEYS, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show the views at once, and the counts when they are there."""
        self.query_one("#view-name").display = False
        self._list(self._here)
        self.query_one(OptionList).focus()
        self._count()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the view."""
        self.dismiss(event.option.id)

    def on_key(self, event: events.Key) -> None:
        """The digits open the first nine."""
        character = event.character or ""
        if character.isdecimal() and 0 < int(character) <= len(self._views) and not self._naming:
            event.stop()
            self.dismiss(self._views[int(character) - 1].name)

    def action_cursor(self, step: int) -> None:
        """Move by one."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()

    async def action_move(self, places: int) -> None:
        """Move a saved view in the list."""
        await self._change(lambda name: self._library.views.move(name, places))

    async def action_remove(self) -> None:
        """Remove a saved view; the reader's undo brings it back."""
        await self._change(self._library.views.remove)

    def action_rename(self) -> None:
        """Ask for another name."""
        view = self._chosen()
        if view is None or not view.name.startswith(_SAVED):
            self.notify(_BUILT_IN, markup=False)
            return
        name = self.query_one(Input)
        name.display = True
        name.value = view.label
        name.focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the view the name that was typed."""
        new = event.value.strip()
        await self._change(lambda name: self._library.views.rename(name, new), f"{_SAVED}{new}")
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()

    @property
    def _naming(self) -> bool:
        return bool(self.query_one(Input).has_focus)

    async def _change(self, make: Callable[[str], Step | None], after: str | None = None) -> None:
        """Change the view that is chosen, and stay on it, or on the view named `after`."""
        view = self._chosen()
        if view is None or not view.name.startswith(_SAVED):
            self.notify(_BUILT_IN, markup=False)
            return

        def change() -> tuple[Step | None, list[View]]:
            step = make(view.name.removeprefix(_SAVED))
            return step, views(self._library.views.all())

        try:  # another program may hold the store for a while
            step, self._views = await asyncio.to_thread(change)
        except LibraryError as error:
            self.notify(str(error), severity="error", markup=False)
            after = None
        else:
            if step and step.kind == "view.remove":  # the others are seen
                self.notify(f"{step.what}; the reader can undo it", markup=False)
        self._list(after or view.name)

    def _chosen(self) -> View | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or place >= len(self._views) else self._views[place]

    def _list(self, at: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            [Option(self._line(place, view), view.name) for place, view in enumerate(self._views)]
        )
        names = [view.name for view in self._views]
        options.highlighted = names.index(at) if at in names else 0

    def _line(self, place: int, view: View) -> Content:
        key = str(place + 1) if place < 9 else " "
        unread = self._unread.get(view.query)
        count = "" if unread is None else f"{unread:,}"
        left = Content.styled(key, "bold") + Content(f"  {view.label}")
        return left + Content(f"{count:>{max(_COUNTED - left.cell_length, 1)}}")

    @work(thread=True, exclusive=True)
    def _count(self) -> None:
        try:
            counts = {view.query: self._library.unread(view.query) for view in self._views}
        except LibraryError as error:
            self.app.call_from_thread(self.app.exit, error)
            return
        self.app.call_from_thread(self._counted, counts)

    def _counted(self, counts: dict[str, int]) -> None:
        if not self.is_active:
            return  # it was left meanwhile
        self._unread = counts
        chosen = self._chosen()
        self._list(chosen.name if chosen else self._here)
