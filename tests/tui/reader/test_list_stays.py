"""The list never moves under the person: what changes elsewhere waits until the person moves."""

import gc
import json
import threading
import weakref

import pytest

from search import Library, Marking
from search.model.outcomes.sync import FeedSynced, Synced


@pytest.fixture
def other(folder, open_library) -> Library:
    """The same library in another program."""
    return open_library(folder)


async def look(ui) -> None:
    """What the reader does every other second."""
    ui.session.upkeep.look_outside()
    await ui.settle()


def on_screen(ui) -> tuple[str, int, str]:
    """The paper under the cursor, the line of the screen on which it stands, the open paper."""
    return ui.entry.paper.title, ui.lines_of_cursor.y, ui.paper_text.splitlines()[0]


def bring(library, tmp_path, *titles: str, listed: str = "2026-01-02") -> None:
    page = tmp_path / f"{titles[0]}.json"
    page.write_text(json.dumps([{"title": each, "listed": listed} for each in titles]), "utf-8")
    library.import_files([str(page)])


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_marks_and_papers_of_another_program_leave_the_paper_in_its_place(
    run_reader, library, other, tmp_path, size
) -> None:
    async with run_reader(library, size=size) as ui:
        await ui.press("2", *["j"] * 20, "m", "k")
        assert ui.entry.read
        before = on_screen(ui)
        other.mark([other.row("2406.10999")], Marking(read=True))
        await look(ui)
        assert on_screen(ui) == before
        assert len(ui.titles) == 30
        bring(other, tmp_path, "Newest", "Newer")
        await look(ui)
        assert on_screen(ui) == before
        assert len(ui.titles) == 32
        await ui.press("2")
        assert len(ui.titles) == 30, "choosing the view that is open refreshes it"


async def test_a_paper_that_no_longer_fits_stays_until_the_list_is_left(
    run_reader, library, other, tmp_path
) -> None:
    async with run_reader(library) as ui:
        await ui.press("2", "slash", *"pruning", "enter", "m", "m")
        bring(other, tmp_path, "Fresh Pruning")
        await look(ui)
        assert len(ui.titles) == 6
        assert ui.entry.paper.title in ui.shown("#list")
        await ui.press("1", "2")
        assert len(ui.titles) == 4


async def test_the_neighbour_is_shown_where_the_paper_is_gone(run_reader, library, other) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 10)
        after = ui.titles[11]
        other._store.papers.remove([ui.entry.row])
        await look(ui)
        assert (ui.entry.paper.title, ui.list.cursor, len(ui.titles)) == (after, 10, 29)
        await ui.press("G")
        before = ui.titles[-2]
        other._store.papers.remove([ui.entry.row])
        await look(ui)
        assert ui.entry.paper.title == before


@pytest.mark.parametrize("fails", [False, True])
async def test_a_sync_leaves_the_paper_in_its_place(
    run_reader, library, monkeypatch, fails
) -> None:
    feed = FeedSynced("daily", "huggingface", 0, 0, 0, (), "timed out" if fails else None, None)

    def sync(_: Library, **__: object) -> Synced:
        return Synced((feed,), 0.1)

    monkeypatch.setattr(Library, "sync", sync)
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press("2", *["j"] * 9, "m", "k", "enter")
        before = on_screen(ui)
        await ui.press("R")
        await ui.settle()
        assert on_screen(ui) == before
        assert ui.detail.has_focus


async def test_a_sync_that_cannot_begin_leaves_the_paper_in_its_place(run_reader, library) -> None:
    async with run_reader(library) as ui:  # whose fixture lets every sync raise LibraryError
        await ui.press("2", *["j"] * 9, "m", "k")
        before = on_screen(ui)
        await ui.press("R")
        assert on_screen(ui) == before


async def test_two_readers_do_not_move_each_other(run_reader, library, other) -> None:
    async with run_reader(library) as ui:
        await ui.press("2", *["j"] * 5)
        before = on_screen(ui)
        assert other.count_as_read(ui.entry.row)
        await look(ui)
        assert on_screen(ui) == before
        assert ui.entry.read
        assert "29 unread" in ui.shown("#status")


async def test_escape_out_of_the_bar_goes_back_to_where_one_was(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press(*["j"] * 14, "k", "k")
        before = on_screen(ui)
        await ui.press("slash", *"pruning")
        assert len(ui.titles) == 5
        await ui.press("escape")
        assert on_screen(ui) == before
        await ui.press("slash", *"vision", "enter", "slash", *"pruning", "escape")
        assert ui.input.value == "vision", "back to the search before"
        await ui.press("escape")
        assert on_screen(ui) == before


async def test_after_a_look_at_a_hit_a_key_leads_back_to_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 9)
        before = on_screen(ui)
        await ui.press("slash", *"pruning", "enter", "j", "j")
        hit = on_screen(ui)
        await ui.press("escape")
        assert on_screen(ui) == before
        assert "Left the search · ' goes back to it" in ui.toasts
        await ui.press("apostrophe")
        assert on_screen(ui) == hit
        await ui.press("escape")
        assert on_screen(ui) == before


