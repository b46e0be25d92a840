"""What lies over the reader answers once, also where the keys come faster than it can leave."""

import pytest
from textual import events

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
        await reading.press("colon", *"newer day")
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
