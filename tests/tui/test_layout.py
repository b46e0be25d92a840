"""Every size of terminal, the mouse, and the wheel."""

import itertools

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from search import Config


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((120, 40), {"list", "detail"}),
        ((80, 24), {"list", "detail"}),
        ((79, 24), {"list"}),
        ((60, 20), {"list"}),
        ((40, 10), {"list"}),
    ],
)
async def test_the_panes_of_a_size(read, library, size, panes) -> None:
    width, height = size
    async with read(library, size=size) as reading:
        assert {pane.id for pane in (reading.list, reading.detail) if pane.display} == panes
        assert not reading.reader.query_one("#too-small").display
        await reading.press("slash", *"pruning nosuch:x", "enter", "escape", "j", "j", "G", "b")
        for widget in reading.reader.query("#views, #search, #panes, #list, #status, #keys"):
            assert reading.reader.region.contains_region(widget.region), widget
        assert len(reading.lines) == height
        for strip in reading.reader._compositor.render_strips():
            assert strip.cell_length == width
        assert reading.list.size.height >= reading.list.row_height
        assert not reading.list.show_horizontal_scrollbar
        assert "Enter open" in reading.shown("#keys") or width < 60
        if panes == {"list"}:
            await reading.press("enter")
            assert reading.detail.display
            assert not reading.list.display
            assert "without Labels" in reading.shown("#detail")
            await reading.press("escape")
            assert reading.list.display


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (39, 9), (1, 1)])
async def test_too_small_is_said(read, library, size) -> None:
    async with read(library, size=size) as reading:
        if size != (1, 1):
            shown = " ".join(reading.text.split())
            assert "Broadsheet needs 40 columns and 10 rows." in shown
            assert "Curriculum" not in shown
        await reading.pilot.resize_terminal(80, 24)
        await reading.settle()
        assert "Curriculum" in reading.shown("#list")


async def test_a_resize_keeps_the_paper_and_the_pane(read, library) -> None:
    async with read(library) as reading:
        await reading.press(*["j"] * 9, "enter")
        title = reading.session.listing.row(9).title
        for width, height in ((60, 20), (40, 10), (39, 9), (120, 40), (79, 30), (80, 24)):
            await reading.pilot.resize_terminal(width, height)
            await reading.settle()
            assert reading.list.cursor == 9
            assert reading.detail.has_focus
            if width >= 40:
                assert title.split()[0] in reading.shown("#detail")
        await reading.press("escape")
        assert reading.top <= 9 < reading.top + reading.list.size.height / reading.list.row_height


@pytest.mark.parametrize("height", [20, 21, 22])
async def test_the_list_begins_with_a_whole_row_everywhere(read, library, height) -> None:
    async with read(library, size=(100, height)) as reading:
        for _ in range(30):
            first = reading.session.listing.row(reading.top)  # `top` itself looks at whole rows
            assert first.title.split()[0] in reading.shown("#list").splitlines()[0]
            await reading.pilot.press("j")
        assert reading.list.cursor == 29
        await reading.press("g")
        for turn in range(1, 5):
            await wheel(reading, reading.list, MouseScrollDown)
            await reading.until(lambda turn=turn: reading.top == turn, "the wheel to turn")
        for turn in range(3, -1, -1):
            await wheel(reading, reading.list, MouseScrollUp)
            await reading.until(lambda turn=turn: reading.top == turn, "the wheel to turn back")


async def test_a_click_selects_and_a_second_click_opens(read, library) -> None:
    async with read(library) as reading:
        await reading.click("#list", (12, 2 * reading.list.row_height + 1))
        assert reading.list.cursor == 2
        assert reading.list.has_focus
        assert reading.paper_text.startswith("Retrieval")
        await reading.click("#list", (12, 2 * reading.list.row_height))
        assert reading.detail.has_focus


async def test_a_click_counts_from_what_is_scrolled_by(read, library) -> None:
    async with read(library, size=(120, 24)) as reading:
        await reading.press("G")
        top = reading.top
        await reading.click("#list", (12, reading.list.row_height))
        assert reading.list.cursor == top + 1


async def test_a_click_below_the_last_row_does_nothing(read, library) -> None:
    async with read(library) as reading:
        await reading.press("slash", *"pruning", "enter")
        await reading.click("#list", (12, 30))
        assert reading.list.cursor == 0


