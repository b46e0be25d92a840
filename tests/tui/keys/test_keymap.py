"""Keys as the user wants them: presets, the config's keys, and what cannot be is reported."""

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.theme import BUILTIN_THEMES

from search import Config, load_config
from tui.app import Broadsheet
from tui.appearance import theme_names
from tui.appearance.themes import THEMES
from tui.keys.key_names import character_of, key_named, name_of
from tui.keys.keymap import keymap
from tui.keys.presets import PRESETS
from tui.keys.table import shown_key


@pytest.fixture
def config(tmp_path: Path):
    """Reads a config that holds the lines given."""

    def made(*lines: str) -> Config:
        file = tmp_path / "config.toml"
        file.write_text("\n".join(["read_after = 'never'", *lines]))
        return load_config(file)

    return made


def keys_of(config: Config) -> dict[str, str]:
    return {command.id: command.keys for command in keymap(config).commands}


def faults(config: Config) -> list[str]:
    """The problems, without the file's name."""
    return [problem.partition(", ")[2] for problem in keymap(config).problems]


DEFAULT = keys_of(Config())
TAB = "undo: Tab is reserved: it completes what is typed in a text field"
LOST = 'undo: {0} was bound to {1}, which {2}; set {1} to another key, or to ""'


# -- names of keys -------------------------------------------------------------------------------


def test_every_character_is_named_as_textual_names_it_and_shown_as_itself() -> None:
    for character in string.ascii_letters + string.digits + string.punctuation + "äß€":
        key = key_named(character)
        assert key == _character_to_key(character)
        assert shown_key(key) == character


@given(st.characters(exclude_categories=["Cs"]))
def test_names_and_characters_of_keys_are_those_of_textual(character: str) -> None:
    if unicodedata.name(character, ""):  # Textual has a name of its own for TAB
        assert name_of(character) == _character_to_key(character)
    for key in (character, name_of(character), f"ctrl+{character}"):
        assert character_of(key) == key_to_character(REPLACED_KEYS.get(key, key))


def test_the_themes_are_those_of_textual_and_our_own() -> None:
    assert {theme.name for theme in THEMES} == set(theme_names.OWN)
    assert set(theme_names.NAMES) == {*theme_names.OWN, *BUILTIN_THEMES}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl-R", "ctrl+r"), ("ctrl+R", "ctrl+r"), ("alt+v", "alt+v"), ("shift+j", "J"),
        ("Alt-<", "alt+less_than_sign"), ("shift+ctrl+f5", "ctrl+shift+f5"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("Del", "delete"), ("Backspace", "backspace"), ("Tab", "tab"),
        ("Space", "space"), (" ", "space"), ("F1", "f1"), ("↓", "down"), ("-", "minus"),
        ("ctrl+-", "ctrl+minus"), ("+", "plus"), ("ctrl++", "ctrl+plus"), ("ctrl+i", "tab"),
    ],
)  # fmt: skip
def test_a_key_may_be_written_as_it_is_shown_and_as_textual_names_it(written, key) -> None:
    assert key_named(written) == key
    assert key_named(key) == key
    assert key_named(shown_key(key)) == key


@pytest.mark.parametrize(
    "written", ["", "bogus", "ctrl+bogus", "hold+x", "f25", "j k", "ctrl+", "»"]
)
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_named(written) is None


@given(st.text(max_size=12))
def test_no_text_breaks_the_naming_of_keys(written: str) -> None:
    key = key_named(written)
    assert key is None or (key_named(key) == key and shown_key(key))


# -- presets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS)
def test_in_a_preset_every_command_has_keys_and_no_two_have_the_same(preset: str) -> None:
    made = keymap(Config(preset=preset))
    assert made.problems == ()
    for in_paper in (False, True):
        keys = [key for key, _ in made.bindings(in_paper=in_paper)]
        assert sorted(keys) == sorted(set(keys))
        assert all(key_named(key) == key for key in keys)
    assert all(made.key(one.id) for one in made.commands if not one.in_paper)
    assert set(PRESETS[preset]) <= set(DEFAULT)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_takes_what_a_text_field_or_the_terminal_needs(preset: str) -> None:
    keys = keys_of(Config(preset=preset))
    assert "tab" in keys["pane.next"].split(",")
    assert "enter" in keys["pane.in"].split(",")
    assert "escape" in keys["escape"].split(",")
    assert not {"ctrl+z", "ctrl+c", "ctrl+q"} & set(",".join(keys.values()).split(","))


def test_by_default_r_reads_the_paper_and_in_newsboat_it_reloads() -> None:
    assert DEFAULT["paper.read"] == "r"
    assert "r" in keys_of(Config(preset="newsboat"))["sync"].split(",")


# -- the config's keys ---------------------------------------------------------------------------


def test_the_keys_of_the_config_go_before_those_of_the_preset(config) -> None:
    keys = keys_of(config("[keys]", "preset = 'newsboat'", "sync = 'f5'", "mark.read = 'm, x2'"))
    assert (keys["sync"], keys["mark.read"]) == ("f5", "m")
    assert keys["export"] == "s"


def test_an_empty_text_takes_the_keys_away_without_a_word(config) -> None:
    made = config("[keys]", "search.order = ''", "mark.bookmark = 's'")
    assert faults(made) == []
    assert keys_of(made)["search.order"] == ""


