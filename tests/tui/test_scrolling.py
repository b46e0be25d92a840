"""How far a paper was read is kept, while the reader runs and from one start to the next."""

import pytest


async def each(reading, *keys: str) -> None:
    """Press keys as a person does, who sees the paper before scrolling it."""
    for key in keys:
        await reading.press(key)


@pytest.mark.parametrize("size", [(120, 14), (60, 14)], ids=["two panes", "one pane"])
async def test_a_paper_is_found_as_far_as_it_was_read(read, library, size) -> None:
    async with read(library, size=size) as reading:
        await each(reading, "enter", "j", "j", "j", "escape", "j", "enter", "j", "escape")
        assert reading.list.cursor == 1
        await each(reading, "k", "enter")
        assert (reading.list.cursor, reading.detail.scroll_y) == (0, 3)
        await each(reading, "escape", "j", "enter")
        assert reading.detail.scroll_y == 1
        await each(reading, "escape", "j", "enter")
        assert reading.detail.scroll_y == 0


async def test_also_where_the_list_was_another_one_meanwhile(read, library) -> None:
    async with read(library, size=(120, 14)) as reading:
        await reading.press("J")
        assert (here := reading.detail.scroll_y) > 0
        await each(reading, "slash", *"pruning", "enter", "j", "escape", "g")
        assert reading.list.cursor == 0
        assert reading.detail.scroll_y == here


async def test_a_mark_does_not_move_the_paper(read, library) -> None:
    async with read(library, size=(120, 14)) as reading:
        await each(reading, "enter", "j", "j", "b", "m")
        assert reading.detail.scroll_y == 2


@pytest.mark.parametrize("size", [(120, 14), (60, 14)], ids=["two panes", "one pane"])
async def test_the_next_start_goes_on_from_there(read, folder, open_library, size) -> None:
    library = open_library(folder)
    async with read(library, size=size) as reading:
        await each(reading, "j", "enter", "j", "j")
        await reading.pilot.press("q")
    library.close()
    async with read(open_library(folder), size=size) as reading:
        await reading.press("enter")
        assert (reading.list.cursor, reading.detail.scroll_y) == (1, 2)


async def test_no_key_is_needed_to_keep_it(read, library) -> None:
    async with read(library, size=(120, 14)) as reading:
        await each(reading, "enter", "j", "j")
        await reading.until(lambda: library.recall("place")["scrolled"] == 2, "the place")


async def test_ctrl_q_keeps_the_place_too_even_from_a_menu(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library, size=(120, 14)) as reading:
        await each(reading, "enter", "j", "j", "j", "y")
        await reading.pilot.press("ctrl+q")
        await reading.until(lambda: reading.app._exit)
    library.close()
    async with read(open_library(folder), size=(120, 14)) as reading:
        assert reading.detail.scroll_y == 3
