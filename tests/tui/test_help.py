"""The help: every key and the query language, searched as one types, and run on Enter."""

import re

import pytest
from textual.widgets import OptionList

from search import LANGUAGE, Config
from tui.dialogs.help import Help
from tui.keys.table import COMMANDS


def chosen(reading) -> str:
    """The text of the line that is chosen, without its gaps."""
    options = reading.app.screen.query_one(OptionList)
    if options.highlighted is None:
        return ""
    return " ".join(str(options.get_option_at_index(options.highlighted).prompt).split())


def offered(reading) -> int:
    """How many lines can be chosen."""
    return sum(not option.disabled for option in reading.app.screen.query_one(OptionList).options)


async def test_every_command_and_every_form_can_be_chosen(read, library) -> None:
    async with read(library) as reading:
        await reading.press("question_mark")
        assert offered(reading) == len(COMMANDS) + len(LANGUAGE)
        assert chosen(reading) == ""
        await reading.press("enter")
        assert isinstance(reading.app.screen, Help), "nothing was chosen, so nothing happens"
        await reading.press("down", "down", "up")
        assert chosen(reading) == "j ↓ Next paper"
        await reading.press("up")
        assert "sort:" in chosen(reading) or chosen(reading).startswith("*"), "round to the end"


async def test_enter_on_a_command_runs_it(read, library) -> None:
    async with read(library) as reading:
        await reading.press("j", "question_mark", *"later bookmark")
        assert offered(reading) == 1
        assert chosen(reading).startswith("b Bookmark to read later")
        await reading.press("enter")
        assert reading.app.screen is reading.reader
        assert reading.entry.bookmarked
        assert reading.list.cursor == 1


@pytest.mark.parametrize("form", LANGUAGE, ids=lambda form: form.write)
async def test_enter_on_an_example_searches_for_it(read, library, form) -> None:
    async with read(library) as reading:
        await reading.press("question_mark")
        reading.app.screen.query_one("#help-search").value = form.means
        await reading.press("enter")
        assert reading.app.screen is reading.reader
        # An example that names a paper names the one under the cursor.
        example = form.example.replace("2406.01234", "2406.10999")
        assert reading.input.value == example
        assert reading.list.has_focus
        assert reading.session.results.query == example
        assert reading.session.results.ignored == ()


async def test_a_click_runs_a_line(read, library) -> None:
    async with read(library) as reading:
        await reading.press("question_mark", *"upvotes stars trending")
        await reading.click("#help-text", (20, 1))
        assert "Order" in reading.text
        assert not isinstance(reading.app.screen, Help)


async def test_what_nothing_tells_of_is_said(read, library) -> None:
    async with read(library) as reading:
        await reading.press("question_mark", *"zzz", "enter", "down", "enter")
        assert "Nothing in the help matches." in reading.text
        await reading.press("escape")
        assert reading.app.screen is reading.reader


async def test_the_keys_are_those_in_force(read, library) -> None:
    config = Config(preset="newsboat", keys={"undo": "ctrl+t"}, read_after=None)
    async with read(library, config) as reading:
        await reading.press("b", "question_mark", *"undo the")
        assert chosen(reading) == "Ctrl-T Undo the last change"
        await reading.press("enter")
        assert not reading.entry.bookmarked


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_nothing_is_cut_at_any_size(read, library, size) -> None:
    async with read(library, size=size) as reading:
        await reading.press("question_mark", "down")
        lines = reading.app.screen.query_one(OptionList)
        seen = ""
        for _ in range(lines.option_count):
            shown = re.sub("[▁-█]", " ", reading.shown("#help-text"))  # the scrollbar
            assert max(len(line) for line in shown.splitlines()) < size[0] - 4
            seen += " ".join(shown.split()) + " "
            if lines.highlighted == lines.option_count - 1:
                break
            await reading.press("pagedown")
        for form in (*COMMANDS, *LANGUAGE):
            text = form.help if hasattr(form, "help") else form.means
            assert " ".join(text.split()) in seen
        assert "Esc close" in reading.shown("#help-keys")


@pytest.mark.parametrize("key", ["pagedown", "pageup", "down", "up"])
async def test_where_there_is_no_help_no_key_chooses_any(read, library, key) -> None:
    async with read(library) as reading:
        await reading.press("question_mark", *"nosuch", key, "enter")
        assert isinstance(reading.app.screen, Help)
        assert chosen(reading) == ""
