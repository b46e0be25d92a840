"""The looks that the config asks for: one line a row, the paper below the list, ISO days."""

from datetime import date

import pytest

from search import Config, Marking


def compact(**others: object) -> Config:
    return Config(density="compact", read_after=None, **others)


async def test_a_compact_list_has_a_paper_on_each_line(read, library) -> None:
    async with read(library, compact()) as reading:
        await reading.press("m", "b")
        lines = reading.shown("#list").splitlines()
        assert lines[0].startswith(" ○   ⌥ Curriculum for Small La")
        assert lines[1].startswith("▌● ★   Distillation for Small ")
        assert len(lines) >= 30
        assert all(title[:20] in line for title, line in zip(reading.titles, lines, strict=False))


async def test_its_facts_stand_in_columns(read, library) -> None:
    async with read(library, compact(layout="stacked")) as reading:
        lines = reading.shown("#list").splitlines()[:12]
        month = "Jun 2024" if date.today().year != 2024 else "Jun"
        assert {line.index(month) + len(month) for line in lines} == {lines[0].rindex("4") + 1}
        assert {line.index("▲") for line in lines[:10]} == {lines[0].index("▲")}
        assert "Writer0 +3" in lines[3]


@pytest.mark.parametrize(("plain", "note"), [(False, "✎"), (True, "=")])
async def test_a_note_and_tags_have_a_sign(read, library, plain, note) -> None:
    rows = library.search("").page(0, 3)
    library.mark(rows[:2], Marking(tag=("late",)))
    library.mark(rows[1:3], Marking(note="read again"))
    async with read(library, compact(ascii=plain)) as reading:
        lines = [line[7:] for line in reading.shown("#list").splitlines()[:4]]  # without states
        assert [("#" in line, note in line) for line in lines] == [
            (True, False), (True, True), (False, True), (False, False),
        ]  # fmt: skip


async def test_where_there_are_no_facts_the_title_has_their_room(read, library_of) -> None:
    title = "A title as long as a line of the list at this width has room for"
    async with read(library_of({"title": title}), compact(), size=(76, 20)) as reading:
        assert title in reading.shown("#list")


async def test_the_cursor_the_wheel_and_clicks_go_by_lines(read, library) -> None:
    async with read(library, compact(), size=(120, 16)) as reading:
        await reading.press("G")
        assert reading.list.cursor == 29
        assert reading.top == 30 - reading.list.size.height
        await reading.press("g")
        await reading.click("#list", (12, 4))
        assert reading.list.cursor == 4


async def test_matches_are_marked_in_a_compact_list_too(read, library) -> None:
    async with read(library, compact()) as reading:
        await reading.press("slash", *"pruning", "enter")
        assert "Pruning for Small" in reading.shown("#list").splitlines()[0]
        assert "from the side of cost" not in reading.shown("#list"), "no passage: there is no room"


@pytest.mark.parametrize("density", ["normal", "compact"])
async def test_days_are_written_as_the_user_wants(read, library, density) -> None:
    config = Config(dates="iso", density=density, layout="stacked", read_after=None)
    async with read(library, config) as reading:
        assert "2024-06-30" in reading.shown("#list")
        assert "listed 2024-06-30" in reading.paper_text
        assert "30 Jun" not in reading.text


async def test_stacked_the_paper_is_below_the_list(read, library) -> None:
    async with read(library, Config(layout="stacked", read_after=None)) as reading:
        assert reading.list.region.bottom <= reading.detail.region.y
        assert reading.list.region.width == reading.detail.region.width == 120
        await reading.press("enter")
        assert reading.detail.has_focus
        await reading.press("z")
        assert not reading.list.display
        await reading.press("escape")
        assert reading.list.display
        assert reading.list.has_focus


async def test_on_a_narrow_screen_there_is_one_pane_all_the_same(read, library) -> None:
    config = Config(layout="stacked", read_after=None)
    async with read(library, config, size=(60, 20)) as reading:
        assert not reading.detail.display
        await reading.press("enter")
        assert (reading.list.display, reading.detail.display) == (False, True)


async def test_a_compact_ascii_list_is_ascii(read, library) -> None:
    async with read(library, compact(ascii=True), size=(60, 20)) as reading:
        assert all(char.isascii() for char in reading.text)
