"""Search as you type: the list always ends at what the text in the bar finds, and never before."""

import asyncio
import random
import shutil
import threading

import pytest
from textual import events

from search import Imported, Library, Marking, Paper, PartialDate
from search.model.record import Skipped
from tui.reader import attention


def found(library, query: str, within: str = "") -> list[str]:
    results = library.search(query, within=within, typing=True)
    rows = results.page(0, len(results))
    return [headline.title for headline in library.headlines(rows)]


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_hundred_quick_keys_end_with_the_last_text(run_reader, library, seed) -> None:
    chance = random.Random(seed)
    async with run_reader(library) as ui:
        await ui.press("slash")
        text = ""
        for _ in range(100):
            if text and chance.random() < 0.4:
                text = text[:-1]
                ui.send("backspace")
            else:
                letter = chance.choice("abcdelprstuv ")
                text += letter
                ui.send(letter)
            await asyncio.sleep(0)
        for letter in f" {'pruning'}":
            text += letter
            ui.send(letter)
        await ui.until(lambda: ui.input.value == text, f"{text!r}, not {ui.input.value!r}")
        await ui.settle()
        assert ui.titles == found(library, text)
        count = len(ui.titles)
        assert f"{count:,} found" in ui.shown("#search")


async def test_a_pasted_address_that_is_not_there_is_fetched_by_one_key(
    run_reader, library, open_library, monkeypatch
) -> None:
    asked = []

    def add_by_id(_: Library, names: list[str], **__: object) -> Imported:
        asked.append(names)
        reason = () if names == ["2406.16860"] else (Skipped("x", None, "no such paper"),)
        if not reason:
            library.add([Paper(title="Cambrian", arxiv="2406.16860", listed=PartialDate(2024))])
        return Imported(1, 0, 0, reason, 0, (), 0, (), 0.0)

    monkeypatch.setattr(Library, "add_by_id", add_by_id)
    async with run_reader(library) as ui:
        await ui.press("slash")
        ui.app.post_message(events.Paste("https://arxiv.org/abs/2406.16860v2\n"))
        await ui.until(lambda: "No paper has the id 2406.16860." in flat(ui), "the offer")
        assert "Enter fetches it" in flat(ui)
        assert "Ignored" not in ui.text
        await ui.press("enter")
        await ui.until(lambda: ui.titles == ["Cambrian"], "the paper")
        assert "2406.16860 added" in ui.toasts
        await ui.press("slash", *"10.1234/none")
        await ui.press("enter")
        await ui.until(lambda: "no such paper" in ui.toasts, "the reason")
        assert asked == [["2406.16860"], ["doi:10.1234/none"]]
        assert "Enter fetch the paper" in ui.shown("#keys")


def flat(ui) -> str:
    return " ".join(ui.shown("#list").split())


async def test_an_answer_that_comes_late_is_never_shown(run_reader, library, monkeypatch) -> None:
    """The search for `s` is held until the search for `su` was answered."""
    held, really = threading.Event(), library.search

    def search(query: str, **how):
        results = really(query, **how)
        if query == "s":
            held.wait(10)
        return results

    monkeypatch.setattr(library, "search", search)
    async with run_reader(library) as ui:
        await ui.press("slash")
        ui.send("s")
        await ui.until(lambda: ui.input.value == "s")
        ui.send("u")
        await ui.until(lambda: ui.session.results and ui.session.results.query == "su")
        shown = ui.titles
        held.set()
        await ui.settle()
        assert ui.titles == shown == found(library, "su")


async def test_the_best_hit_comes_first_though_the_paper_before_is_shown_late(
    run_reader, library, monkeypatch
) -> None:
    """The cursor comes to rest in the list of one letter while that of two is searched for."""
    held, really = threading.Event(), library.search

    def search(query: str, **how):
        if query == "cost be":
            held.wait(10)
        return really(query, **how)

    monkeypatch.setattr(library, "search", search)
    monkeypatch.setattr(attention, "_REST_S", 0.2)
    async with run_reader(library) as ui:
        await ui.press("slash")
        for key in "cost b":
            ui.send(key)
        await ui.until(lambda: ui.session.results.query == "cost b", "the first list")
        first = ui.titles[0]
        ui.send("e")
        await ui.until(lambda: ui.paper_text.startswith(first), "the cursor to rest")
        held.set()
        await ui.settle()
        assert first in ui.titles[1:]
        assert ui.list.cursor == 0


async def test_enter_goes_to_the_list_and_escape_back_step_by_step(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"vision", "enter")
        assert ui.list.has_focus
        hit = ui.entry.row
        await ui.press("j", "enter")
        assert ui.detail.has_focus
        await ui.press("escape")
        assert ui.list.has_focus
        assert ui.input.value == "vision"
        await ui.press("escape")
        assert ui.input.value == ""
        assert (len(ui.titles), ui.list.cursor) == (30, 0)
        await ui.press("slash", "escape")
        assert ui.list.has_focus
        await ui.press("apostrophe")
        assert (ui.input.value, ui.list.cursor) == ("vision", 1)
        assert ui.entry.row != hit
        await ui.press("apostrophe")
        assert (ui.input.value, len(ui.titles)) == ("", 30)