@pytest.mark.parametrize(
    ("line", "problem", "keys"),
    [
        ("mark.raed = 'x'", "mark.raed: unknown command; did you mean mark.read?", {}),
        ("zzz = 'x'", "zzz: unknown command; `broadsheet keys` lists them", {}),
        ("undo = 'bogus'", "undo: unknown key 'bogus'", {}),
        ("undo = 'bogus,F2'", "undo: unknown key 'bogus'", {"undo": "f2"}),
        ("undo = 'tab'", TAB, {}),
        ("undo = 'ctrl+i'", TAB, {}),
        ("undo = 'Esc'", "undo: Esc is reserved: it leaves a text field", {}),
        ("undo = 'ctrl+z'", "undo: Ctrl-Z is reserved: it suspends the program", {}),
        ("undo = 's'", LOST.format("s", "search.order", "is now unbound"),
         {"undo": "s", "search.order": ""}),
        ("undo = 'k'", LOST.format("k", "move.up", "keeps ↑"),
         {"undo": "k", "move.up": "up"}),
        ("preset = 'vi'", "preset: unknown preset; expected default, newsboat, emacs", {}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_reported_with_its_line_and_the_rest_works(
    config, line, problem, keys
) -> None:
    made = config("[keys]", "mark.note = 'N'", line)
    assert faults(made) == [f"line 4: {problem}"]
    assert keys_of(made) == {**DEFAULT, "mark.note": "N", **keys}


def test_of_two_commands_on_one_key_the_first_has_it(config) -> None:
    made = config("[keys]", "undo = 'U'", "redo = 'U,F3'", "sync = 'U'")
    assert faults(made) == [
        "line 4: redo: U is already bound to undo",
        "line 5: sync: U is already bound to undo",
    ]
    assert keys_of(made) == {**DEFAULT, "undo": "U", "redo": "f3"}


# -- in the reader -------------------------------------------------------------------------------


async def test_what_cannot_be_is_reported_when_the_reader_starts(
    run_reader, library, config
) -> None:
    made = config("theme = 'nrod'", "density = 'thin'", "[keys]", "mark.raed = 'x'", "undo = 'F2'")
    async with run_reader(library, made) as ui:
        assert "line 2: theme: unknown theme 'nrod'" in ui.toasts
        assert 'line 3: density: must be "normal" or "compact"' in ui.toasts
        assert "line 5: mark.raed: unknown command" in ui.toasts
        await ui.press("b", "m")
        assert "bookmarked" in ui.toasts
        assert "line 2: theme" in ui.toasts, "until it was read"
        await ui.press("b", "f2")
        assert not ui.entry.bookmarked


async def test_everything_on_the_screen_names_the_key_in_force(run_reader, library, config) -> None:
    made = config(
        "[keys]", "mark.bookmark = 'B'", "undo = 'U'", "copy.github = 'alt+c'", "view.4 = '0'"
    )
    async with run_reader(library, made) as ui:
        await ui.press("B")
        assert ui.entry.bookmarked
        assert "U undoes" in ui.toasts
        assert "B bookmark" in ui.shown("#keys")
        assert "0 With code" in ui.lines[0]
        assert "Alt-c  github.com" in ui.paper_text
        await ui.press("question_mark", *"bookmark to read")
        assert "B  " in ui.shown("#help-text")
        await ui.press("escape", "b", "u", "4", "c")
        assert ui.entry.bookmarked
        assert len(ui.titles) == 30
        await ui.press("U", "0")
        assert library.status().bookmarked == 0
        assert len(ui.titles) == 10


async def test_letters_are_typed_whatever_they_do_in_the_list(run_reader, library) -> None:
    async with run_reader(library, Config(preset="newsboat", read_after=None)) as ui:
        await ui.press("slash", *"pruning", "enter")
        assert ui.input.value == "pruning"
        assert len(ui.titles) == 5
        await ui.press("N")
        assert library.status().unread == 29


async def test_in_emacs_ctrl_s_searches_and_ctrl_g_leaves(run_reader, library) -> None:
    async with run_reader(library, Config(preset="emacs", read_after=None)) as ui:
        await ui.press("ctrl+n", "n", "ctrl+p")
        assert ui.list.cursor == 1
        await ui.press("ctrl+s", *"pruning")
        assert "Esc clear" in ui.shown("#keys")
        assert "Tab complete" in ui.shown("#keys")
        await ui.press("ctrl+g")
        assert ui.input.value == ""
        assert ui.list.has_focus
        await ui.press("ctrl+v")
        assert ui.list.cursor > 1


async def test_a_command_without_a_key_is_in_the_palette_and_named(
    run_reader, library, config
) -> None:
    made = config("[keys]", "undo = ''")
    async with run_reader(library, made) as ui:
        await ui.press("b", "u")
        assert ui.entry.bookmarked
        assert ":undo undoes" in ui.toasts
        await ui.press("ctrl+p", *"undo the")
        await ui.until(lambda: "Undo the last change" in ui.text)
        await ui.pilot.press("enter", "enter")
        await ui.until(lambda: not ui.entry.bookmarked, "the palette to undo")


async def test_ctrl_z_suspends_from_wherever_one_is(run_reader, library, monkeypatch) -> None:
    slept: list[bool] = []
    monkeypatch.setattr(Broadsheet, "action_suspend_process", lambda _: slept.append(True))
    async with run_reader(library) as ui:
        await ui.press("ctrl+z", "slash", "ctrl+z", "escape", "y", "ctrl+z")
        assert len(slept) == 3
