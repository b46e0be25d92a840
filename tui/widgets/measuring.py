"""How long a scrolled view is, without laying the screen out anew."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


def measure(view: ScrollView, lines: int) -> None:
    """Take up how many lines a view has. The caller scrolls to where they are to be shown.

    The view's scrollbar always stands, seen or not, so nothing else moves. Textual would lay the
    whole screen out, which at every key costs ten times the search.
    """
    view.set_reactive(ScrollView.virtual_size, Size(1, lines))
    view.vertical_scrollbar.window_virtual_size = lines
