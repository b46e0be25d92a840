"""A reader that is started again is where it was left."""

from search import Config


async def test_view_query_cursor_scrolling_and_theme_are_as_they_were(
    read, folder, open_library
) -> None:
    library = open_library(folder)
    async with read(library, size=(120, 24)) as reading:
        await reading.press("4", "slash", *"cost", "enter", *["j"] * 7, "k", "k")
        reading.app.theme = "newsprint"
        await reading.press("b")
        before = (reading.entry.row, reading.list.cursor, reading.top, reading.titles)
        assert reading.top > 0
        await reading.pilot.press("q")
    library.close()

    async with read(open_library(folder), size=(120, 24)) as reading:
        assert (reading.entry.row, reading.list.cursor, reading.top, reading.titles) == before
        assert (reading.session.view, reading.input.value) == ("code", "cost")
        assert reading.app.theme == "newsprint"
        assert reading.entry.bookmarked
        assert "[4 With code]" in reading.lines[0]


async def test_a_key_just_before_quitting_counts(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library) as reading:
        await reading.press("j")
        await reading.pilot.press("j", "q")
    library.close()
    async with read(open_library(folder)) as reading:
        assert reading.list.cursor == 2


async def test_a_query_typed_just_before_quitting_counts(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library) as reading:
        await reading.press("slash")
        await reading.pilot.press(*"pruning", "enter", "q")
    library.close()
    async with read(open_library(folder)) as reading:
        assert reading.input.value == "pruning"
        assert len(reading.titles) == 5


async def test_a_paper_that_is_gone_leaves_the_first_one(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library) as reading:
        await reading.press("2", "j", "j", "m", "k")
    library.close()
    async with read(open_library(folder)) as reading:
        assert reading.session.view == "unread"
        assert len(reading.titles) == 29
        assert reading.list.cursor in (0, 1, 2)


async def test_view_and_query_of_the_command_line_go_before_the_place(
    read, folder, open_library
) -> None:
    library = open_library(folder)
    async with read(library) as reading:
        await reading.press("4", "G")
    library.close()
    async with read(open_library(folder), view="unread", query="pruning") as reading:
        assert reading.session.view == "unread"
        assert len(reading.titles) == 5
        assert reading.list.cursor == 0


async def test_a_place_that_makes_no_sense_is_the_beginning(read, library) -> None:
    for place in ("nonsense", {"view": "lost", "query": None, "row": "x", "offset": []}, None):
        library.remember("place", place)
        async with read(library) as reading:
            assert reading.list.cursor == 0
            assert "[1 All]" in reading.lines[0]
            assert len(reading.titles) == 30


async def test_a_theme_of_the_config_goes_before_the_remembered_one(read, library) -> None:
    library.remember("theme", "newsprint")
    async with read(library, Config(theme="textual-dark")) as reading:
        assert reading.app.theme == "textual-dark"
    library.remember("theme", "no such theme")
    async with read(library) as reading:
        assert reading.app.theme == "broadsheet"
