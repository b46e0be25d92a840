"""When a paper counts as read: open for a moment, while somebody is there, and never in between."""

import pytest

from search import Config

SOON = Config(read_after=0.02)


async def test_an_open_paper_is_read_after_a_moment(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.press("j")
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        await ui.settle()
        unread = library.status().unread  # on a busy machine the first paper is read, too
        assert f"{unread} unread" in ui.shown("#status")
        assert ui.list.cursor == 1
        await ui.press("u")
        assert ui.entry.read
        assert "Nothing to undo" in ui.toasts


async def test_undo_and_redo_walk_what_the_person_did_whatever_the_timer_did_between(
    run_reader, library
) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.press("j", "b")
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        await ui.press("u")
        assert (ui.entry.bookmarked, ui.entry.read) == (False, True)
        await ui.press("j")
        await ui.until(lambda: ui.entry.read, "the next one to count as read")
        await ui.press("ctrl+r")
        assert library.counts().bookmarked == 1
        await ui.press("u", "u")
        assert "Nothing to undo" in ui.toasts
        assert library.counts().bookmarked == 0
        assert library.counts().unread <= 28, "the timer's marks stay"


async def test_m_keeps_read_what_only_the_timer_has_marked_and_goes_on(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.press("j")
        first = ui.entry.row
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        await ui.press("m")
        assert ui.list.cursor == 2
        assert library.entry(first).read
        await ui.press("k", "m")
        assert not library.entry(first).read, "the timer marked it before the cursor came again"
        assert ": unread · u undoes" in ui.toasts


async def test_m_goes_on_in_the_paper_too_and_says_that_the_last_one_stays_read(
    run_reader, library
) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.press("end", "k", "enter", "m")
        assert ui.list.cursor == 29
        assert not ui.list.has_focus
        await ui.until(lambda: ui.entry.read, "the last paper to count as read")
        await ui.press("m")
        assert ui.entry.read
        assert "Stays read · m again marks it unread" in ui.toasts
        await ui.reader.control.do("mark.read")
        assert not ui.entry.read


async def test_nothing_is_read_before_the_first_key(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        assert not ui.reader.attention.waiting
        assert library.status().unread == 30


async def test_a_click_is_as_good_as_a_key(run_reader, library) -> None:
    async with run_reader(library, SOON) as ui:
        await ui.click("#list", (10, ui.list.row_height + 1))
        await ui.until(lambda: ui.entry.read, "the paper to count as read")
        assert ui.list.cursor == 1


async def test_with_never_a_paper_is_read_by_m_alone(run_reader, library) -> None:
    async with run_reader(library, Config(read_after=None)) as ui:
        await ui.press("j", "enter")
        assert not ui.reader.attention.waiting
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
        assert not ui.reader.attention.waiting
        assert library.status().unread >= unread - 1  # the one open before, at most
        before = library.status().unread
        await ui.press("enter")
        await ui.until(lambda: library.status().unread == before - 1, "it to be read now")


async def test_on_a_narrow_screen_only_the_open_paper_is_read(run_reader, library) -> None:
    async with run_reader(library, SOON, size=(60, 20)) as ui:
        await ui.press("j")
        assert not ui.reader.attention.waiting
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


@pytest.mark.parametrize("key", ["question_mark", "colon", "t", "w", "number_sign"])
async def test_what_lies_over_the_paper_stops_the_clock(run_reader, library, key) -> None:
    async with run_reader(library, Config(read_after=60)) as ui:
        await ui.press("j")
        assert ui.reader.attention.waiting
        await ui.press(key)
        assert not ui.reader.attention.waiting
        await ui.press("escape")
        assert ui.app.screen is ui.reader
        assert ui.reader.attention.waiting


async def test_a_reader_that_is_left_alone_reads_nothing(
    run_reader, library, folder, open_library
) -> None:
    other = open_library(folder)
    async with run_reader(library, Config(read_after=60), view="unread") as ui:
        await ui.press("j")
        gone = ui.session.row
        other._store.papers.remove([gone])
        ui.session.upkeep.look_outside()
        await ui.until(lambda: ui.session.row != gone, "the neighbour")
        await ui.settle()
        assert not ui.reader.attention.waiting, "nobody has touched a key since"
        await ui.press("enter")
        assert ui.reader.attention.waiting


async def test_a_link_that_is_written_twice_is_shown_once(run_reader, library_of) -> None:
    links = ["https://a.github.io/Flock", "https://a.github.io/flock/", "http://www.b.org/"]
    github = "https://github.com/Lab/Flock"
    paper = {"title": "Sheep", "github": github, "links": [github.lower(), *links]}
    async with run_reader(library_of(paper)) as ui:
        text = ui.paper_text.casefold()
        assert (text.count("a.github.io"), text.count("github.com/lab"), text.count("b.org")) == (
            1, 1, 1,
        )  # fmt: skip
