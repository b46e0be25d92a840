"""The reader's widgets in a Textual app that does nothing: what bench_start.py compares with."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

_ROWS = 105
_HEIGHT = 3


class Rows(ScrollView, can_focus=True):
    """As many rows as there are starter papers, drawn line by line."""

    def on_mount(self) -> None:
        """Make room for the rows."""
        self.virtual_size = Size(7, _ROWS * _HEIGHT)

    def render_line(self, y: int) -> Strip:
        """One line of a row."""
        position, line = divmod(y + self.scroll_offset.y, _HEIGHT)
        text = Content(f" o   Paper {position} line {line}")
        return Strip(text.render_segments(self.visual_style)).adjust_cell_length(self.size.width)


class Bar(Widget):
    """One line of text."""

    def render(self) -> Content:
        """The line."""
        return Content("1 All  2 Unread  3 Bookmarks  4 With code")


class Bare(App[None]):
    """Bar, search line, list beside text, two bars."""

    CSS = """
    Bar { height: 1; }
    #search { height: 1; }
    #slash { width: 2; }
    Input { width: 1fr; }
    #panes { height: 1fr; }
    Rows { width: 45%; }
    VerticalScroll { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Bar()
        with Horizontal(id="search"):
            yield Static("/", id="slash", markup=False)
            yield Input(placeholder="words, words, words", compact=True)
        with Horizontal(id="panes"):
            yield Rows()
            with VerticalScroll(can_focus=False):
                yield Static("A paper. " * 100, markup=False)
        yield Bar()
        yield Bar()

    def on_mount(self) -> None:
        """The list is ready for keys."""
        self.query_one(Rows).focus()


if __name__ == "__main__":
    Bare().run()
