"""Every command of the table is pressed, by each of its keys, and does what the help says."""

import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.command import CommandPalette

from search import Config
from tui.dialogs.help import Help
from tui.keys.table import COMMANDS


@dataclass(frozen=True)
class Case:
    """`before` leads to a place where `holds` is false; the command's key makes it true."""

    holds: Callable[..., object]  # of the reader and the outside
    before: tuple[str, ...] = ()


def page(ui) -> int:
    return ui.list.size.height // ui.list.row_height - 1


def first_of_list(ui) -> bool:
    return ui.library.entry(ui.library.row("2406.10999")).read


CASES = {
    "move.down": Case(lambda r, _: r.list.cursor == 1),
    "move.up": Case(lambda r, _: r.list.cursor == 1, ("j", "j")),
    "move.page-down": Case(lambda r, _: r.list.cursor == page(r)),
    "move.page-up": Case(lambda r, _: r.list.cursor == 29 - page(r), ("G",)),
    "move.half-down": Case(lambda r, _: r.list.cursor == (page(r) + 1) // 2),
    "move.half-up": Case(lambda r, _: r.list.cursor == 29 - (page(r) + 1) // 2, ("G",)),
    "paper.next": Case(lambda r, _: r.list.cursor == 1 and r.detail.has_focus, ("enter",)),
    "paper.previous": Case(
        lambda r, _: r.list.cursor == 1 and r.detail.has_focus, ("j", "j", "enter")
    ),
    "paper.page-down": Case(
        lambda r, _: r.detail.scroll_y > 0 and not r.session.selection, ("enter",)
    ),
    "paper.page-up": Case(
        lambda r, _: r.detail.scroll_y == 0 and not r.entry.bookmarked, ("enter", "space")
    ),
    "paper.authors": Case(lambda r, _: "Ada Writer10" in r.paper_text, ("j",) * 10),
    "paper.leave": Case(lambda r, _: r.list.has_focus, ("enter",)),
    "list.other": Case(
        lambda r, _: r.input.value == "pruning", ("slash", *"pruning", "enter", "escape")
    ),
    "move.first": Case(lambda r, _: r.list.cursor == 0 and r.top == 0, ("G",)),
    "move.last": Case(lambda r, _: r.list.cursor == 29),
    "move.next-unread": Case(lambda r, _: r.list.cursor == 2, ("j", "m", "g")),
    "move.previous-unread": Case(lambda r, _: r.list.cursor == 0, ("j", "m")),
    "paper.down": Case(lambda r, _: r.detail.scroll_y > 0 and r.list.has_focus),
    "paper.up": Case(lambda r, _: r.detail.scroll_y == 0 and r.list.has_focus, ("J",)),
    "pane.in": Case(lambda r, _: r.detail.has_focus),
    "paper.read": Case(lambda r, _: r.app.screen is not r.reader and "full text" in r.text),
    "pane.out": Case(lambda r, _: r.list.has_focus, ("enter",)),
    "pane.next": Case(lambda r, _: r.detail.has_focus),
    "search": Case(lambda r, _: r.input.has_focus),
    "escape": Case(lambda r, _: r.list.has_focus, ("enter",)),
    "search.filter": Case(lambda r, _: "Show only papers" in r.text),
    "search.order": Case(lambda r, _: "Order" in r.text),
    "search.explain": Case(
        lambda r, _: "score" in r.text and r.app.screen is not r.reader,
        ("slash", *"pruning", "enter"),
    ),
    "foryou.words": Case(lambda r, _: "three papers first" in r.toasts),
    "search.turn-round": Case(lambda r, _: r.titles[0] == "Tokenization without Labels"),
    "view.1": Case(lambda r, _: len(r.titles) == 30, ("4",)),
    "view.2": Case(lambda r, _: len(r.titles) == 29, ("m",)),
    "view.3": Case(lambda r, _: len(r.titles) == 1, ("b",)),
    "view.4": Case(lambda r, _: len(r.titles) == 10),
    "view.5": Case(lambda r, _: "[5 New]" in r.text and not r.titles),
    "view.6": Case(lambda r, _: "[6 Today]" in r.text and not r.titles),
    "view.7": Case(lambda r, _: "[7 For you]" in r.text and "needs 3 papers" in r.text),
    **{f"view.{n}": Case(lambda r, _: "No view has this number" in r.toasts) for n in (8, 9)},
    "view.list": Case(lambda r, _: "Views" in r.text and r.app.screen is not r.reader),
    "view.save": Case(
        lambda r, _: "Save “pruning” as a view" in r.text, ("slash", *"pruning", "enter")
    ),
    "day.older": Case(lambda r, _: r.titles == ["Curriculum for Small Language Models"]),
    "day.newer": Case(lambda r, _: r.titles == ["Tokenization without Labels"], ("G",)),
    "mark.read": Case(lambda r, _: first_of_list(r) and r.list.cursor == 1),
    "mark.bookmark": Case(lambda r, _: r.entry.bookmarked),
    "mark.all-read": Case(lambda r, _: r.library.status().unread == 0),
    "mark.tags": Case(lambda r, _: r.app.screen is not r.reader and "ags" in r.text),
    "mark.note": Case(lambda r, _: r.app.screen is not r.reader and "ote" in r.text),
    "mark.hide": Case(lambda r, _: len(r.titles) == 29),
    "paper.remove": Case(lambda r, _: "for good? Nothing undoes it." in r.text),
    "select.toggle": Case(lambda r, _: "1 selected" in r.shown("#status") and r.list.cursor == 1),
    "select.range": Case(lambda r, _: "3 selected" in r.shown("#status"), ("space", "j")),
    "select.all": Case(lambda r, _: "30 selected" in r.shown("#status")),
    "undo": Case(lambda r, _: not r.entry.bookmarked, ("b",)),
    "redo": Case(lambda r, _: r.entry.bookmarked, ("b", "u")),
    "copy.github": Case(lambda _, outside: outside.copied == ["https://github.com/lab/paper-0"]),
    "copy.menu": Case(lambda r, _: "link to the paper" in r.text),
    "open.page": Case(lambda _, outside: outside.opened == ["https://arxiv.org/abs/2406.10999"]),
    "open.pdf": Case(lambda _, outside: outside.opened == ["https://arxiv.org/pdf/2406.10999"]),
    "open.github": Case(lambda _, outside: outside.opened == ["https://github.com/lab/paper-0"]),
    "fetch.ahead": Case(lambda r, _: "Fetches the full texts of bookmarks" in r.toasts),
    "statistics": Case(lambda r, _: "Papers a day" in r.text),
    "search.related": Case(lambda r, _: "like:" in r.input.value or "related:" in r.input.value),
    "export": Case(lambda r, _: r.app.screen is not r.reader and "30 papers" in r.text),
    "sync": Case(lambda _, outside: outside.fetched == 1),
    "look.alone": Case(lambda r, _: not r.list.display and r.detail.has_focus),
    "look.list": Case(lambda r, _: not r.detail.display and r.list.has_focus),
    "look.density": Case(lambda r, _: r.list.row_height == 1),
    "look.layout": Case(lambda r, _: "Layout: list and paper side by side" in r.toasts),
    "look.larger": Case(lambda r, _: r.list.region.width == 72),
    "look.smaller": Case(lambda r, _: r.list.region.width == 60),
    "look.usual": Case(
        lambda r, _: r.list.region.width == 67 and r.session.position == 2,
        ("plus", "minus", "minus", "j", "j"),
    ),
    "palette": Case(lambda r, _: isinstance(r.app.screen, CommandPalette)),
    "help": Case(lambda r, _: isinstance(r.app.screen, Help)),
    "quit": Case(lambda r, _: r.app._exit),
}


def test_every_command_has_a_case() -> None:
    assert set(CASES) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
async def test_the_first_key_does_what_its_command_says(
    run_reader, library, outside, command
) -> None:
    case, key = CASES[command.id], command.keys.split(",")[0]
    async with run_reader(library, size=(120, 24)) as ui:
        for before in case.before:
            await ui.press(before)
        assert not case.holds(ui, outside)
        await ui.pilot.press(key)
        await ui.until(lambda: case.holds(ui, outside), f"{key} to do {command.id}")


async def test_every_other_key_runs_the_same_action(run_reader, library) -> None:
    async with run_reader(library) as ui:
        for pane in ("list", "detail"):
            ui.reader.query_one(f"#{pane}").focus()
            await ui.settle()
            bound = {key: each.binding.action for key, each in ui.reader.active_bindings.items()}
            in_paper = {key for one in COMMANDS if one.in_paper for key in one.keys.split(",")}
            for command in COMMANDS:
                for key in command.keys.split(","):
                    if command.in_paper:
                        assert (bound.get(key) == f"screen.{command.action}") == (pane == "detail")
                    elif pane == "list" or key not in in_paper:
                        assert bound[key] == command.action, key


async def test_the_footer_in_a_paper_names_keys_that_work_there(run_reader, library) -> None:
    async with run_reader(library) as ui:
        assert "b bookmark" in ui.shown("#keys")
        await ui.press("enter")
        assert "B bookmark" in ui.shown("#keys")
        await ui.press("B")
        assert ui.entry.bookmarked


async def test_q_leaves_the_paper_and_then_the_reader(run_reader, library) -> None:
    async with run_reader(library, size=(60, 20)) as ui:
        await ui.press("enter", "q")
        assert ui.list.display
        assert not ui.app._exit
        await ui.pilot.press("q")
        await ui.until(lambda: ui.app._exit)


async def test_a_key_of_the_config_takes_the_place_of_the_default(run_reader, library) -> None:
    config = Config(read_after=None, keys={"mark.bookmark": "s"})
    async with run_reader(library, config) as ui:
        await ui.press("b")
        assert not ui.entry.bookmarked
        assert "s bookmark" in ui.shown("#keys")
        await ui.press("s")
        assert ui.entry.bookmarked


async def test_the_keys_move_to_the_ends_and_no_further(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("k", "pageup")
        assert ui.list.cursor == 0
        await ui.press("G", "j", "pagedown")
        assert ui.list.cursor == 29


async def test_inside_the_paper_the_same_keys_scroll_it(run_reader, library) -> None:
    async with run_reader(library, size=(120, 14)) as ui:
        await ui.press("enter", "j", "j")
        assert (ui.detail.scroll_y, ui.list.cursor) == (2, 0)
        await ui.press("k")
        assert ui.detail.scroll_y == 1
        await ui.press("G")
        assert ui.detail.scroll_y == ui.detail.max_scroll_y > 1
        await ui.press("g")
        assert ui.detail.scroll_y == 0
        await ui.press("tab")
        assert ui.list.has_focus


async def test_a_unfolds_the_authors_of_the_paper(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 10)
        assert "Ada Writer9" not in ui.paper_text
        assert "and 3 more" in ui.paper_text
        await ui.press("a")
        assert "Ada Writer10" in ui.paper_text
        await ui.press("a")
        assert "Ada Writer10" not in ui.paper_text


async def test_m_goes_on_to_the_next_and_again_makes_unread(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("m", "m")
        assert (library.status().unread, ui.list.cursor) == (28, 2)
        await ui.press("k", "m")
        assert (library.status().unread, ui.list.cursor) == (29, 2)


async def test_n_and_p_say_where_nothing_is_unread(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("p")
        assert "No unread paper above" in ui.toasts
        await ui.press("G", "n")
        assert "No unread paper below" in ui.toasts
        assert ui.list.cursor == 29


async def test_marking_the_list_read_is_one_step_back(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("4", "j", "m", "A")
        assert library.status().unread == 20
        assert "9 papers: read · u undoes" in ui.toasts
        await ui.press("u")
        assert library.status().unread == 29
        await ui.press("ctrl+r")
        assert library.status().unread == 20


async def test_undo_and_redo_go_over_many_steps(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("b", "m", "b", "m", "b", "A")
        after = library.status()
        assert (after.bookmarked, after.unread) == (3, 0)
        await ui.press(*["u"] * 6)
        assert (library.status().bookmarked, library.status().unread) == (0, 30)
        await ui.press("u")
        assert "Nothing to undo" in ui.toasts
        await ui.press(*["ctrl+r"] * 6)
        assert library.status() == after
        await ui.press("ctrl+r")
        assert "Nothing to redo" in ui.toasts
        assert "30 papers" not in ui.shown("#status")
        assert "0 unread · 3 bookmarked" in ui.shown("#status")


async def test_a_mark_is_seen_in_the_row_and_in_the_paper(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("j", "b")
        assert "★" in ui.shown("#list")
        assert "bookmarked" in ui.paper_text
        await ui.press("b")
        assert "★" not in ui.shown("#list")
        assert "bookmarked" not in ui.paper_text


async def test_without_a_repository_the_clipboard_stays(run_reader, library, outside) -> None:
    async with run_reader(library) as ui:
        await ui.press("j", "c")
        assert outside.copied == []
        assert "no GitHub link. The clipboard is unchanged." in ui.toasts
        await ui.press("x")
        assert outside.opened == []
        assert "This paper has no GitHub link." in ui.toasts


@pytest.mark.parametrize(
    ("key", "copied"),
    [
        ("l", ["https://arxiv.org/abs/2406.10999"]),
        ("x", ["https://arxiv.org/abs/2406.10999"]),
        ("g", ["https://github.com/lab/paper-0"]),
        ("escape", []),
        ("y", []),
    ],
)
async def test_y_asks_what_to_copy(run_reader, library, outside, key, copied) -> None:
    async with run_reader(library) as ui:
        await ui.press("y")
        assert "link to the paper" in ui.text
        await ui.press(key)
        assert outside.copied == copied
        assert ui.app.screen is ui.reader


async def test_over_ssh_a_page_is_copied_and_not_opened(
    run_reader, library, outside, monkeypatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with run_reader(library) as ui:
        await ui.press("o")
        assert outside.opened == outside.copied == []
        assert "No browser was found. Copied https://arxiv.org/abs/2406.10999" in ui.toasts
        assert "OSC 52" in ui.toasts


async def test_without_a_browser_the_link_is_copied(run_reader, library, outside) -> None:
    outside.has_browser = False
    async with run_reader(library) as ui:
        await ui.press("O")
        assert outside.copied == ["https://arxiv.org/pdf/2406.10999"]
        assert "by the system's clipboard" in ui.toasts


async def test_a_paper_without_a_page_is_looked_for_by_its_title(
    run_reader, library_of, outside
) -> None:
    async with run_reader(library_of({"title": "Only a title & more"})) as ui:
        await ui.press("o")
        assert outside.opened == ["https://huggingface.co/papers?q=Only+a+title+%26+more"]


async def test_a_text_browser_never_draws_into_the_screen(run_reader, library, outside) -> None:
    outside.browser = webbrowser.GenericBrowser("/usr/bin/w3m")
    async with run_reader(library) as ui:
        await ui.press("o")
        await ui.until(lambda: "Copied https://arxiv.org/abs/2406.10999" in ui.toasts, "the link")
    assert outside.opened == []


async def test_an_unread_paper_is_not_read_while_another_program_has_the_terminal(
    run_reader, library
) -> None:
    async with run_reader(library, Config(read_after=60)) as ui:
        await ui.press("j")
        assert ui.reader.attention.waiting
        ui.app.app_suspend_signal.publish(ui.app)
        assert not ui.reader.attention.waiting
        ui.app.app_resume_signal.publish(ui.app)
        assert ui.reader.attention.waiting


async def test_z_shows_the_paper_alone_and_both_again(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("j", "z")
        assert not ui.list.display
        await ui.press("z")
        assert ui.list.display
        assert ui.list.has_focus
        assert ui.list.cursor == 1
        await ui.press("z", "escape")
        assert ui.list.display


async def test_the_help_shows_every_command_and_finds_one(run_reader, library) -> None:
    async with run_reader(library, size=(120, 120)) as ui:
        await ui.press("question_mark")
        shown = ui.shown("#help-text")
        for command in COMMANDS:
            assert command.help in " ".join(shown.split()), command.id
        await ui.press(*"bookmark")
        assert "Bookmark to read later" in ui.shown("#help-text")
        assert "Next paper" not in ui.shown("#help-text")
        await ui.press("escape")
        assert ui.app.screen is ui.reader


async def test_in_the_help_q_is_a_letter_like_any_other(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("question_mark", *"quit")
        assert "all changes are saved" in ui.shown("#help-text")
        assert not ui.app._exit


async def test_the_palette_runs_a_command(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("ctrl+p")
        await ui.press(*"bookmark to read")
        await ui.until(lambda: "Bookmark to read later" in ui.text)
        await ui.pilot.press("enter", "enter")
        await ui.until(lambda: ui.entry.bookmarked, "the palette to bookmark")


async def test_a_page_of_a_palette_without_room_is_not_turned(run_reader, library) -> None:
    async with run_reader(library, size=(30, 4)) as ui:
        await ui.press("ctrl+p")
        for key in ("pagedown", "pageup", "ctrl+end", "ctrl+home"):
            await ui.pilot.press(key)
        assert isinstance(ui.app.screen, CommandPalette)


async def test_no_command_minds_an_empty_library(run_reader, library_of) -> None:
    async with run_reader(library_of()) as ui:
        for command in COMMANDS:
            await ui.reader.run_action(command.action)
            await ui.pilot.pause()
            while ui.app.screen is not ui.reader:
                await ui.pilot.press("escape")


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("undo", "undo"), ("redo", "redo"), ("quit", "quit"), ("sync", "sync"), ("R", "sync"),
        ("exp", "export"), ("sort", "search.order"), ("open", "open.page"), ("u", "undo"),
        ("help", "help"), ("bookmark", "mark.bookmark"), ("note", "mark.note"), ("theme", "theme"),
        ("split", "paper.split"), ("join", "paper.join"),
        ("ctrl-r", "redo"), ("previous day", "day.older"), ("mark.read", "mark.read"),
    ],
)  # fmt: skip
def test_the_palette_finds_a_command_by_its_id_its_key_and_its_help(typed, command) -> None:
    from tui.reader.actions.palette import _WITHOUT_KEYS, fit

    if typed == "ctrl-r":
        typed = "Ctrl-R"
    best = max((*COMMANDS, *_WITHOUT_KEYS), key=lambda one: fit(one, typed))
    assert best.id == command


async def test_undo_by_its_name_undoes(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("b", "colon")
        await ui.press(*"undo")
        await ui.until(lambda: "undo · Undo the last change" in ui.text, "the command")
        await ui.pilot.press("enter")
        await ui.until(lambda: not library.counts().bookmarked, "the undo")


async def test_the_palette_begins_with_what_was_run_from_it_most(run_reader, library) -> None:
    library.remember("commands", {"mark.note": 1, "sync": 3})
    async with run_reader(library) as ui:
        await ui.press("colon")
        await ui.until(lambda: "sync · " in ui.text, "the commands")
        assert ui.text.index("sync · ") < ui.text.index("mark.note · ")
        await ui.press(*"statistics")
        await ui.until(lambda: "statistics · " in ui.text)
        await ui.pilot.press("enter")
        await ui.until(lambda: library.recall("commands")["statistics"] == 1, "the count")


async def test_several_copies_are_counted_in_english(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("space", "space", "y", "b")
        assert "Copied 2 BibTeX entries" in ui.toasts
