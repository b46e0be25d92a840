"""Selecting papers, for a command that takes several."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.reader.screen import Reader


def toggle(reader: "Reader") -> None:
    """Select the paper or no longer, and on to the next."""
    entry = reader.current()
    if entry:
        reader.selection ^= {entry.row}
        reader.range_start = reader.papers.position
        reader.papers.move("down")


def extend(reader: "Reader") -> None:
    """Select everything from the paper selected last to this one; without one, begin here."""
    position = reader.papers.position
    if reader.results is None or position is None:
        return
    if reader.range_start is None or not reader.selection:
        reader.range_start = position
        reader.notices.tell(
            reader.keymap.say("The range begins here; press {select.range} again where it ends")
        )
    first, last = sorted((reader.range_start, position))
    reader.selection |= set(reader.results.page(first, last - first + 1))


def everything(reader: "Reader") -> None:
    """Select every paper of the list."""
    if reader.results is not None:
        reader.selection = frozenset(reader.results.page(0, len(reader.results)))
