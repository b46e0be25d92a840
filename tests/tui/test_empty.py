"""Where there is nothing to show, a sentence says what to do next."""

import shutil

import pytest


async def test_an_empty_library_says_how_to_fill_it(read, library_of) -> None:
    async with read(library_of()) as reading:
        assert "No papers yet. `broadsheet import FILE` brings some in." in flat(reading, "#list")
        assert "no paper" in reading.shown("#status")


async def test_no_hit_says_how_to_go_on(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"zzzz", "enter")
        assert "Nothing found" in flat(reading, "#list")
        assert "Esc clears the search" in flat(reading, "#list")
        assert reading.paper_text == ""
        await reading.press("escape")
        assert len(reading.titles) == 30


async def test_a_slip_of_the_fingers_is_mended_by_tab(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"prunning ")
        assert "Did you mean pruning" in flat(reading, "#list")
        await reading.press("tab")
        assert reading.input.value.strip() == "pruning"
        assert len(reading.titles) == 5


async def test_no_hit_in_a_view_says_that_there_are_others(read, library) -> None:
    async with read(library) as reading:
        await reading.press("4", "slash", *"distillation zzzz")
        assert "1 looks in all papers" in flat(reading, "#list")


async def test_no_bookmarks_says_how_to_make_one(read, library) -> None:
    async with read(library) as reading:
        await reading.press("3")
        assert "No bookmarks yet. b bookmarks the paper" in flat(reading, "#list")
        await reading.press("b", "m", "c", "o", "y", "enter", "n", "G", "A")
        assert reading.list.position is None


async def test_everything_read_says_so(read, library) -> None:
    async with read(library) as reading:
        await reading.press("A", "2")
        assert "Everything is read" in flat(reading, "#list")


async def test_starter_papers_say_what_they_are(read, tmp_path, open_library) -> None:
    library = open_library(tmp_path, with_starter=True)
    async with read(library) as reading:
        await reading.until(lambda: "starter papers" in reading.shown("#notice"))
        assert "broadsheet import FILE" in reading.shown("#notice")
        assert "Summary" in reading.paper_text


# Whoosh 2.7.4 leaves the file open that it could not read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", ["gone", "noise", "empty", "a file in its place"])
async def test_a_broken_index_is_built_again(read, folder, open_library, harm) -> None:
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
    async with read(library) as reading:
        assert len(reading.titles) == 30
        await reading.press("slash", *"pruning")
        await reading.until(lambda: len(reading.titles) == 5, "the words to be found again")


def flat(reading, selector: str) -> str:
    """What a widget shows, as one line: where it breaks does not matter."""
    return " ".join(reading.shown(selector).split())
