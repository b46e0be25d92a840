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
async def test_leaving_twice_at_once_leaves_once(run_reader, library, key) -> None:
    async with run_reader(library) as ui:
        await ui.press(key)
        assert ui.app.screen is not ui.reader
        for _ in range(3):
            ui.app.post_message(events.Key("escape", None))
        await ui.settle()
        assert ui.app.screen is ui.reader


async def test_a_command_of_the_palette_pressed_twice_at_once_is_run_once(
    run_reader, library
) -> None:
    async with run_reader(library) as ui:
        await ui.press("colon", *"next day")
        for _ in range(2):
            ui.app.post_message(events.Key("enter", None))
        await ui.settle()
        assert ui.app.screen is ui.reader


async def test_a_theme_pressed_twice_at_once_is_taken_once(run_reader, library) -> None:
    async with run_reader(library) as ui:
        ui.app.search_themes()
        await ui.press(*"newsp")
        for _ in range(2):
            ui.app.post_message(events.Key("enter", None))
        await ui.settle()
        assert ui.app.screen is ui.reader
        assert ui.app.theme == "newsprint"


async def test_a_choice_pressed_twice_at_once_is_made_once(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("f")
        for _ in range(2):
            ui.app.post_message(events.Key("u", "u"))
        await ui.settle()
        assert ui.session.query == "is:unread"
        assert ui.app.screen is ui.reader


async def test_a_choice_is_made_by_the_mouse(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("f")
        lines = ui.shown("#choices").splitlines()
        line = next(number for number, text in enumerate(lines) if "is:bookmarked" in text)
        await ui.click("#choices", (lines[line].index("bookmarked"), line))
        assert ui.session.query == "is:bookmarked"
        assert ui.app.screen is ui.reader


async def test_a_click_beside_a_menu_cancels_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("f")
        await ui.pilot.click(offset=(2, 2))
        await ui.settle()
        assert ui.app.screen is ui.reader
        assert ui.session.query == ""


async def test_tab_completes_the_first_tag_that_fits(run_reader, library) -> None:
    library.mark(library.search("").page(5, 1), Marking(tag=("small models", "survey")))
    async with run_reader(library) as ui:
        await ui.press("t", *"new, s")
        assert "small models survey" in ui.shown("#tags-known")
        await ui.press("tab")
        assert ui.app.focused.value == "new, small models, "
        await ui.press(*"x", "tab")
        assert ui.app.focused.value == "new, small models, x", "no tag begins so"
        await ui.press("backspace", "enter")
        assert ui.entry.tags == ("new", "small models")


async def test_tab_completes_a_tag_to_remove(run_reader, library) -> None:
    library.mark(library.search("").page(0, 1), Marking(tag=("survey",)))
    async with run_reader(library) as ui:
        await ui.press("space", "j", "space", "t", *"-su", "tab")
        assert ui.app.focused.value == "-survey, "
        await ui.press("enter")
        assert library.tags() == {}
