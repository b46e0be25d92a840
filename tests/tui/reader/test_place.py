"""A reader that is started again is where it was left."""

import time
from contextlib import closing

from search import Config


async def test_view_query_cursor_scrolling_and_theme_are_as_they_were(
    run_reader, folder, open_library
) -> None:
    library = open_library(folder)
    async with run_reader(library, size=(120, 24)) as ui:
        await ui.press("4", "slash", *"cost", "enter", *["j"] * 7, "k", "k")
        ui.app.theme = "newsprint"
        await ui.press("b")
        before = (ui.entry.row, ui.list.cursor, ui.top, ui.titles)
        assert ui.top > 0
        await ui.pilot.press("q")
    library.close()

    async with run_reader(open_library(folder), size=(120, 24)) as ui:
        assert (ui.entry.row, ui.list.cursor, ui.top, ui.titles) == before
        assert (ui.session.view, ui.input.value) == ("code", "cost")
        assert ui.app.theme == "newsprint"
        assert ui.entry.bookmarked
        assert "[4 With code]" in ui.lines[0]


async def test_a_key_just_before_quitting_counts(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("j")
        await ui.pilot.press("j", "q")
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert ui.list.cursor == 2


async def test_a_query_typed_just_before_quitting_counts(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("slash")
        await ui.pilot.press(*"pruning", "enter", "q")
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert ui.input.value == "pruning"
        assert len(ui.titles) == 5


async def test_a_paper_that_is_gone_leaves_the_first_one(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("2", "j", "j", "m", "k")
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert ui.session.view == "unread"
        assert len(ui.titles) == 29
        assert ui.list.cursor in (0, 1, 2)


async def test_view_and_query_of_the_command_line_go_before_the_place(
    run_reader, folder, open_library
) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("4", "G")
    library.close()
    async with run_reader(open_library(folder), view="unread", query="pruning") as ui:
        assert ui.session.view == "unread"
        assert len(ui.titles) == 5
        assert ui.list.cursor == 0


async def test_a_place_that_makes_no_sense_is_the_beginning(run_reader, library) -> None:
    for place in ("nonsense", {"view": "lost", "query": None, "row": "x", "offset": []}, None):
        library.remember("place", place)
        async with run_reader(library) as ui:
            assert ui.list.cursor == 0
            assert "[1 All]" in ui.lines[0]
            assert len(ui.titles) == 30


async def test_a_theme_of_the_config_goes_before_the_remembered_one(run_reader, library) -> None:
    library.remember("theme", "newsprint")
    async with run_reader(library, Config(theme="textual-dark")) as ui:
        assert ui.app.theme == "textual-dark"
    library.remember("theme", "no such theme")
    async with run_reader(library) as ui:
        assert ui.app.theme == "broadsheet"


async def test_the_reader_says_where_new_papers_are_until_they_were_looked_at(
    run_reader, folder, open_library, tmp_path
) -> None:
    page = tmp_path / "new.json"
    page.write_text('[{"title": "Just In", "listed": "2024-01-02"}]', "utf-8")
    with closing(open_library(folder)) as library:
        library.import_files([str(page)])
    for start in range(3):
        with closing(open_library(folder)) as library:
            library.visits.begin(time.time_ns() // 1_000_000)
            async with run_reader(library) as ui:
                assert ("1 new paper · 5 shows them" in ui.toasts) == (start < 2)
                if start == 1:
                    await ui.press("5", "b")
                    assert ui.entry.paper.title == "Just In"
            library.visits.end()
