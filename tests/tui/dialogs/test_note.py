"""A note is saved by its key, by the editor, and by whatever ends the reader."""

from contextlib import nullcontext
from pathlib import Path

from tui.app import Broadsheet
from tui.dialogs import note_editor


async def test_what_was_saved_in_the_editor_needs_no_other_key(
    run_reader, library, monkeypatch
) -> None:
    def edit(command: list[str], **_: object) -> None:
        assert command[0] == "vi"
        Path(command[1]).write_text(Path(command[1]).read_text() + " and more\n")

    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setattr(Broadsheet, "suspend", lambda _: nullcontext())
    monkeypatch.setattr(note_editor.subprocess, "run", edit)
    async with run_reader(library) as ui:
        await ui.press("e", *"mine", "ctrl+e")
        assert ui.app.screen is ui.reader
        assert ui.entry.note == "mine and more"
        monkeypatch.setattr(note_editor.subprocess, "run", lambda *_, **__: None)
        await ui.press("e", "ctrl+e")
        assert ui.app.screen is not ui.reader, "nothing was changed there"
        await ui.press("escape")
        assert ui.entry.note == "mine and more"


async def test_esc_asks_anew_before_what_is_written_after_the_question_is_lost(
    run_reader, library
) -> None:
    async with run_reader(library) as ui:
        await ui.press("e", *"mine", "escape")
        assert "Esc again discards" in ui.shown("#note-keys")
        await ui.press("!", "escape")
        assert "Esc again discards" in ui.shown("#note-keys")
        await ui.press("escape")
        assert ui.app.screen is ui.reader
        assert ui.entry.note is None


async def test_a_note_that_is_being_written_outlives_the_reader(run_reader, library) -> None:
    async with run_reader(library) as ui:
        row = ui.session.row
        await ui.press("e", *"mine")
        await ui.app.action_quit()  # as a signal does
        await ui.until(lambda: ui.app._exit, "the end")
    assert library.entry(row).note == "mine"
    library.undo()
    assert library.entry(row).note is None


async def test_ctrl_c_says_in_our_words_which_key_quits(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("ctrl+c")
        assert "q quits, Esc goes back a step" in ui.toasts
