"""Marking papers, those selected or the one under the cursor, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from search import Entry, Marking, readable
from tui.appearance import wording

if TYPE_CHECKING:
    from search import Step
    from tui.reader.state.session import Session
    from tui.reader.ui import Ui


async def toggle_read(session: Session, ui: Ui) -> None:
    """Mark read or unread, and go to the next; a selection becomes read unless all of it was."""
    selected = bool(session.selection)
    entries = await session.targets()
    if not entries:
        return
    if selected:
        await mark_targets(session, ui, entries, Marking(read=not all(e.read for e in entries)))
        return
    entry, position = entries[0], session.position
    stays_read = session.changes.counted == entry.row
    if stays_read:
        session.changes.counted = None  # only the timer has marked it, and the person agrees
    elif entry.read:  # seldom wanted, and soon out of sight: it is said
        await mark(session, ui, [entry.row], Marking(read=False))
    else:
        await session.changes.mark([entry.row], Marking(read=True))
    session.list.move("down")
    if stays_read and session.position == position:
        ui.say(ui.keymap.say("Stays read · {mark.read} again marks it unread"))


async def toggle_bookmark(session: Session, ui: Ui) -> None:
    """Bookmark, or no longer; a selection is bookmarked unless all of it was."""
    entries = await session.targets()
    if entries:
        marking = Marking(bookmarked=not all(entry.bookmarked for entry in entries))
        await mark_targets(session, ui, entries, marking)


async def mark_all_read(session: Session, ui: Ui) -> None:
    """Mark every paper of the list with all words of the search as read."""
    listed = session.list.listed
    if listed is None:
        return
    rows = listed.results.page(0, len(listed.results))
    if listed.partly and not rows:
        ui.say(ui.keymap.say("No paper has all words; {select.toggle} selects single ones"))
    else:
        only = " · those with all words" if listed.partly else ""
        await mark(session, ui, rows, Marking(read=True), only)


async def tags(session: Session, ui: Ui) -> None:
    """Ask for tags: of one paper all of them, for a selection those to add and to remove."""
    from tui.dialogs.tag_editor import TagEditor

    entries = await session.targets()
    if not entries:
        return
    before = entries[0].tags if len(entries) == 1 else ()

    async def typed(tags: tuple[str, ...] | None) -> None:
        if tags is None:
            return
        added = tuple(tag for tag in tags if not tag.startswith("-"))
        removed = [tag.removeprefix("-") for tag in tags if tag.startswith("-")]
        removed += [tag for tag in before if tag not in added]
        await mark_targets(session, ui, entries, Marking(tag=added, untag=tuple(removed)))

    known = await session.tags()
    ui.open_dialog(TagEditor(f"Tags of {named(entries)}", before, known), typed)


async def note(session: Session, ui: Ui) -> None:
    """Write the paper's note."""
    from tui.dialogs.note_editor import NoteEditor

    entry = await session.paper.now()
    if not entry:
        return

    async def written(text: str | None) -> None:
        session.unsaved = None
        if text is not None:
            await mark(session, ui, [entry.row], Marking(note=text))

    async def keep() -> None:
        await session.changes.mark([entry.row], Marking(note=editor.text))

    editor = NoteEditor(f"Note on {named([entry])}", entry.note or "")
    session.unsaved = keep
    ui.open_dialog(editor, written)


async def undo(session: Session, ui: Ui) -> None:
    """Undo the last change."""
    step = await session.changes.undo()
    if step:
        _update_list(session, step, hides=step.arguments.get("hidden") is False)
    ui.say(f"Undone: {step.what}" if step else "Nothing to undo")


async def redo(session: Session, ui: Ui) -> None:
    """Redo the change that was undone last."""
    step = await session.changes.redo()
    if step:
        _update_list(session, step, hides=step.arguments.get("hidden") is True)
    ui.say(f"Redone: {step.what}" if step else "Nothing to redo")


def _update_list(session: Session, step: Step, *, hides: bool) -> None:
    """Update the list after a step was undone or redone, which thereby `hides` papers or not."""
    if step.rearranges:
        session.refresh()
    elif step.reorders:
        session.reorder()
    elif hides:
        session.drop(step.rows)


async def mark(
    session: Session, ui: Ui, rows: Sequence[int], marking: Marking, remark: str = ""
) -> None:
    """Mark the papers in `rows`, as one step, and say what was done, with a `remark`."""
    await _mark(session, ui, rows, marking, selection=False, remark=remark)


async def mark_targets(
    session: Session, ui: Ui, entries: Sequence[Entry], marking: Marking
) -> None:
    """Mark the papers that a command is for; if they were selected, they are no longer."""
    rows = [entry.row for entry in entries]
    spent = bool(session.selection & set(rows))
    await _mark(session, ui, rows, marking, selection=spent)


async def _mark(
    session: Session,
    ui: Ui,
    rows: Sequence[int],
    marking: Marking,
    *,
    selection: bool,
    remark: str = "",
) -> None:
    step = await session.changes.mark(rows, marking, selection=selection)
    undoes = ui.keymap.say("{undo} undoes")
    ui.say(f"{step.what} · {undoes}{remark}" if step else "Nothing to change")
    if marking.hidden is not None:
        session.drop(rows)  # what is hidden leaves the list at once


def named(entries: Sequence[Entry]) -> str:
    """The title of a paper, or how many there are."""
    if len(entries) == 1:
        return readable(entries[0].paper.title)
    return wording.count(len(entries), "selected paper")
