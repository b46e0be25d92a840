"""Keys that come faster than their effects, as from a script or a slow line, each go where they
would have gone one by one."""

import asyncio
import time

import pytest
from textual import events
from textual.message import Message
from textual.widgets import Static

NAMES = {" ": "space", "/": "slash", ":": "colon", "?": "question_mark"}


def burst(ui, *keys: str) -> None:
    """Keys as the terminal sends them, all at once."""
    for key in keys:
        character = key if len(key) == 1 else None
        ui.app.post_message(events.Key(NAMES.get(key, key), character))


async def test_a_search_typed_at_once(run_reader, library) -> None:
    async with run_reader(library) as ui:
        burst(ui, *"/pruning", "backspace", "g", "enter", "b", "j", "m")
        await ui.settle()
        assert ui.input.value == "pruning"
        assert len(ui.titles) == 5
        assert ui.list.has_focus
        assert (library.status().bookmarked, library.status().unread) == (1, 29)
        assert ui.list.cursor == 2


async def test_also_before_the_first_frame(run_reader, library) -> None:
    async with run_reader(library, settled=False) as ui:
        burst(ui, *"/pruning", "enter")
        await ui.until(lambda: ui.input.value == "pruning", ui.input.value)
        await ui.settle()
        assert ui.list.has_focus
        assert len(ui.titles) == 5


async def test_a_paste_behind_its_key(run_reader, library) -> None:
    async with run_reader(library) as ui:
        burst(ui, "/")
        ui.app.post_message(events.Paste("pruning"))
        burst(ui, "enter")
        await ui.settle()
        assert ui.input.value == "pruning"
        assert ui.list.has_focus


async def test_tags_typed_at_once(run_reader, library, monkeypatch) -> None:
    monkeypatch.setattr(library, "mark", slowly(library.mark))
    async with run_reader(library) as ui:
        burst(ui, *"ttall, nlp", "enter", "j", *"tsmall", "enter", "u")
        await ui.settle()
        assert ui.app.screen is ui.reader
        assert library.tags() == {"nlp": 1, "tall": 1}
        assert ui.list.cursor == 1


async def test_a_note_a_view_and_a_file_typed_at_once(run_reader, library, tmp_path) -> None:
    path = tmp_path / "out.bib"
    async with run_reader(library) as ui:
        burst(ui, *"ebmw", "ctrl+s", *"/pruning", "enter", *"VCut", "enter", "j")
        burst(ui, "E", *str(path), "enter")
        await ui.until(path.exists, "the file")
        await ui.settle()
        assert library.entry(library.row("2406.10999")).note == "bmw"
        assert [view.name for view in library.views.all()] == ["Cut"]
        assert ui.session.view == "saved:Cut"
        rows = ui.session.results.page(0, 9)
        best = library.search("pruning").page(0, 1)[0]  # the cursor stays on it in the view
        # The view may have opened from the list of the half-typed word, which had another best.
        assert ui.list.cursor in (1, rows.index(best) + 1)
        assert path.read_text("utf-8").count("@") == 5


async def test_menus_and_help_typed_at_once(run_reader, library, outside) -> None:
    async with run_reader(library) as ui:
        burst(ui, *"fcyl", "j", *"sn")
        burst(ui, *"?later bookmark", "enter", *"wjj", "enter")
        await ui.settle()
        assert outside.copied == ["https://arxiv.org/abs/2406.10999"]
        assert ui.input.value == "has:code sort:title"
        assert library.status().bookmarked == 1
        assert ui.session.view == "bookmarks"


async def test_the_palette_typed_at_once(run_reader, library) -> None:
    async with run_reader(library) as ui:
        burst(ui, *":mark read: pruning", "enter", "j", "b", "u", "u")
        await ui.settle()
        assert ui.list.cursor == 1
        assert (library.status().bookmarked, library.status().unread) == (0, 30)
        assert library.redo().what == "5 papers: read"


@pytest.mark.parametrize("opens", ["t", "e", "w", "E", "?", "#", "y", "f", "s", ":"])
async def test_opened_and_left_at_once(run_reader, library, opens) -> None:
    async with run_reader(library) as ui:
        burst(ui, *[opens, "escape"] * 3, "j")
        await ui.settle()
        assert ui.app.screen is ui.reader
        assert ui.list.cursor == 1


async def test_a_key_is_for_the_list_that_was_asked_for(run_reader, library, monkeypatch) -> None:
    monkeypatch.setattr(library, "search", slowly(library.search))
    async with run_reader(library, settled=False) as ui:
        burst(ui, "j", "b", *"/pruning", "enter", "j", "m", *"4j", "m")
        await ui.until(lambda: library.status().unread == 28, "the marks")
        await ui.settle()
    bookmarked = library.entries(library.search("is:bookmarked").page(0, 9))
    assert [entry.paper.id for entry in bookmarked] == ["2406.10998"]
    read_ones = library.entries(library.search("is:read").page(0, 9))
    assert {entry.paper.id for entry in read_ones} == {"2406.10996", "2406.10984"}


async def test_a_key_waits_for_a_change_that_takes_long(run_reader, library, monkeypatch) -> None:
    """The store may be another program's for a while; the next keys go on from what was done."""
    monkeypatch.setattr(library, "mark", slowly(library.mark))
    async with run_reader(library) as ui:
        burst(ui, *"mmb", *"/pruning", "enter", "u")
        await ui.settle()
        assert library.status().unread == 28
        assert library.status().bookmarked == 0
        assert ui.input.value == "pruning"


def slowly(do):
    def done(*args, **how):
        time.sleep(0.05)
        return do(*args, **how)

    return done


class Restless(Static):
    """A widget that is never done with its messages."""

    class Again(Message):
        """Posted again as soon as it is handled."""

    def on_mount(self) -> None:
        self.post_message(self.Again())

    async def on_restless_again(self, message: Again) -> None:
        message.stop()
        self.post_message(self.Again())
        await asyncio.sleep(0)  # or the event loop would do nothing else


async def test_a_widget_that_never_rests_keeps_no_key_away(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.reader.mount(Restless())
        burst(ui, "j", "j", "b")
        await ui.until(lambda: library.status().bookmarked == 1, "the keys")
        assert ui.list.cursor == 2
