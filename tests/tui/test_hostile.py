"""Any text is shown in every widget: it does not crash, act on the terminal, or get lost."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.style import Style

from search import Headline, Marking, PartialDate
from tui.appearance.glyphs import ASCII, Glyphs
from tui.appearance.looks import Looks
from tui.listing import ListRow
from tui.reader.background import Background
from tui.widgets.row import Styles, draw, shape

# A text, and what of it a person must be able to read.
TEXTS = {
    "closing tag": ("Loss [/b] and [/] rise", "Loss [/b] and [/] rise"),
    "mask": ("Fill the [MASK] in", "Fill the [MASK] in"),
    "click": ("Go [@click=app.quit]x[/] on", "[@click=app.quit]x[/]"),
    "colour": ("[red on blue]Loud[/] title", "[red on blue]Loud[/]"),
    "escape": ("Red \x1b[31malert\x1b]0;owned\x07 here", "alert"),
    "c1": ("Test \x9b31m\x90q\x80 \x89 done", "done"),
    "marks": ("Zalgo a" + "\u0301" * 100 + " tail", "tail"),
    "cjk": ("概念擦除 keeps 同名", "概念擦除"),
    "right-to-left": ("שלום עולם and مرحبا", "שלום"),
    "override": ("abc\u202edef\u2066ghi", "abcdefghi"),
    "emoji": ("Family 👨‍👩‍👧‍👦 and 🏳️‍🌈 flag", "and"),
    "zero width": ("zero\u200bwidth\u2060joined\ufeff end", "end"),
    "long word": ("W" * 10_000, "WWWWWWWWWW"),
    "backslashes": (r"Cost \[x] \\[b] {braces} $\mathbb{R}$", r"\[x]"),
}
HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def paper(text: str) -> dict[str, object]:
    return {
        "title": text,
        "abstract": f"{text} {text}",
        "authors": [f"{text[:200]} {number}" for number in range(12)],
        "keywords": [text, "other"],
        "github": "https://github.com/lab/[b]",
        "links": ["https://example.org/[/b]", f"https://example.org/{text}"],
        "sources": [text],
        "listed": "2024-06-03",
    }


def check(ui, shown: str = "", selector: str = "") -> None:
    """No line acts on the terminal, every line has the screen's width, and `shown` is there."""
    width = ui.app.size.width
    for strip in ui.app.screen._compositor.render_strips():
        assert not HARMFUL.search(strip.text), ascii(strip.text)
        assert strip.cell_length == width
    assert ui.app.is_running
    if selector:
        assert shown in ui.shown(selector), ui.shown(selector)


@pytest.mark.parametrize("name", TEXTS)
async def test_every_widget_shows_it(run_reader, library_of, outside, name) -> None:
    text, shown = TEXTS[name]
    library = library_of(paper(text))
    row = library.search("").page(0, 1)[0]
    library.mark([row], Marking(tag=(text[:60],), note=f"{text}\n{text}"))
    async with run_reader(library) as ui:
        check(ui, shown, "#list")
        check(ui, shown, "#detail")
        await ui.press("enter", "a", "G")  # every author, the note and the abstract
        check(ui)
        await ui.press("escape", "b")
        check(ui, "bookmarked", "Toast")

        ui.reader.control.say(text)
        await ui.until(lambda: shown in ui.shown("Toast"), "the notice")
        check(ui)

        ui.reader.on_background_progressed(Background.Progressed(text))
        await ui.pilot.pause()
        check(ui)
        ui.reader.on_background_progressed(Background.Progressed(""))

        await ui.press("slash")
        paste(ui, text[:200])
        await ui.settle()
        check(ui)
        paste(ui, f" has:{text[:60]}")
        await ui.settle()
        check(ui)


@pytest.mark.parametrize("key", ["t", "e", "w", "V", "y", "f", "ctrl+p", "question_mark"])
async def test_every_window_over_the_reader_shows_it(run_reader, library_of, key) -> None:
    library = library_of(paper(TEXTS["click"][0]))
    async with run_reader(library, query="title:on") as ui:
        await ui.pilot.press(key)
        await ui.until(lambda: ui.app.screen is not ui.reader, f"{key} to open")
        for text, _ in TEXTS.values():
            paste(ui, text[:200])
            await ui.pilot.pause()
            check(ui)


def paste(ui, text: str) -> None:
    """What the terminal sends when a person pastes."""
    ui.app._driver.send_message(events.Paste(text))


@pytest.mark.parametrize("name", ["closing tag", "mask", "click", "colour", "cjk", "backslashes"])
async def test_the_bars_show_it_whole(run_reader, library_of, name) -> None:
    text, shown = TEXTS[name]
    library = library_of(paper("Some title"))
    async with run_reader(library) as ui:
        ui.reader.on_background_progressed(Background.Progressed(text))
        await ui.pilot.pause()
        check(ui, shown, "#status")
        await ui.press("slash")
        ui.input.value = text
        await ui.settle()
        check(ui, shown, "#search")
        await ui.press("enter", "question_mark")
        ui.app.screen.query_one("Input").value = text
        await ui.pilot.pause()
        check(ui, shown, "#help-search")
        check(ui, "Nothing in the help matches.", "#help")


async def test_a_view_with_a_hostile_name(run_reader, library) -> None:
    for number, (text, _) in enumerate(TEXTS.values()):
        library.views.save(f"{number} {text[:40]}", "pruning")
    async with run_reader(library) as ui:
        check(ui)
        for key in ("8", "9", "w"):
            await ui.press(key)
            check(ui)


# -- one row, any text --------------------------------------------------------------------------

STYLES = Styles(*[Style()] * len(Styles.__slots__))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
hard = texts | st.sampled_from([text for text, _ in TEXTS.values() if text.isprintable()])


@given(
    title=hard.filter(str.strip),
    other=hard,
    width=st.integers(10, 120),
    looks=st.builds(Looks, st.sampled_from([Glyphs(), ASCII]), st.booleans()),
    compact=st.booleans(),
    here=st.booleans(),
    ticked=st.booleans(),
    state=st.booleans(),
    matched=st.booleans(),
)
def test_a_row_keeps_its_height_and_width(
    title, other, width, looks, compact, here, ticked, state, matched
) -> None:
    headline = Headline(
        row=1, id="t", title=title, date=PartialDate(2024, 6, 3),
        first_author=other.strip() or None, authors=3, sources=("arxiv", other),
        keywords=(other,), upvotes=7, stars=1200,
        withdrawn=state, has_code=state, read=state, bookmarked=not state, noted=state,
        tags=(other,), added=0,
    )  # fmt: skip
    spans = ((0, len(title)),) if matched else ()
    passage = (other, ((0, len(other)),)) if matched and other else None
    row = ListRow(headline, title, new=state, title_spans=spans, passage=passage)
    kind = shape(width, compact=compact, passage=matched and not compact)
    lines = draw(row, kind, STYLES, looks, date(2024, 6, 4), here=here, ticked=ticked)
    assert len(lines) == kind.lines
    for line in lines:
        assert line.cell_length <= width
        assert "\n" not in line.plain