async def test_escape_while_typing_clears_the_search(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"vision", "escape")
        assert (ui.input.value, len(ui.titles)) == ("", 30)


async def test_tab_completes_the_word(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"has:c", "tab")
        assert ui.input.value == "has:code "
        assert len(ui.titles) == 10
        assert ui.input.has_focus


async def test_matched_words_are_marked_in_list_and_paper(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter")
        for selector in ("#list", "#detail"):
            assert "pruning" in {word.lower() for word in underlined(ui, selector)}


async def test_matched_words_are_marked_behind_tex(run_reader, library_of) -> None:
    text = r"In $O(n \log n)$ steps, \emph{pruning} of $\alpha$-trees"
    library = library_of({"title": text, "abstract": f"{text} works.", "sources": ["arxiv"]})
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter")
        for selector in ("#list", "#detail"):
            assert "In O(n log n) steps, pruning of α-trees" in ui.shown(selector)
            assert {word.strip() for word in underlined(ui, selector)} == {"pruning"}


def underlined(ui, selector: str) -> set[str]:
    region = ui.app.screen.query_one(selector).region
    strips = ui.app.screen._compositor.render_strips()[region.y : region.bottom]
    return {
        segment.text
        for strip in strips
        for segment in strip.crop(region.x, region.right)
        if segment.style and segment.style.underline
    }


async def test_a_search_stays_when_the_view_changes(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter", "m", "2")
        assert ui.titles == found(library, "pruning", "is:unread")
        assert len(ui.titles) == 4


async def test_enter_settles_the_search(run_reader, library) -> None:
    library.add([Paper(title="Prune the Tree"), Paper(title="Prunella in Summer")])

    def settled(query: str) -> list[str]:
        results = library.search(query)
        return [entry.paper.title for entry in library.entries(results.page(0, len(results)))]

    async with run_reader(library) as ui:
        await ui.press("slash", *"prune")
        assert "Prunella in Summer" in ui.titles
        await ui.press("enter")
        assert ui.titles == settled("prune")
        assert "Prunella in Summer" not in ui.titles
        assert ui.list.cursor == 0
        await ui.press("slash", *"prunell", "enter")  # no paper has this word
        assert ui.titles == settled("prunell") == ["Prunella in Summer"]


async def test_what_is_ignored_is_said(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"has:nonsense pruning")
        assert "has:nonsense" in ui.shown("#notice")
        await ui.press("escape")
        assert "nonsense" not in ui.shown("#notice")


async def test_tab_takes_the_valid_form_that_was_meant(run_reader, library) -> None:
    library.mark(library.search("pruning").page(0, 1), Marking(bookmarked=True))
    async with run_reader(library) as ui:
        await ui.press("slash", *"is:starred")
        assert ui.titles == []
        assert "Tab takes is:bookmarked" in ui.shown("#notice")
        await ui.press("tab")
        await ui.until(lambda: len(ui.titles) == 1, "the bookmark")
        assert ui.shown("#notice").strip("─ ") == ""


async def test_another_program_marks_and_the_cursor_stays(
    run_reader, library, folder, open_library
):
    other = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("j", "j", "j")
        row = ui.entry.row
        first = library.row("2406.10999")
        other.mark([first, row], Marking(read=True, bookmarked=True))
        ui.session.upkeep.look_outside()  # what it does every other second
        await ui.until(lambda: "2 bookmarked" in ui.shown("#status"), "the other's marks")
        await ui.settle()
        assert (ui.entry.row, ui.list.cursor) == (row, 3)
        assert "bookmarked" in ui.paper_text


async def test_another_program_imports_and_the_cursor_stays(
    run_reader, library, folder, open_library, tmp_path
) -> None:
    other = open_library(folder)
    page = tmp_path / "newer.json"
    page.write_text('[{"title": "Newer than all", "listed": "2024-07-09"}]', "utf-8")
    async with run_reader(library) as ui:
        await ui.press("j", "j", "j")
        row = ui.entry.row
        other.import_files([str(page)])
        ui.session.upkeep.look_outside()
        await ui.until(lambda: len(ui.titles) == 31, "the other's paper")
        await ui.settle()
        assert ui.titles[0] == "Newer than all"
        assert (ui.entry.row, ui.list.cursor) == (row, 4)
        await ui.press("slash", *"newer")
        await ui.until(lambda: ui.titles == ["Newer than all"], "its words to be found")


async def test_the_list_can_be_used_while_the_index_is_built(
    run_reader, folder, open_library, monkeypatch
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
    async with run_reader(library, settled=False) as ui:
        await ui.until(lambda: len(ui.titles) == 30, "the list")
        await ui.until(lambda: "12 of 30" in ui.shown("#status"), "word on the index")
        await ui.pilot.press("j", "b")
        await ui.until(lambda: ui.entry.bookmarked)
        assert ui.list.cursor == 1
        await ui.pilot.press("slash", *"pruning")
        await ui.until(lambda: ui.session.results.query == "pruning")
        go.set()
        await ui.until(lambda: len(ui.titles) == 5, "the words to be found")
        await ui.settle()
        assert "of 30 " not in ui.shown("#status").replace("30 in all", "")


async def test_an_order_keeps_what_a_half_typed_word_has_found(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"prun", "enter")
        assert len(ui.titles) == 5
        await ui.press("s", "n")
        assert ui.input.value == "prun sort:title"
        assert len(ui.titles) == 5


async def test_days_without_a_paper_of_the_list_are_skipped(run_reader, library) -> None:
    for row in library.search("").page(0, 30):
        if library.entry(row).paper.id not in ("2406.10999", "2406.10990"):
            library.mark([row], Marking(read=True))
    async with run_reader(library) as ui:
        await ui.press("2")
        await ui.press("left_square_bracket")
        assert ui.input.value == "date:2024-06-30"
        await ui.press("left_square_bracket")
        assert ui.input.value == "date:2024-06-21"
        assert ui.entry.paper.id == "2406.10990"
        await ui.press("left_square_bracket")
        assert "No older day has papers of this list" in ui.toasts


async def test_tab_goes_through_the_choices_and_never_leaves_the_bar(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"is:", "tab")
        assert ui.input.value == "is:unread"
        assert "unread  read  bookmarked" in ui.shown("#notice")
        await ui.press("tab", "tab")
        assert ui.input.value == "is:bookmarked"
        await ui.press(*" x", "tab", "tab")
        assert ui.input.has_focus
        assert "bookmarked  new" not in ui.shown("#notice")
        await ui.press("tab", *"nton")
        assert ui.input.value == "is:bookmarked xnton"


async def test_tab_completes_tags_authors_and_keywords_of_the_library(run_reader, library) -> None:
    library.mark([1, 2], Marking(tag=("to read",)))
    library.mark([3], Marking(tag=("todo",)))
    async with run_reader(library) as ui:
        await ui.press("slash", *"tag:t", "tab", "tab")
        assert ui.input.value == "tag:todo"
        assert len(ui.titles) == 1
        assert "todo" in ui.shown("#notice")
        await ui.press("enter")
        assert "todo" not in ui.shown("#notice"), "the choice is made"
        await ui.press("slash")
        await ui.press("ctrl+u", *"author:writer11", "tab")
        assert ui.input.value == 'author:"Ada Writer11" '
        await ui.press("ctrl+u", *"keyword:prun", "tab")
        assert ui.input.value == "keyword:pruning "
        assert len(ui.titles) == 5


async def test_up_recalls_searches_also_of_the_last_time(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter", "slash", *"vision", "enter", "escape")
        await ui.press("slash", *"co", "up")
        assert ui.input.value == "vision"
        await ui.press("up", "up")
        assert ui.input.value == "pruning"
        await ui.press("down", "down")
        assert ui.input.value == "co"
        await ui.press("escape")
        assert ui.input.value == ""
        await ui.pilot.press("q")
    library.close()
    async with run_reader(open_library(folder)) as ui:
        await ui.press("slash", "up", "enter")
        assert (ui.input.value, len(ui.titles)) == ("vision", 6)


async def test_a_pasted_title_of_two_lines_is_searched_whole(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash")
        ui.app.post_message(events.Paste("Pruning without\nLabels\n"))
        await ui.until(lambda: ui.input.value == "Pruning without Labels", "one line")
        await ui.until(lambda: ui.titles[:1] == ["Pruning without Labels"], "the paper")
        await ui.press("enter", "t")  # as in every other line
        ui.app.post_message(events.Paste("to\nread\n"))
        await ui.until(lambda: "to read" in ui.text, "one line")
        ui.app.post_message(events.Paste("a" * 3_000_000))
        await ui.until(lambda: "Only the first 10,000 characters were pasted" in ui.toasts, "it")


async def test_an_author_who_was_found_is_shown(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"author:writer11", "enter")
        assert len(ui.titles) == 2
        assert "Writer7 … Ada Writer11 and 3 more" in " ".join(ui.paper_text.split())
        row = ui.session.list.listing.row(0)
        assert (row.headline.first_author, row.headline.authors) == ("Ada Writer11", 12)


async def test_the_terminals_cursor_stands_where_one_types(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press("slash", *"ab數")
        at = ui.shown("#search").index("ab")
        assert ui.app.cursor_position == (ui.reader.query_one("#search").region.x + at + 4, 1)
        await ui.press("left")
        assert ui.app.cursor_position.x == at + 2
        await ui.press("escape", "t", *"x")
        box = ui.app.screen.query_one("Input").content_region
        assert ui.app.cursor_position == (box.x + 1, box.y)
        await ui.press("escape", "colon")
        await ui.press(*"un")
        box = ui.app.screen.query_one("Input").content_region
        assert ui.app.cursor_position == (box.x + 2, box.y)
