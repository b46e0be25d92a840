"""Colours that can be read, and a screen that can be read without them."""

import pytest
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from search import Config, Marking
from tui.appearance.glyphs import ASCII, Glyphs, glyphs
from tui.appearance.plain import PlainSigns
from tui.appearance.themes import THEMES

OWN = [theme.name for theme in THEMES if not theme.ansi]
ON_OWN_BACKGROUND = [theme.name for theme in THEMES if theme.ansi]


def luminance(color: RichColor) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrasts(ui, selector: str) -> dict[str, float]:
    """Each piece of text that a widget shows, with its contrast to what is behind it."""
    region = ui.app.screen.query_one(selector).region
    strips = ui.app.screen._compositor.render_strips()[region.y : region.bottom]
    found = {}
    for strip in strips:
        for segment in strip.crop(region.x, region.right):
            if any(char.isalnum() for char in segment.text):
                light, dark = sorted(
                    (luminance(segment.style.color), luminance(segment.style.bgcolor)), reverse=True
                )
                found[segment.text] = (light + 0.05) / (dark + 0.05)
    assert found, f"{selector} shows nothing"
    return found


@pytest.mark.parametrize("theme", OWN)
async def test_all_text_of_our_themes_can_be_read(run_reader, library, theme) -> None:
    rows = library.search("").page(0, 3)
    library.mark(rows[1:], Marking(read=True, bookmarked=True, tag=("later",), note="A note."))
    async with run_reader(library, Config(theme=theme, read_after=None)) as ui:
        for keys in ((), ("slash", *"title:pruning OR cost -nope"), ("enter",), ("enter",), ("B",)):
            await ui.press(*keys)
            for selector in ("#views", "#search", "#list", "#detail", "#status", "#keys"):
                for text, contrast in contrasts(ui, selector).items():
                    assert contrast >= 4.5, (selector, keys, text, contrast)
            for text, contrast in contrasts(ui, "#detail").items():
                if "from the side of" in text:
                    assert contrast >= 7, (text, contrast)
        for text, contrast in contrasts(ui, "Toast").items():
            assert contrast >= 4.5, text
        for key, selector in (("question_mark", "#help"), ("y", "#choices"), ("w", "#view-list")):
            await ui.press(key)
            for text, contrast in contrasts(ui, selector).items():
                assert contrast >= 4.5, (selector, text, contrast)
            await ui.press("escape")


async def test_every_theme_is_drawn(run_reader, library) -> None:
    async with run_reader(library) as ui:
        names = sorted(ui.app.available_themes)
        assert {"broadsheet", "newsprint"} <= set(names)
        for name in names:
            ui.app.theme = name
            await ui.pilot.pause()
            assert "Curriculum for Small" in ui.shown("#list")
            assert "Curriculum for Small" in ui.shown("#detail")
            if not ui.app.current_theme.ansi:  # those colours only the terminal knows
                found = contrasts(ui, "#detail")
                quiet = next(seen for text, seen in found.items() if "listed" in text)
                plain = next(seen for text, seen in found.items() if "from the side" in text)
                assert 0.4 * plain < quiet < plain, (name, quiet, plain)


@pytest.mark.parametrize("name", ON_OWN_BACKGROUND)
async def test_behind_the_text_is_what_the_terminal_has_there(run_reader, library, name) -> None:
    async with run_reader(library, Config(theme=name, read_after=None)) as ui:
        await ui.press("j", "b")
        at_work = ui.lines_of_cursor
        for y, strip in enumerate(ui.app.screen._compositor.render_strips()):
            for segment in strip:
                style = segment.style
                if style and style.bgcolor and not at_work.y <= y < at_work.bottom:
                    assert style.bgcolor.is_default, segment
                if style and name.startswith("terminal"):
                    for color in filter(None, (style.color, style.bgcolor)):
                        assert color.type in (ColorType.DEFAULT, ColorType.STANDARD), segment
        for key in ("question_mark", "y", "w", "colon", "e"):
            await ui.press(key)
            assert ui.app.screen is not ui.reader
            await ui.press("escape")


@pytest.mark.parametrize("name", [name for name in BUILTIN_THEMES if "ansi" in name])
async def test_the_terminals_own_colours(run_reader, library, name) -> None:
    async with run_reader(library) as ui:
        ui.app.theme = name
        await ui.press("j", "b", "enter")
        assert ui.entry.bookmarked


async def test_without_colour_everything_is_there(run_reader, library, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with run_reader(library) as ui:
        await ui.press("j", "b", "m")
        assert "★" in ui.shown("#list")
        for strip in ui.app.screen._compositor.render_strips():
            for style in {segment.style for segment in strip if segment.style}:
                for color in (style.color, style.bgcolor):
                    assert color is None or len(set(color.get_truecolor())) == 1, "not a grey"


async def test_every_state_has_a_shape_of_its_own(run_reader, library) -> None:
    rows = library.search("").page(0, 4)
    library.mark([rows[1]], Marking(read=True))
    library.mark([rows[2]], Marking(bookmarked=True))
    async with run_reader(library) as ui:
        lines = ui.shown("#list").splitlines()
        states = [lines[number * ui.list.row_height][1:5] for number in range(4)]
        assert states == ["● ⌥ ", "○   ", "●★  ", "● ⌥ "]
        assert lines[0].startswith("▌")
        assert not lines[ui.list.row_height].startswith("▌")


async def test_papers_that_are_new_have_another_shape(
    run_reader, library, open_library, folder
) -> None:
    library.remember("new_since", 0)
    async with run_reader(open_library(folder)) as ui:
        await ui.press("m")
        lines = ui.shown("#list").splitlines()
        assert (lines[0][1], lines[ui.list.row_height][1]) == ("◇", "◆")


@pytest.mark.parametrize(
    ("terminal", "chosen"),
    [
        ({"encoding": "utf-8", "term": "xterm-256color"}, Glyphs()),
        ({"encoding": "ascii", "term": "xterm"}, ASCII),
        ({"encoding": "iso8859-1", "term": "xterm"}, ASCII),
        ({"encoding": "utf-8", "term": "linux"}, ASCII),  # the console's fonts have few signs
    ],
)
def test_the_signs_are_those_that_the_terminal_has(terminal, chosen) -> None:
    assert glyphs(ascii_only=False, **terminal) == chosen


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "Gödel - 數羊 ❤\ufe0f 👨\u200d👩\u200d👧 e\u0301 x"),
        ("ascii", "Godel - ???? ?? ?? e x"),
        ("iso8859-1", "Gödel - ???? ?? ?? e x"),
    ],
)
def test_a_letter_that_the_terminal_lacks_moves_nothing(encoding, shown) -> None:
    text = "Gödel — 數羊 ❤\ufe0f 👨\u200d👩\u200d👧 e\u0301 x"
    (segment,) = PlainSigns(encoding).apply([Segment(text)], Color.parse("black"))
    assert segment.text == shown
    assert segment.cell_length == Segment(text).cell_length


async def test_ascii_glyphs_leave_only_ascii(run_reader, library) -> None:
    library.mark(library.search("").page(0, 1), Marking(bookmarked=True, note="x", tag=("t",)))
    async with run_reader(library, Config(ascii=True, read_after=None)) as ui:
        for keys in ((), ("slash", *"pruning"), ("enter",), ("space", "b"), ("enter",), ("y",)):
            await ui.press(*keys)
            odd = {char for char in ui.text if not char.isascii()}
            assert not odd, (keys, sorted(odd))
