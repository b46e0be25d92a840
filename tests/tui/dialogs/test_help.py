"""The help: every key and the query language, searched as one types, and run on Enter."""

import re

import pytest
from textual.widgets import OptionList

from search import LANGUAGE, Config
from tui.dialogs.help import Help
from tui.keys.table import COMMANDS

NAMES_A_PAPER = next(form for form in LANGUAGE if "2406.01234" in form.example)


def chosen(ui) -> str:
    """The text of the line that is chosen, without its gaps."""
    options = ui.app.screen.query_one(OptionList)
    if options.highlighted is None:
        return ""
    return " ".join(str(options.get_option_at_index(options.highlighted).prompt).split())


def offered(ui) -> int:
    """How many lines can be chosen."""
    return sum(not option.disabled for option in ui.app.screen.query_one(OptionList).options)


async def test_every_command_and_every_form_can_be_chosen(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark")
        assert offered(ui) == len(COMMANDS) + len(LANGUAGE)
        assert chosen(ui) == ""
        await ui.press("enter")
        assert isinstance(ui.app.screen, Help), "nothing was chosen, so nothing happens"
        await ui.press("down", "down", "up")
        assert chosen(ui) == "j ↓ Next paper"
        await ui.press("up")
        assert "sort:" in chosen(ui) or chosen(ui).startswith("*"), "round to the end"


async def test_enter_on_a_command_runs_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("j", "question_mark", *"later bookmark")
        assert offered(ui) == 1
        assert chosen(ui).startswith("b B Bookmark to read later")
        await ui.press("enter")
        assert ui.app.screen is ui.reader
        assert ui.entry.bookmarked
        assert ui.list.cursor == 1


async def test_each_form_is_found_by_what_it_means(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark")
        for form in LANGUAGE:
            ui.app.screen.query_one("#help-search").value = form.means
            await ui.settle()
            assert offered(ui) == 1, form.write
            assert chosen(ui).startswith(form.write), chosen(ui)
            example = form.example.replace("2406.01234", "2406.10999")
            assert library.search(example).ignored == (), example


@pytest.mark.parametrize(
    "form", [LANGUAGE[0], LANGUAGE[-1], NAMES_A_PAPER], ids=lambda form: form.write
)
async def test_enter_on_an_example_searches_for_it(run_reader, library, form) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark")
        ui.app.screen.query_one("#help-search").value = form.means
        await ui.press("enter")
        assert ui.app.screen is ui.reader
        # An example that names a paper names the one under the cursor.
        example = form.example.replace("2406.01234", "2406.10999")
        assert ui.input.value == example
        assert ui.list.has_focus
        assert ui.session.results.query == example


async def test_a_click_runs_a_line(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark", *"upvotes stars trending")
        await ui.click("#help-text", (20, 1))
        assert "Order" in ui.text
        assert not isinstance(ui.app.screen, Help)


async def test_what_nothing_tells_of_is_said(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark", *"zzz", "enter", "down", "enter")
        assert "Nothing in the help matches." in ui.text
        await ui.press("escape")
        assert ui.app.screen is ui.reader


async def test_the_keys_are_those_in_force(run_reader, library) -> None:
    config = Config(preset="newsboat", keys={"undo": "ctrl+t"}, read_after=None)
    async with run_reader(library, config) as ui:
        await ui.press("b", "question_mark", *"undo the")
        assert chosen(ui) == "Ctrl-T Undo the last change"
        await ui.press("enter")
        assert not ui.entry.bookmarked


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_nothing_is_cut_at_any_size(run_reader, library, size) -> None:
    async with run_reader(library, size=size) as ui:
        await ui.press("question_mark", "down")
        lines = ui.app.screen.query_one(OptionList)
        seen = ""
        for _ in range(lines.option_count):
            shown = re.sub("[▁-█]", " ", ui.shown("#help-text"))  # the scrollbar
            assert max(len(line) for line in shown.splitlines()) < size[0] - 4
            seen += " ".join(shown.split()) + " "
            if lines.highlighted == lines.option_count - 1:
                break
            await ui.press("pagedown")
        for form in (*COMMANDS, *LANGUAGE):
            text = form.help if hasattr(form, "help") else form.means
            assert " ".join(text.split()) in seen
        assert "Esc close" in ui.shown("#help-keys")


async def test_where_there_is_no_help_no_key_chooses_any(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark", *"nosuch")
        for key in ("pagedown", "pageup", "down", "up"):
            await ui.press(key, "enter")
            assert isinstance(ui.app.screen, Help), key
            assert chosen(ui) == ""
