"""Where there is nothing to show, a sentence says what to do next."""

import shutil
from datetime import date

import pytest

from search import Paper


async def test_an_empty_library_says_how_to_fill_it(run_reader, library_of) -> None:
    async with run_reader(library_of()) as ui:
        assert "No papers yet. R fetches today's papers" in flat(ui, "#list")
        assert "no paper" in ui.shown("#status")


async def test_no_hit_says_how_to_go_on(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"zzzz", "enter")
        assert "Nothing found" in flat(ui, "#list")
        assert "Esc clears the search" in flat(ui, "#list")
        assert ui.paper_text == ""
        await ui.press("escape")
        assert len(ui.titles) == 30


async def test_a_slip_of_the_fingers_is_mended_by_tab(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"prunning ")
        assert "Did you mean: pruning? (Tab)" in ui.shown("#notice")
        assert "── 5 for “pruning” ──" in ui.shown("#list")
        assert "1 of 5 for “pruning”" in ui.shown("#status")
        await ui.press("tab")
        assert ui.input.value.strip() == "pruning"
        assert len(ui.titles) == 5


async def test_no_hit_in_a_view_says_that_there_are_others(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("4", "slash", *"distillation zzzz")
        assert "1 looks in all papers" in flat(ui, "#list")


async def test_no_bookmarks_says_how_to_make_one(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("3")
        assert "No bookmarks yet. b bookmarks the paper" in flat(ui, "#list")
        await ui.press("b", "m", "c", "o", "y", "enter", "n", "G", "A")
        assert ui.list.position is None


async def test_everything_read_says_so(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("A", "2")
        assert "Everything is read" in flat(ui, "#list")


async def test_starter_papers_say_what_they_are(run_reader, tmp_path, open_library) -> None:
    library = open_library(tmp_path, with_starter=True)
    async with run_reader(library) as ui:
        await ui.until(lambda: "starter papers" in ui.shown("#notice"))
        assert "R fetches today's papers" in ui.shown("#notice")
        assert "broadsheet import FILE" in ui.shown("#notice")
        assert "Summary" in ui.paper_text


async def test_starter_papers_make_room_for_others(run_reader, tmp_path, open_library) -> None:
    library, other = open_library(tmp_path, with_starter=True), open_library(tmp_path)
    async with run_reader(library) as ui:
        await ui.press("b", "j")
        chamois = [Paper(title=f"On Chamois {n}", published=date(2026, 1, 2)) for n in range(3)]
        other.add(chamois)
        ui.session.upkeep.look_outside()
        await ui.until(lambda: "105" not in ui.shown("#views"), "the starter papers to leave")
        await ui.settle()
        kept = ui.library.headlines([1])[0].title
        assert sorted(ui.titles) == sorted([*(paper.title for paper in chamois), kept])
        assert ui.session.position == 0, "where the new papers are"
        assert "104 starter papers removed, 1 kept (bookmark, tag, note)" in ui.toasts
        assert "starter papers" not in ui.shown("#notice")
        other.add([Paper(title=kept, sources=("huggingface",))])
        await ui.press("1")
        await ui.until(lambda: "HF" in ui.shown("#list"), "the paper that is one's own now")
        assert "starter" not in ui.shown("#list")


# Whoosh 2.7.4 leaves the file open that it could not read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", ["gone", "noise", "empty", "a file in its place"])
async def test_a_broken_index_is_built_again(run_reader, folder, open_library, harm) -> None:
    library = open_library(folder)
    index = library.paths.index
    if harm in ("noise", "empty"):
        for file in index.rglob("*"):
            if file.is_file():
                file.write_bytes(b"" if harm == "empty" else b"\x00\xffnoise" * 99)
    else:
        shutil.rmtree(index)
        if harm != "gone":
            index.write_text("not an index")
    async with run_reader(library) as ui:
        assert len(ui.titles) == 30
        await ui.press("slash", *"pruning")
        await ui.until(lambda: len(ui.titles) == 5, "the words to be found again")


def flat(ui, selector: str) -> str:
    """What a widget shows, as one line: where it breaks does not matter."""
    return " ".join(ui.shown(selector).split())
