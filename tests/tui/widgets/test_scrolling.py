"""How far a paper was read is kept, while the reader runs and from one start to the next."""

import pytest


async def each(ui, *keys: str) -> None:
    """Press keys as a person does, who sees the paper before scrolling it."""
    for key in keys:
        await ui.press(key)


@pytest.mark.parametrize("size", [(120, 14), (60, 14)], ids=["two panes", "one pane"])
async def test_a_paper_is_found_as_far_as_it_was_read(run_reader, library, size) -> None:
    async with run_reader(library, size=size) as ui:
        await each(ui, "enter", "j", "j", "j", "escape", "j", "enter", "j", "escape")
        assert ui.list.cursor == 1
        await each(ui, "k", "enter")
        assert (ui.list.cursor, ui.detail.scroll_y) == (0, 3)
        await each(ui, "escape", "j", "enter")
        assert ui.detail.scroll_y == 1
        await each(ui, "escape", "j", "enter")
        assert ui.detail.scroll_y == 0


async def test_also_where_the_list_was_another_one_meanwhile(run_reader, library) -> None:
    async with run_reader(library, size=(120, 14)) as ui:
        await ui.press("J")
        assert (here := ui.detail.scroll_y) > 0
        await each(ui, "slash", *"pruning", "enter", "j", "escape", "g")
        assert ui.list.cursor == 0
        assert ui.detail.scroll_y == here


async def test_a_mark_does_not_move_the_paper(run_reader, library) -> None:
    async with run_reader(library, size=(120, 14)) as ui:
        await each(ui, "enter", "j", "j", "B", "u")
        assert ui.detail.scroll_y == 2


@pytest.mark.parametrize("size", [(120, 14), (60, 14)], ids=["two panes", "one pane"])
async def test_the_next_start_goes_on_from_there(run_reader, folder, open_library, size) -> None:
    library = open_library(folder)
    async with run_reader(library, size=size) as ui:
        await each(ui, "j", "enter", "j", "j", "q")
        await ui.pilot.press("q")
    library.close()
    async with run_reader(open_library(folder), size=size) as ui:
        await ui.press("enter")
        assert (ui.list.cursor, ui.detail.scroll_y) == (1, 2)


async def test_no_key_is_needed_to_keep_it(run_reader, library) -> None:
    async with run_reader(library, size=(120, 14)) as ui:
        await each(ui, "enter", "j", "j")
        await ui.until(lambda: library.recall("place")["scrolled"] == 2, "the place")


async def test_ctrl_q_keeps_the_place_too_even_from_a_menu(
    run_reader, folder, open_library
) -> None:
    library = open_library(folder)
    async with run_reader(library, size=(120, 14)) as ui:
        await each(ui, "enter", "j", "j", "j", "y")
        await ui.pilot.press("ctrl+q")
        await ui.until(lambda: ui.app._exit)
    library.close()
    async with run_reader(open_library(folder), size=(120, 14)) as ui:
        assert ui.detail.scroll_y == 3
