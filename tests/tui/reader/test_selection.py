"""A selection is for one command: it is spent by it, and comes back where that is undone."""

import pytest


@pytest.mark.parametrize("command", ["m", "b"])
async def test_a_command_takes_what_is_shown_selected_and_no_more(
    run_reader, library, command
) -> None:
    async with run_reader(library) as ui:
        await ui.press("space", "space", command)
        assert "2 papers: " in ui.toasts
        assert ui.session.selection == frozenset()
        assert "selected" not in ui.shown("#status")
        await ui.press("j", "j", "m")
        assert library.counts().unread == (27 if command == "m" else 29), "the one under the cursor"


async def test_a_range_says_where_it_begins_and_how_many_there_are(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("v")
        assert "The range begins here; press v again where it ends" in ui.toasts
        await ui.press("j", "j", "v")
        assert ui.toasts == "3 papers selected"


async def test_undo_gives_the_selection_back_and_redo_spends_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("space", "j", "space", "b")
        assert library.counts().bookmarked == 2
        await ui.press("u")
        assert "2 selected" in ui.shown("#status")
        assert library.counts().bookmarked == 0
        await ui.press("ctrl+r")
        assert "selected" not in ui.shown("#status")
        await ui.press("u", "m")
        assert library.counts().unread == 28


async def test_tags_and_copies_spend_it_too(run_reader, library, outside) -> None:
    async with run_reader(library) as ui:
        await ui.press("space", "space", "t", *"later", "enter")
        assert library.tags() == {"later": 2}
        assert ui.session.selection == frozenset()
        await ui.press("g", "space", "space", "space", "y", "i")
        await ui.until(lambda: outside.copied, "the ids")
        assert outside.copied[0].splitlines() == ["2406.10999", "2406.10998", "2406.10997"]
        assert ui.session.selection == frozenset()


async def test_a_dialog_that_is_left_keeps_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("space", "space", "y", "escape", "t", "escape", "E", "escape")
        assert "2 selected" in ui.shown("#status")


async def test_an_export_writes_the_list_as_it_is_and_counts_it(
    run_reader, library, tmp_path
) -> None:
    target = tmp_path / "list.csv"
    async with run_reader(library) as ui:
        await ui.press("2", *["m"] * 8, "E")
        await ui.press(*str(target), "enter")
        await ui.until(lambda: "Wrote 30 papers" in ui.toasts, "the count")
        assert len(target.read_text("utf-8").splitlines()) == 31
        target.write_text("my own")
        await ui.press("E", "enter")  # the same file again
        await ui.until(lambda: "list.csv exists" in ui.text, "the question")
        await ui.press("escape")
        assert target.read_text() == "my own"
        await ui.press("E", "enter", "r")
        await ui.until(lambda: len(target.read_text("utf-8").splitlines()) == 31, "a new file")
        await ui.press("space", "space", "E", *str(tmp_path / "two.csv"), "enter")
        await ui.until(lambda: "Wrote 2 papers" in ui.toasts, "the count")
        assert ui.session.selection == frozenset()
