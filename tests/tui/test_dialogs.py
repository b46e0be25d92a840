"""What lies over the reader answers once, also where the keys come faster than it can leave."""

import pytest
from textual import events

from search import Marking

OPENED_BY = {
    "menu of filters": "f",
    "menu of orders": "s",
    "copy menu": "y",
    "tags": "t",
    "note": "e",
    "views": "w",
    "file": "E",
    "help": "question_mark",
    "statistics": "number_sign",
    "palette": "colon",
}


@pytest.mark.parametrize("key", OPENED_BY.values(), ids=OPENED_BY)
async def test_leaving_twice_at_once_leaves_once(read, library, key) -> None:
    async with read(library) as reading:
        await reading.press(key)
        assert reading.app.screen is not reading.reader
        for _ in range(3):
            reading.app.post_message(events.Key("escape", None))
        await reading.settle()
        assert reading.app.screen is reading.reader


async def test_a_command_of_the_palette_pressed_twice_at_once_is_run_once(read, library) -> None:
    async with read(library) as reading:
        await reading.press("colon", *"next day")
        for _ in range(3):
            reading.app.post_message(events.Key("enter", None))
        await reading.settle()
        assert reading.app.screen is reading.reader


async def test_a_theme_pressed_twice_at_once_is_taken_once(read, library) -> None:
    async with read(library) as reading:
        reading.app.search_themes()
        await reading.press(*"newsp")
        for _ in range(3):
            reading.app.post_message(events.Key("enter", None))
        await reading.settle()
        assert reading.app.screen is reading.reader
        assert reading.app.theme == "newsprint"


async def test_a_choice_pressed_twice_at_once_is_made_once(read, library) -> None:
    async with read(library) as reading:
        await reading.press("f")
        for _ in range(2):
            reading.app.post_message(events.Key("u", "u"))
        await reading.settle()
        assert reading.session.query == "is:unread"
        assert reading.app.screen is reading.reader


async def test_a_choice_is_made_by_the_mouse(read, library) -> None:
    async with read(library) as reading:
        await reading.press("f")
        lines = reading.shown("#choices").splitlines()
        line = next(number for number, text in enumerate(lines) if "is:bookmarked" in text)
        await reading.click("#choices", (lines[line].index("bookmarked"), line))
        assert reading.session.query == "is:bookmarked"
        assert reading.app.screen is reading.reader


async def test_a_click_beside_a_menu_cancels_it(read, library) -> None:
    async with read(library) as reading:
        await reading.press("f")
        await reading.pilot.click(offset=(2, 2))
        await reading.settle()
        assert reading.app.screen is reading.reader
        assert reading.session.query == ""


async def test_tab_completes_the_first_tag_that_fits(read, library) -> None:
    library.mark(library.search("").page(5, 1), Marking(tag=("small models", "survey")))
    async with read(library) as reading:
        await reading.press("t", *"new, s")
        assert "small models survey" in reading.shown("#tags-known")
        await reading.press("tab")
        assert reading.app.focused.value == "new, small models, "
        await reading.press(*"x", "tab")
        assert reading.app.focused.value == "new, small models, x", "no tag begins so"
        await reading.press("backspace", "enter")
        assert reading.entry.tags == ("new", "small models")


async def test_tab_completes_a_tag_to_remove(read, library) -> None:
    library.mark(library.search("").page(0, 1), Marking(tag=("survey",)))
    async with read(library) as reading:
        await reading.press("space", "j", "space", "t", *"-su", "tab")
        assert reading.app.focused.value == "-survey, "
        await reading.press("enter")
        assert library.tags() == {}
