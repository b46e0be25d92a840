"""Changing all that a search finds, from the palette: counted before, reported after, one step."""

import pytest
from textual.widgets import Input, OptionList

from search import Marking


async def asked(ui, typed: str) -> str:
    """Type into the palette; its entry of what was typed."""
    await ui.press("colon")
    for key in typed:
        ui.send(key)
    await ui.until(lambda: offered(ui).startswith(f"{typed} · "), "the entry")
    return offered(ui).splitlines()[0]


def offered(ui) -> str:
    """The palette's first entry."""
    options = ui.app.screen.query_one(OptionList)
    return str(options.get_option_at_index(0).prompt) if options.option_count else ""


async def test_what_a_search_finds_is_marked_read_in_one_step(run_reader, library) -> None:
    library.mark(library.search("pruning").page(0, 2), Marking(read=True))
    async with run_reader(library) as ui:
        assert await asked(ui, "mark read: pruning") == "mark read: pruning · 3 papers"
        await ui.press("enter")
        await ui.until(lambda: "3 papers: read · u undoes" in ui.toasts, "the count")
        assert library.unread("pruning") == 0
        assert "25 unread" in ui.shown("#status")
        await ui.press("u")
        assert library.unread("pruning") == 3
        assert "28 unread" in ui.shown("#status")


@pytest.mark.parametrize(
    ("typed", "changed", "bears"),
    [
        ("mark unread: has:code", 3, "is:unread"),
        ("Bookmark: has:code", 7, "is:bookmarked"),
        ("unbookmark: *", 8, "-is:bookmarked"),
        ("tag to Read: title:survey OR title:scaling", 12, 'tag:"to read"'),
        ("tag OLD: has:code", 7, "tag:old"),
        ("UNTAG  old: is:read", 8, "-tag:old"),
    ],
)
async def test_every_mark_can_be_set_and_taken_off(
    run_reader, library, typed, changed, bears
) -> None:
    first = library.search("").page(0, 8)  # of which three have code
    library.mark(first, Marking(read=True, bookmarked=True, tag=("old",)))
    before = len(library.search(bears))
    async with run_reader(library) as ui:
        assert (await asked(ui, typed)).endswith(f" · {changed} papers")
        await ui.press("enter")
        await ui.until(lambda: len(library.search(bears)) == before + changed, typed)
        await ui.press("u")
        assert len(library.search(bears)) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mark read: zebra", "no paper found"),
        ("mark read: is:read OR pruning", "5 papers, nothing to change"),
        ("mark read: is:nwe pruning", "ignored: is:nwe"),
    ],
)
async def test_where_there_is_nothing_to_change_that_is_said(
    run_reader, library, typed, said
) -> None:
    library.mark(library.search("pruning").page(0, 5), Marking(read=True))
    async with run_reader(library) as ui:
        assert said in await asked(ui, typed)
        await ui.press("enter")
        await ui.until(lambda: "Nothing to change" in ui.toasts, "word of it")
        assert library.status().unread == 25


async def test_enter_is_for_what_is_typed_however_quickly(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await asked(ui, "mark read: is:unread")
        for key in (*" pruning", "enter"):
            ui.send(key)
        await ui.until(lambda: library.status().unread < 30, "the marks")
        assert library.status().unread == 25


async def test_the_palette_lists_it_and_begins_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("colon")
        ui.app.screen.query_one(Input).value = "mark unread"
        await ui.until(lambda: offered(ui).startswith("Mark unread: SEARCH"), "it")
        await ui.press("enter")
        await ui.until(lambda: ui.app.focused.value == "Mark unread: ", "the beginning")


@pytest.mark.parametrize("typed", ['tag a"b: pruning', "tag x*: pruning", "tag: pruning", "x: y"])
async def test_what_is_no_such_command_is_not_offered(run_reader, library, typed) -> None:
    async with run_reader(library) as ui:
        await ui.press("colon")
        ui.app.screen.query_one(Input).value = typed
        await ui.settle()
        assert typed not in offered(ui)


async def test_what_is_hidden_in_bulk_leaves_the_list_at_once(run_reader, library) -> None:
    async with run_reader(library) as ui:
        assert (await asked(ui, "hide: pruning")).endswith("· 5 papers")
        await ui.press("enter")
        await ui.until(lambda: len(ui.titles) == 25, "the list without them")
        assert "5 papers: hidden · u undoes" in ui.toasts
        assert (await asked(ui, "unhide: vision is:hidden")).endswith("· 1 paper")
        await ui.press("enter")
        await ui.until(lambda: len(ui.titles) == 26, "one of them")
        await ui.press("space", "space", "H")
        await ui.until(lambda: len(ui.titles) == 24, "the list without the selection")
