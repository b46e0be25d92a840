"""When a paper counts as read: open for a moment, while somebody is there, and never in between."""

import asyncio

from search import Config

SOON = Config(read_after=0.02)


async def a_while() -> None:
    """Ten times as long as SOON, for what must not happen: there is no condition to wait for."""
    await asyncio.sleep(0.2)


async def test_an_open_paper_is_read_after_a_moment(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.press("j")
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        await ui.settle()
        assert library.status().unread == 29
        assert "29 unread" in ui.shown("#status")
        assert ui.list.cursor == 1
        await ui.pilot.press("u")
        assert not ui.entry.read


async def test_nothing_is_read_before_the_first_key(run_reader, library) -> None:
    async with run_reader(library, SOON):
        await a_while()
        assert library.status().unread == 30


async def test_a_click_is_as_good_as_a_key(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.click("#list", (10, 4))
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        assert ui.list.cursor == 1


async def test_with_never_a_paper_is_read_by_m_alone(run_reader, library) -> None:
    async with run_reader(library, Config(read_after=None)) as ui:
        await ui.press("j", "enter")
        await a_while()
        assert library.status().unread == 30
        await ui.press("m")
        assert library.status().unread == 29
        await ui.press("u")
        assert library.status().unread == 30


async def test_nothing_is_read_while_a_query_is_typed(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.pilot.press("slash")
        unread = library.status().unread
        await ui.press(*"vision")
        await a_while()
        assert library.status().unread >= unread - 1  # the one open before, at most
        before = library.status().unread
        await ui.press("enter")
        await ui.until(lambda: library.status().unread == before - 1, "it to be read now")


async def test_on_a_narrow_screen_only_the_open_paper_is_read(run_reader, library) -> None:
    async with run_reader(library, SOON, size=(60, 20)) as ui:
        await ui.press("j")
        await a_while()
        assert library.status().unread == 30
        await ui.press("enter")
        await ui.until(lambda: ui.entry.read, "the paper to count as read")


async def test_the_mouse_selects_text_of_a_paper_without_the_ends_of_its_lines(
    run_reader, library
) -> None:
    async with run_reader(library) as ui:
        lines = ui.shown("#detail").splitlines()
        top = next(number for number, line in enumerate(lines) if "Abstract" in line) + 1
        first, second = (lines[top + more].lstrip("│ ") for more in (0, 1))
        left = lines[top].index(first)
        await ui.pilot.mouse_down("#detail", offset=(left, top))
        await ui.pilot.hover("#detail", offset=(left + 10, top + 1))
        await ui.pilot.mouse_up("#detail", offset=(left + 10, top + 1))
        selected = ui.app.screen.get_selected_text()
        assert selected.startswith(f"{first} {second[:9]}")
        assert "\n" not in selected
