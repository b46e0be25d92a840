"""Marking papers, and taking it back."""

from typing import TYPE_CHECKING

from search import Marking

if TYPE_CHECKING:
    from tui.screens.reader import Reader


async def toggle_read(reader: "Reader") -> None:
    """Read or unread, and on to the next."""
    entry = reader.current()
    if entry:
        await _mark(reader, [entry.row], Marking(read=not entry.read), told=False)
        if reader.papers.has_focus:
            reader.papers.move("down")


async def toggle_bookmark(reader: "Reader") -> None:
    """Bookmark, or no longer."""
    entry = reader.current()
    if entry:
        await _mark(reader, [entry.row], Marking(bookmarked=not entry.bookmarked))


async def mark_all_read(reader: "Reader") -> None:
    """Every paper of the list is read."""
    if reader.results is not None:
        await _mark(reader, reader.results.page(0, len(reader.results)), Marking(read=True))


async def has_been_read(reader: "Reader", row: int) -> None:
    """The paper in `row` was open for a while."""
    await _mark(reader, [row], Marking(read=True), told=False)


async def undo(reader: "Reader") -> None:
    """Take the last change back."""
    step = await reader.change(reader.library.undo)
    reader.tell(f"Undone: {step.what}" if step else "Nothing to undo")


async def redo(reader: "Reader") -> None:
    """Make the undone change again."""
    step = await reader.change(reader.library.redo)
    reader.tell(f"Redone: {step.what}" if step else "Nothing to redo")


async def _mark(reader: "Reader", rows: list[int], marking: Marking, *, told: bool = True) -> None:
    step = await reader.change(lambda: reader.library.mark(rows, marking))
    if told:
        reader.tell(f"{step.what} · u undoes" if step else "Nothing to change")
