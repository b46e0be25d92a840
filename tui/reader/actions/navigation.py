"""Moving about: in the list, in the paper, between them, and from view to view."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.screen import Reader


def move(reader: "Reader", where: str) -> None:
    """Move in the list, or scroll the paper where that has the focus."""
    pane = reader.paper if reader.paper.has_focus else reader.papers
    pane.move(where)


def scroll(reader: "Reader", where: str) -> None:
    """Scroll the paper by half its height, wherever the focus is."""
    reader.paper.move(where)


def next_unread(reader: "Reader", direction: int) -> None:
    """Go to the next or previous unread paper of the list."""
    if reader.results is None or reader.papers.position is None:
        return
    position = reader.library.next_unread(reader.results, reader.papers.position, direction)
    if position is None:
        reader.notices.tell("No unread paper " + ("below" if direction > 0 else "above"))
    else:
        reader.papers.cursor = position


def go_in(reader: "Reader") -> None:
    """Into the paper; in it, all its authors or only the first."""
    if reader.paper.has_focus:
        reader.paper.unfold()
    elif reader.current():
        reader.reading = True
        reader.paper.focus()


def go_out(reader: "Reader") -> None:
    """Back to the list."""
    reader.reading = False
    reader.remove_class("-alone")
    reader.papers.focus()


def next_pane(reader: "Reader") -> None:
    """Take the better spelling; else the other pane, or complete the word in the search bar."""
    if reader.results is not None and reader.results.did_you_mean:
        reader.bar.type_over(reader.results.did_you_mean)
    elif reader.papers.has_focus:
        go_in(reader)
    elif not reader.bar.typing:
        go_out(reader)
    elif not reader.bar.complete():
        reader.papers.focus()


def alone(reader: "Reader") -> None:
    """The paper alone, or both panes again."""
    if reader.has_class("-alone"):
        go_out(reader)
    elif reader.current():
        reader.add_class("-alone")
        reader.reading = True
        reader.paper.focus()


def search(reader: "Reader") -> None:
    """Into the search bar."""
    reader.bar.focus_input()


def escape(reader: "Reader") -> None:
    """One step back: out of the search bar or the paper, then no selection, then no search."""
    if reader.bar.typing and not reader.query_text:
        reader.papers.focus()
    elif reader.paper.has_focus or reader.reading:
        go_out(reader)
    elif reader.selection:
        reader.selection = frozenset()
    elif reader.query_text:
        reader.ask(reader.former_query or "")
        reader.former_query = None
        reader.papers.focus()
