"""Notices come and go all day."""

import gc

from textual.widgets._toast import Toast


def drawn() -> int:
    """How many widgets have lines that they drew, as Textual keeps them."""
    gc.collect()
    return sum(type(each).__name__ == "StylesCache" for each in gc.get_objects())


async def test_notices_that_are_gone_leave_the_memory(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("b", "u")
        before = drawn()
        for number in range(10):
            await ui.press("b" if number % 2 else "m", "u")
            await ui.until(lambda: ui.app.screen.query(Toast), "a notice")
        await ui.until(lambda: drawn() < before + 5, "the notices to leave")
