"""Marking papers, those selected or the one under the cursor, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import search
from tui.appearance import wording

if TYPE_CHECKING:
    from tui.reader.screen import Reader


async def toggle_read(reader: Reader) -> None:
    """Read or unread, and on to the next; a selection is read unless all of it was."""
    entries = reader.targets()
    if not entries:
        return
    read = not all(entry.read for entry in entries)
    one = len(entries) == 1
    await mark(reader, [entry.row for entry in entries], search.Marking(read=read), told=not one)
    if one and reader.papers.has_focus:
        reader.papers.move("down")


async def toggle_bookmark(reader: Reader) -> None:
    """Bookmark, or no longer; a selection is bookmarked unless all of it was."""
    entries = reader.targets()
    if entries:
        bookmarked = not all(entry.bookmarked for entry in entries)
        await mark(reader, [entry.row for entry in entries], search.Marking(bookmarked=bookmarked))


async def mark_all_read(reader: Reader) -> None:
    """Every paper of the list is read."""
    if reader.results is not None:
        await mark(reader, reader.results.page(0, len(reader.results)), search.Marking(read=True))


async def has_been_read(reader: Reader, row: int) -> None:
    """The paper in `row` was open for a while."""
    await mark(reader, [row], search.Marking(read=True), told=False)


def tags(reader: Reader) -> None:
    """Ask for tags: of one paper all of them, for a selection those to add and take off."""
    from tui.dialogs.tag_editor import TagEditor

    entries = reader.targets()
    if not entries:
        return
    had = entries[0].tags if len(entries) == 1 else ()

    async def typed(tags: tuple[str, ...] | None) -> None:
        if tags is None:
            return
        on = tuple(tag for tag in tags if not tag.startswith("-"))
        off = tuple(tag.removeprefix("-") for tag in tags if tag.startswith("-"))
        gone = tuple(tag for tag in had if tag not in on)
        rows = [entry.row for entry in entries]
        await mark(reader, rows, search.Marking(tag=on, untag=(*off, *gone)))

    title = f"Tags of {_named(reader, len(entries))}"
    reader.app.push_screen(TagEditor(title, had, list(reader.library.tags())), typed)


def note(reader: Reader) -> None:
    """Write the paper's note."""
    from tui.dialogs.note_editor import NoteEditor

    entry = reader.current()
    if not entry:
        return

    async def written(text: str | None) -> None:
        if text is not None:
            await mark(reader, [entry.row], search.Marking(note=text))

    title = f"Note on {search.readable(entry.paper.title)}"
    reader.app.push_screen(NoteEditor(title, entry.note or ""), written)


async def undo(reader: Reader) -> None:
    """Take the last change back."""
    await reader.change(
        reader.library.undo, lambda step: f"Undone: {step.what}" if step else "Nothing to undo"
    )


async def redo(reader: Reader) -> None:
    """Make the undone change again."""
    await reader.change(
        reader.library.redo, lambda step: f"Redone: {step.what}" if step else "Nothing to redo"
    )


def _named(reader: Reader, count: int) -> str:
    entry = reader.current()
    if count == 1 and entry:
        return search.readable(entry.paper.title)
    return wording.count(count, "selected paper")


async def mark(
    reader: Reader, rows: list[int], marking: search.Marking, *, told: bool = True
) -> None:
    """Mark the papers in `rows`, as one step, and say what was done unless it is not `told`."""

    def said(step: search.Step | None) -> str:
        return (
            f"{step.what} · {reader.keymap.say('{undo} undoes')}" if step else "Nothing to change"
        )

    await reader.change(lambda: reader.library.mark(rows, marking), said if told else None)
