"""Changing all that a search finds, from the palette: counted before, told after, one step."""

import pytest
from textual.widgets import Input, OptionList

from search import Marking


async def asked(reading, typed: str) -> str:
    """Type into the palette; its entry of what was typed."""
    await reading.press("colon")
    for key in typed:
        reading.send(key)
    await reading.until(lambda: offered(reading).startswith(f"{typed} · "), "the entry")
    return offered(reading).splitlines()[0]


def offered(reading) -> str:
    """The palette's first entry."""
    options = reading.app.screen.query_one(OptionList)
    return str(options.get_option_at_index(0).prompt) if options.option_count else ""


async def test_what_a_search_finds_is_marked_read_in_one_step(read, library) -> None:
    library.mark(library.search("pruning").page(0, 2), Marking(read=True))
    async with read(library) as reading:
        assert await asked(reading, "mark read: pruning") == "mark read: pruning · 3 papers"
        await reading.press("enter")
        await reading.until(lambda: "3 papers: read · u undoes" in reading.toasts, "the count")
        assert library.unread("pruning") == 0
        assert "25 unread" in reading.shown("#status")
        await reading.press("u")
        assert library.unread("pruning") == 3
        assert "28 unread" in reading.shown("#status")


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
async def test_every_mark_can_be_set_and_taken_off(read, library, typed, changed, bears) -> None:
    first = library.search("").page(0, 8)  # of which three have code
    library.mark(first, Marking(read=True, bookmarked=True, tag=("old",)))
    before = len(library.search(bears))
    async with read(library) as reading:
        assert (await asked(reading, typed)).endswith(f" · {changed} papers")
        await reading.press("enter")
        await reading.until(lambda: len(library.search(bears)) == before + changed, typed)
        await reading.press("u")
        assert len(library.search(bears)) == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mark read: zebra", "no paper found"),
        ("mark read: is:read OR pruning", "5 papers, nothing to change"),
        ("mark read: is:nwe pruning", "ignored: is:nwe"),
    ],
)
async def test_where_there_is_nothing_to_change_that_is_said(read, library, typed, told) -> None:
    library.mark(library.search("pruning").page(0, 5), Marking(read=True))
    async with read(library) as reading:
        assert told in await asked(reading, typed)
        await reading.press("enter")
        await reading.until(lambda: "Nothing to change" in reading.toasts, "word of it")
        assert library.status().unread == 25


async def test_enter_is_for_what_is_typed_however_quickly(read, library) -> None:
    async with read(library) as reading:
        await asked(reading, "mark read: is:unread")
        for key in (*" pruning", "enter"):
            reading.send(key)
        await reading.until(lambda: library.status().unread < 30, "the marks")
        assert library.status().unread == 25


async def test_the_palette_tells_of_it_and_begins_it(read, library) -> None:
    async with read(library) as reading:
        await reading.press("colon")
        reading.app.screen.query_one(Input).value = "mark unread"
        await reading.until(lambda: offered(reading).startswith("Mark unread: SEARCH"), "it")
        await reading.press("enter")
        await reading.until(lambda: reading.app.focused.value == "Mark unread: ", "the beginning")


@pytest.mark.parametrize("typed", ['tag a"b: pruning', "tag x*: pruning", "tag: pruning", "x: y"])
async def test_what_is_no_such_command_is_not_offered(read, library, typed) -> None:
    async with read(library) as reading:
        await reading.press("colon")
        reading.app.screen.query_one(Input).value = typed
        await reading.settle()
        assert typed not in offered(reading)
