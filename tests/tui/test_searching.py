"""Search as you type: the list always ends at what the text in the bar finds, and never before."""

import asyncio
import random
import shutil
import threading

import pytest

from search import Marking
from tui.reader import attention


def found(library, query: str, within: str = "") -> list[str]:
    results = library.search(query, within=within, typing=True)
    rows = results.page(0, len(results))
    return [headline.title for headline in library.headlines(rows)]


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_hundred_quick_keys_end_with_the_last_text(read, library, seed) -> None:
    chance = random.Random(seed)
    async with read(library) as reading:
        await reading.press("slash")
        text = ""
        for _ in range(100):
            if text and chance.random() < 0.4:
                text = text[:-1]
                reading.send("backspace")
            else:
                letter = chance.choice("abcdelprstuv ")
                text += letter
                reading.send(letter)
            await asyncio.sleep(0)
        for letter in f" {'pruning'}":
            text += letter
            reading.send(letter)
        await reading.until(
            lambda: reading.input.value == text, f"{text!r}, not {reading.input.value!r}"
        )
        await reading.settle()
        assert reading.titles == found(library, text)
        count = len(reading.titles)
        assert f"{count:,} found" in reading.shown("#search")


async def test_an_answer_that_comes_late_is_never_shown(read, library, monkeypatch) -> None:
    """The search for `s` is held until the search for `su` was answered."""
    held, really = threading.Event(), library.search

    def search(query: str, **how):
        results = really(query, **how)
        if query == "s":
            held.wait(10)
        return results

    monkeypatch.setattr(library, "search", search)
    async with read(library) as reading:
        await reading.press("slash")
        reading.send("s")
        await reading.until(lambda: reading.input.value == "s")
        reading.send("u")
        await reading.until(
            lambda: reading.session.results and reading.session.results.query == "su"
        )
        shown = reading.titles
        held.set()
        await reading.settle()
        assert reading.titles == shown == found(library, "su")


async def test_the_best_hit_comes_first_though_the_paper_before_is_shown_late(
    read, library, monkeypatch
) -> None:
    """The cursor comes to rest in the list of one letter while that of two is searched for."""
    held, really = threading.Event(), library.search

    def search(query: str, **how):
        if query == "cost be":
            held.wait(10)
        return really(query, **how)

    monkeypatch.setattr(library, "search", search)
    monkeypatch.setattr(attention, "_REST_S", 0.2)
    async with read(library) as reading:
        await reading.press("slash")
        for key in "cost b":
            reading.send(key)
        await reading.until(lambda: reading.session.results.query == "cost b", "the first list")
        first = reading.titles[0]
        reading.send("e")
        await reading.until(lambda: reading.paper_text.startswith(first), "the cursor to rest")
        held.set()
        await reading.settle()
        assert first in reading.titles[1:]
        assert reading.list.cursor == 0


async def test_enter_goes_to_the_list_and_escape_back_step_by_step(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"vision", "enter")
        assert reading.list.has_focus
        await reading.press("j", "enter")
        paper = reading.entry.row
        assert reading.detail.has_focus
        await reading.press("escape")
        assert reading.list.has_focus
        assert reading.input.value == "vision"
        await reading.press("escape")
        assert reading.input.value == ""
        assert len(reading.titles) == 30
        assert reading.entry.row == paper
        await reading.press("slash", "escape")
        assert reading.list.has_focus


async def test_escape_while_typing_clears_the_search(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"vision", "escape")
        assert (reading.input.value, len(reading.titles)) == ("", 30)


async def test_tab_completes_the_word(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"has:c", "tab")
        assert reading.input.value == "has:code "
        assert len(reading.titles) == 10
        assert reading.input.has_focus


async def test_matched_words_are_marked_in_list_and_paper(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"pruning", "enter")
        for selector in ("#list", "#detail"):
            assert "pruning" in {word.lower() for word in underlined(reading, selector)}


def underlined(reading, selector: str) -> set[str]:
    region = reading.app.screen.query_one(selector).region
    strips = reading.app.screen._compositor.render_strips()[region.y : region.bottom]
    return {
        segment.text
        for strip in strips
        for segment in strip.crop(region.x, region.right)
        if segment.style and segment.style.underline
    }


async def test_a_search_stays_when_the_view_changes(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"pruning", "enter", "m", "2")
        assert reading.titles == found(library, "pruning", "is:unread")
        assert len(reading.titles) == 4


async def test_what_is_ignored_is_said(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"has:nonsense pruning")
        assert "has:nonsense" in reading.shown("#notice")
        await reading.press("escape")
        assert "nonsense" not in reading.shown("#notice")


async def test_another_program_marks_and_the_cursor_stays(read, library, folder, open_library):
    other = open_library(folder)
    async with read(library) as reading:
        await reading.press("j", "j", "j")
        row = reading.entry.row
        first = library.row("2406.10999")
        other.mark([first, row], Marking(read=True, bookmarked=True))
        reading.session.look_outside()  # what it does every other second
        await reading.until(lambda: "2 bookmarked" in reading.shown("#status"), "the other's marks")
        await reading.settle()
        assert (reading.entry.row, reading.list.cursor) == (row, 3)
        assert "bookmarked" in reading.paper_text


async def test_another_program_imports_and_the_cursor_stays(
    read, library, folder, open_library, tmp_path
) -> None:
    other = open_library(folder)
    page = tmp_path / "newer.json"
    page.write_text('[{"title": "Newer than all", "listed": "2024-07-09"}]', "utf-8")
    async with read(library) as reading:
        await reading.press("j", "j", "j")
        row = reading.entry.row
        other.import_files([str(page)])
        reading.session.look_outside()
        await reading.until(lambda: len(reading.titles) == 31, "the other's paper")
        await reading.settle()
        assert reading.titles[0] == "Newer than all"
        assert (reading.entry.row, reading.list.cursor) == (row, 4)
        await reading.press("slash", *"newer")
        await reading.until(lambda: reading.titles == ["Newer than all"], "its words to be found")


async def test_the_list_can_be_used_while_the_index_is_built(
    read, folder, open_library, monkeypatch
) -> None:
    library = open_library(folder)
    shutil.rmtree(library.paths.index)
    go, really = threading.Event(), library.update_index

    def update(progress=None, cancelled=lambda: False) -> bool:
        assert progress is not None
        progress(12, 30)
        go.wait(10)
        return really(progress, cancelled)

    monkeypatch.setattr(library, "update_index", update)
    async with read(library, settled=False) as reading:
        await reading.until(lambda: len(reading.titles) == 30, "the list")
        await reading.until(lambda: "12 of 30" in reading.shown("#status"), "word on the index")
        await reading.pilot.press("j", "b")
        await reading.until(lambda: reading.entry.bookmarked)
        assert reading.list.cursor == 1
        await reading.pilot.press("slash", *"pruning")
        await reading.until(lambda: reading.session.results.query == "pruning")
        go.set()
        await reading.until(lambda: len(reading.titles) == 5, "the words to be found")
        await reading.settle()
        assert "of 30 " not in reading.shown("#status").replace("30 in all", "")


async def test_an_order_keeps_what_a_half_typed_word_has_found(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"prun", "enter")
        assert len(reading.titles) == 5
        await reading.press("s", "n")
        assert reading.input.value == "prun sort:title"
        assert len(reading.titles) == 5
