"""The looks that the config asks for: one line a row, the paper below the list, ISO days."""

from datetime import date

import pytest

from search import Config, Marking


def compact(**others: object) -> Config:
    return Config(density="compact", read_after=None, **others)


async def test_a_compact_list_has_a_paper_on_each_line(run_reader, library) -> None:
    async with run_reader(library, compact()) as ui:
        await ui.press("m", "b")
        lines = ui.shown("#list").splitlines()
        assert lines[0].startswith(" ○ ⌥ Curriculum for Small La")
        assert lines[1].startswith("▌●★  Distillation for Small ")
        assert len(lines) >= 30
        assert all(title[:20] in line for title, line in zip(ui.titles, lines, strict=False))


async def test_its_facts_stand_in_columns(run_reader, library) -> None:
    async with run_reader(library, compact(layout="stacked")) as ui:
        lines = ui.shown("#list").splitlines()[:12]
        month = "Jun 2024" if date.today().year != 2024 else "Jun"
        assert {line.index(month) + len(month) for line in lines} == {lines[0].rindex("4") + 1}
        assert {line.index("▲") for line in lines[:10]} == {lines[0].index("▲")}
        assert "Writer0 +3" in lines[3]


@pytest.mark.parametrize(("plain", "note"), [(False, "✎"), (True, "=")])
async def test_a_note_and_tags_have_a_sign(run_reader, library, plain, note) -> None:
    rows = library.search("").page(0, 3)
    library.mark(rows[:2], Marking(tag=("late",)))
    library.mark(rows[1:3], Marking(note="read again"))
    async with run_reader(library, compact(ascii=plain)) as ui:
        lines = [line[7:] for line in ui.shown("#list").splitlines()[:4]]  # without states
        assert [("#" in line, note in line) for line in lines] == [
            (True, False), (True, True), (False, True), (False, False),
        ]  # fmt: skip


async def test_where_there_are_no_facts_the_title_has_their_room(run_reader, library_of) -> None:
    title = "A title as long as a line of the list at this width has room for"
    async with run_reader(library_of({"title": title}), compact(), size=(76, 20)) as ui:
        assert title in ui.shown("#list")


async def test_the_cursor_the_wheel_and_clicks_go_by_lines(run_reader, library) -> None:
    async with run_reader(library, compact(), size=(120, 16)) as ui:
        await ui.press("G")
        assert ui.list.cursor == 29
        assert ui.top == 30 - ui.list.size.height
        await ui.press("g")
        await ui.click("#list", (12, 4))
        assert ui.list.cursor == 4


async def test_matches_are_marked_in_a_compact_list_too(run_reader, library) -> None:
    async with run_reader(library, compact()) as ui:
        await ui.press("slash", *"pruning", "enter")
        assert "Pruning" in ui.shown("#list").splitlines()[0]
        assert "from the side of cost" not in ui.shown("#list"), "no passage: there is no room"


@pytest.mark.parametrize("density", ["normal", "compact"])
async def test_days_are_written_as_the_user_wants(run_reader, library, density) -> None:
    config = Config(dates="iso", density=density, layout="stacked", read_after=None)
    async with run_reader(library, config) as ui:
        assert "2024-06-30" in ui.shown("#list")
        assert "listed 2024-06-30" in ui.paper_text
        assert "30 Jun" not in ui.text


async def test_stacked_the_paper_is_below_the_list(run_reader, library) -> None:
    async with run_reader(library, Config(layout="stacked", read_after=None)) as ui:
        assert ui.list.region.bottom <= ui.detail.region.y
        assert ui.list.region.width == ui.detail.region.width == 120
        await ui.press("enter")
        assert ui.detail.has_focus
        await ui.press("z")
        assert not ui.list.display
        await ui.press("escape")
        assert ui.list.display
        assert ui.list.has_focus


async def test_where_both_have_no_room_there_is_one_pane_all_the_same(run_reader, library) -> None:
    config = Config(layout="stacked", read_after=None)
    async with run_reader(library, config, size=(60, 14)) as ui:
        assert not ui.detail.display
        await ui.press("enter")
        assert (ui.list.display, ui.detail.display) == (False, True)


async def test_a_compact_ascii_list_is_ascii(run_reader, library) -> None:
    async with run_reader(library, compact(ascii=True), size=(60, 20)) as ui:
        assert all(char.isascii() for char in ui.text)