async def test_without_a_search_that_was_left_that_key_says_so(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("apostrophe")
        assert "No search was left: Esc leaves one" in ui.toasts


async def test_papers_like_one_lead_back_to_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 9)
        before = on_screen(ui)
        await ui.press("full_stop")
        assert ui.list.cursor == 0
        await ui.press("j", "full_stop", "escape")
        assert on_screen(ui) == before


async def test_each_view_keeps_its_cursor_and_its_scrolling(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press(*["j"] * 14, "k")
        everything = on_screen(ui)
        await ui.press("4")
        assert ui.list.cursor == 0
        await ui.press("j", "j")
        code = on_screen(ui)
        await ui.press("1")
        assert on_screen(ui) == everything
        await ui.press("4")
        assert on_screen(ui) == code


async def test_in_unread_one_goes_on_after_what_was_read(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("2", *["m"] * 7)
        here = ui.entry.paper.title
        await ui.press("m", "k", "3", "2")
        assert len(ui.titles) == 22
        assert ui.entry.paper.title == ui.titles[0] != here


async def test_the_next_start_goes_on_after_what_was_read(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("2", *["j"] * 9, "m", "k")
        after = ui.titles[10]
        await ui.pilot.press("q")
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert ui.entry.paper.title == after


async def test_undo_brings_a_paper_back_into_sight(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 9, "b", "3")
        paper = ui.entry.row
        await ui.press("b", "1", "3")
        assert ui.titles == []
        await ui.press("u")
        assert (len(ui.titles), ui.entry.row) == (1, paper)


async def test_a_list_at_its_top_stays_there_where_undo_brings_a_paper_near_it(
    run_reader, library
) -> None:
    async with run_reader(library, size=(60, 20)) as ui:
        await ui.press("2", "j", "j")
        paper = ui.entry.row
        await ui.press("m", "1", "2", "g", "u")
        assert (ui.entry.row, ui.list.offset_rows) == (paper, 0)


async def test_undo_far_away_leads_to_the_paper(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press("b")
        paper = ui.entry.row
        await ui.press("G")
        await ui.press("u")
        assert (ui.entry.row, ui.entry.bookmarked) == (paper, False)


async def test_undo_of_what_is_in_sight_moves_nothing(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("b", "j", "j")
        before = on_screen(ui)
        await ui.press("u")
        assert on_screen(ui) == before
        assert library.counts().bookmarked == 0


async def test_what_a_search_has_taken_in_is_shown_by_the_next_look_all_the_same(
    run_reader, library, other
) -> None:
    async with run_reader(library) as ui:
        other.views.save("Cost", "cost")
        other.mark(other.search("").page(3, 2), Marking(bookmarked=True))
        await ui.press("slash", *"pruning", "enter")
        await look(ui)
        await ui.until(lambda: "8 Cost" in ui.shown("#views"), "the view")
        await ui.until(lambda: "2 bookmarked" in ui.shown("#status"), "the count")


async def test_lists_of_the_past_are_not_kept_in_memory(
    run_reader, library, other, tmp_path
) -> None:
    async with run_reader(library) as ui:
        past = []
        for title in ("Wool", "Yarn", "Felt", "Loom"):
            bring(other, tmp_path, title)
            await look(ui)
            await ui.until(lambda title=title: title in " ".join(ui.titles), title)
            await ui.settle()
            past.append(weakref.ref(ui.session.results))
        gc.collect()
        assert sum(each() is not None for each in past) <= 2  # one may be held by a job just done


async def test_undo_brings_its_paper_back_though_another_program_marks_one(
    run_reader, library, other, monkeypatch
) -> None:
    held, really, asked = threading.Event(), library.search, []

    def search(query: str, **how):
        asked.append(query)
        if len(asked) == 1:
            held.wait(20)
        return really(query, **how)

    async with run_reader(library) as ui:
        await ui.press("j")
        hidden = ui.titles[1]
        await ui.press("H")
        await ui.settle()
        assert hidden not in ui.titles
        monkeypatch.setattr(library, "search", search)
        ui.send("u")
        await ui.until(lambda: asked, "the search of the undo")
        # A count that is still under way would take the change below in before it is looked for.
        await ui.until(lambda: "30 unread" in ui.shown("#status"), "the count of the undo")
        other.mark([other.row("2406.10999")], Marking(read=True))
        ui.session.upkeep.look_outside()
        await ui.until(lambda: len(asked) == 2, "the search of the change")
        held.set()
        await ui.settle()
        assert ui.entry.paper.title == hidden