async def test_the_wheel_scrolls_list_and_paper(read, library) -> None:
    async with read(library, size=(120, 14)) as reading:
        for pane in (reading.list, reading.detail):
            before = pane.scroll_offset.y
            await wheel(reading, pane, MouseScrollDown)
            await reading.until(lambda p=pane, b=before: p.scroll_offset.y > b, "the wheel")
        assert reading.list.cursor == 0


async def test_who_scrolled_away_stays_there_when_papers_come(read, library, monkeypatch) -> None:
    async with read(library, size=(120, 24)) as reading:
        for _ in range(12):
            await wheel(reading, reading.list, MouseScrollDown)
        await reading.until(lambda: reading.top == 12, "the wheel")
        monkeypatch.setattr(library, "changed_outside", lambda: True)
        reading.session.look_outside()
        await reading.settle()
        assert (reading.top, reading.list.cursor) == (12, 0)
        await reading.press("s", "n")
        shown = range(reading.top, reading.top + reading.list.size.height // 3)
        assert reading.list.cursor in shown, "another list begins where the cursor is"


async def wheel(reading, pane, turned) -> None:
    """One notch of the wheel over a pane; Pilot has no public way to turn it."""
    await reading.pilot._post_mouse_events([turned], widget=pane, offset=(5, 3), button=0)


async def test_the_words_of_the_footer_can_be_clicked(read, library) -> None:
    async with read(library) as reading:
        line = reading.shown("#keys")
        await reading.click("#keys", (line.index("bookmark"), 0))
        assert reading.entry.bookmarked
        await reading.click("#keys", (line.index("search"), 0))
        assert reading.input.has_focus


async def test_the_views_can_be_clicked(read, library) -> None:
    async with read(library) as reading:
        line = reading.shown("#views")
        await reading.click("#views", (line.index("With code"), 0))
        assert len(reading.titles) == 10
        await reading.click("#views", (reading.shown("#views").index("All"), 0))
        assert len(reading.titles) == 30


@pytest.mark.parametrize("width", [120, 80, 60, 40])
async def test_a_long_link_is_folded_under_its_key(read, library_of, width) -> None:
    address = f"github.com/lab/{'a-very-long-name-' * 5}end"
    paper = {"title": "Long", "github": f"https://{address}"}
    async with read(library_of(paper), size=(100, 24)) as reading:
        await reading.pilot.resize_terminal(width, 24)
        await reading.press("enter")
        lines = [line.strip("│▄▇") for line in reading.shown("#detail").split("\n")]
        start = next(at for at, line in enumerate(lines) if "c  github.com" in line)
        column = lines[start].index("github.com")
        folded = itertools.takewhile(str.strip, lines[start:])
        assert "".join(line[column:].rstrip() for line in folded) == address
        assert address in reading.paper_text, "the mouse selects it in one piece"


async def test_a_link_in_the_paper_can_be_clicked(read, library, desk) -> None:
    async with read(library) as reading:
        lines = reading.shown("#detail").splitlines()
        number = next(i for i, line in enumerate(lines) if "github.com/lab/paper-0" in line)
        await reading.click("#detail", (lines[number].index("github"), number))
        assert desk.copied == ["https://github.com/lab/paper-0"]


@pytest.mark.parametrize("layout", ["side-by-side", "stacked"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)])
async def test_no_notice_covers_the_row_at_work(read, library, size, layout) -> None:
    async with read(library, Config(read_after=None, layout=layout), size=size) as reading:
        for keys in (["j", "b"], ["G", "b"], ["b", "g", "g"], ["b", "G"], ["g", "g", "A"]):
            await reading.press(*keys)
            at_work = reading.lines_of_cursor
            for toast in reading.app.screen.query("Toast"):
                assert not toast.region.overlaps(at_work), f"after {keys}"
            assert len(reading.app.screen.query("Toast, ToastHolder")) == 2, "one, in its frame"


async def test_a_narrow_row_keeps_ones_own_tags_and_the_counts_rather_than_the_source(
    read, library_of
) -> None:
    paper = {
        "title": "A paper", "authors": ["Ada Writer", "Bo Writer"], "listed": "2024-06-03",
        "upvotes": 27, "tags": ["nlp"], "sources": ["huggingface"],
    }  # fmt: skip
    for width, line in ((120, "Writer +1 · HF · ▲27 · #nlp"), (80, "Writer +1 · #nlp")):
        async with read(library_of(paper), size=(width, 24)) as reading:
            assert line in reading.shown("#list")
            assert ("HF" in reading.shown("#list")) == (width == 120)
