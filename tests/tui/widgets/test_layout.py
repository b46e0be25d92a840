"""Every size of terminal, the mouse, and the wheel."""

import itertools

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from search import Config
from tui.widgets.bars import StatusBar


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((120, 40), {"list", "detail"}),
        ((80, 24), {"list", "detail"}),
        ((79, 24), {"list", "detail"}),
        ((109, 22), {"list", "detail"}),
        ((109, 21), {"list"}),
        ((60, 20), {"list"}),
        ((40, 10), {"list"}),
    ],
)
async def test_the_panes_of_a_size(run_reader, library, size, panes) -> None:
    width, height = size
    async with run_reader(library, size=size) as ui:
        assert {pane.id for pane in (ui.list, ui.detail) if pane.display} == panes
        assert not ui.reader.query_one("#too-small").display
        await ui.press("slash", *"pruning nosuch:x", "enter", "escape", "j", "j", "G", "b")
        for widget in ui.reader.query("#views, #search, #panes, #list, #status, #keys"):
            assert ui.reader.region.contains_region(widget.region), widget
        assert len(ui.lines) == height
        for strip in ui.reader._compositor.render_strips():
            assert strip.cell_length == width
        assert ui.list.size.height >= ui.list.row_height
        assert not ui.list.show_horizontal_scrollbar
        assert "Enter open" in ui.shown("#keys") or width < 60
        if panes == {"list"}:
            await ui.press("enter")
            assert ui.detail.display
            assert not ui.list.display
            assert "without Labels" in ui.shown("#detail")
            await ui.press("escape")
            assert ui.list.display


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (39, 9), (1, 1)])
async def test_too_small_is_said(run_reader, library, size) -> None:
    async with run_reader(library, size=size) as ui:
        if size != (1, 1):
            shown = " ".join(ui.text.split())
            assert "Broadsheet needs 40 columns and 10 rows." in shown
            assert "Curriculum" not in shown
        await ui.pilot.resize_terminal(80, 24)
        await ui.settle()
        assert "Curriculum" in ui.shown("#list")


async def test_a_resize_keeps_the_paper_and_the_pane(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press(*["j"] * 9, "enter")
        title = ui.session.list.listing.row(9).title
        for width, height in ((60, 20), (40, 10), (39, 9), (120, 40), (79, 30), (80, 24)):
            await ui.pilot.resize_terminal(width, height)
            await ui.settle()
            assert ui.list.cursor == 9
            assert ui.detail.has_focus
            if width >= 40:
                assert title.split()[0] in ui.shown("#detail")
        await ui.press("escape")
        assert ui.top <= 9 < ui.top + ui.list.size.height / ui.list.row_height


async def test_a_resize_keeps_the_place_in_the_paper(run_reader, library_of) -> None:
    words = " ".join(f"word{number}" for number in range(600))
    paper = {"id": "2406.00001", "title": "Long", "abstract": words, "keywords": ["ink"] * 40}
    async with run_reader(library_of(paper), size=(120, 30)) as ui:
        await ui.press("enter", "space", "space")
        first = next(word for word in ui.shown("#detail").split() if word.startswith("word"))
        for size in ((80, 24), (60, 20), (200, 60), (100, 30), (120, 30)):
            await ui.pilot.resize_terminal(*size)
            await ui.settle()
            top = "".join(ui.shown("#detail").splitlines(keepends=True)[:2])
            assert first in (ui.shown("#detail") if size == (200, 60) else top), size
        await ui.press("plus")
        assert first in ui.shown("#detail").splitlines()[0]


@pytest.mark.parametrize("height", [20, 21, 22])
async def test_the_list_begins_with_a_whole_row_everywhere(run_reader, library, height) -> None:
    async with run_reader(library, size=(100, height)) as ui:
        for _ in range(30):
            first = ui.session.list.listing.row(ui.top)  # `top` itself looks at whole rows
            assert first.title.split()[0] in ui.shown("#list").splitlines()[0]
            await ui.pilot.press("j")
        assert ui.list.cursor == 29
        await ui.press("g")
        for turn in range(1, 5):
            await wheel(ui, ui.list, MouseScrollDown)
            await ui.until(lambda turn=turn: ui.top == turn, "the wheel to turn")
        for turn in range(3, -1, -1):
            await wheel(ui, ui.list, MouseScrollUp)
            await ui.until(lambda turn=turn: ui.top == turn, "the wheel to turn back")


async def test_a_click_selects_and_a_second_click_opens(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.click("#list", (12, 2 * ui.list.row_height + 1))
        assert ui.list.cursor == 2
        assert ui.list.has_focus
        assert ui.paper_text.startswith("Retrieval")
        await ui.click("#list", (12, 2 * ui.list.row_height))
        assert ui.detail.has_focus


async def test_a_click_counts_from_what_is_scrolled_by(run_reader, library) -> None:
    async with run_reader(library, size=(120, 24)) as ui:
        await ui.press("G")
        top = ui.top
        await ui.click("#list", (12, ui.list.row_height))
        assert ui.list.cursor == top + 1


async def test_a_click_below_the_last_row_does_nothing(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning", "enter")
        await ui.click("#list", (12, 30))
        assert ui.list.cursor == 0


async def test_the_wheel_scrolls_list_and_paper(run_reader, library) -> None:
    async with run_reader(library, size=(120, 14)) as ui:
        for pane in (ui.list, ui.detail):
            before = pane.scroll_offset.y
            await wheel(ui, pane, MouseScrollDown)
            await ui.until(lambda p=pane, b=before: p.scroll_offset.y > b, "the wheel")
        assert ui.list.cursor == 0


async def test_who_scrolled_away_stays_there_when_papers_come(
    run_reader, library, monkeypatch
) -> None:
    async with run_reader(library, size=(120, 24)) as ui:
        for _ in range(12):
            await wheel(ui, ui.list, MouseScrollDown)
        await ui.until(lambda: ui.top == 12, "the wheel")
        monkeypatch.setattr(library, "changed_outside", lambda: True)
        ui.session.upkeep.look_outside()
        await ui.settle()
        assert (ui.top, ui.list.cursor) == (12, 0)
        await ui.press("s", "n")
        shown = range(ui.top, ui.top + ui.list.size.height // 3)
        assert ui.list.cursor in shown, "another list begins where the cursor is"


async def wheel(ui, pane, turned) -> None:
    """One notch of the wheel over a pane; Pilot has no public way to turn it."""
    await ui.pilot._post_mouse_events([turned], widget=pane, offset=(5, 3), button=0)


async def test_the_words_of_the_footer_can_be_clicked(run_reader, library) -> None:
    async with run_reader(library) as ui:
        line = ui.shown("#keys")
        await ui.click("#keys", (line.index("bookmark"), 0))
        assert ui.entry.bookmarked
        await ui.click("#keys", (line.index("search"), 0))
        assert ui.input.has_focus


async def test_the_views_can_be_clicked(run_reader, library) -> None:
    async with run_reader(library) as ui:
        line = ui.shown("#views")
        await ui.click("#views", (line.index("With code"), 0))
        assert len(ui.titles) == 10
        await ui.click("#views", (ui.shown("#views").index("All"), 0))
        assert len(ui.titles) == 30


@pytest.mark.parametrize("width", [120, 80, 60, 40])
async def test_a_long_link_is_folded_under_its_key(run_reader, library_of, width) -> None:
    address = f"github.com/lab/{'a-very-long-name-' * 5}end"
    paper = {"title": "Long", "github": f"https://{address}"}
    async with run_reader(library_of(paper), size=(100, 24)) as ui:
        await ui.pilot.resize_terminal(width, 24)
        await ui.press("enter")
        lines = [line.strip("│▄▇") for line in ui.shown("#detail").split("\n")]
        start = next(at for at, line in enumerate(lines) if "c  github.com" in line)
        column = lines[start].index("github.com")
        folded = itertools.takewhile(str.strip, lines[start:])
        assert "".join(line[column:].rstrip() for line in folded) == address
        assert address in ui.paper_text, "the mouse selects it in one piece"


async def test_the_lines_of_facts_end_between_two_facts(run_reader, library_of) -> None:
    paper = {
        "id": "2406.00001", "title": "Short", "listed": "2024-06-13",
        "authors": [f"Ada Writer{number}" for number in range(12)],
        "published": "2024-05-24", "comment": "12 pages, 5 figures", "upvotes": 27,
        "sources": ["huggingface", "arxiv"],
    }  # fmt: skip
    facts = ("listed 13 Jun 2024", "published 24 May 2024", "12 pages, 5 figures", "HF + arXiv")
    for width in (41, 46, 52, 58, 64):
        async with run_reader(library_of(paper), size=(width, 24)) as ui:
            await ui.press("enter")
            lines = [line.strip(" ▌") for line in ui.shown("#detail").splitlines()]
            for fact in facts:
                assert any(fact in line for line in lines), (width, fact)
            assert not any(line.startswith("·") for line in lines), width
            assert "13 Jun 2024 · published" in ui.paper_text.replace("\n", " "), "to be copied"


async def test_a_link_in_the_paper_can_be_clicked(run_reader, library, outside) -> None:
    async with run_reader(library) as ui:
        lines = ui.shown("#detail").splitlines()
        number = next(i for i, line in enumerate(lines) if "github.com/lab/paper-0" in line)
        await ui.click("#detail", (lines[number].index("github"), number))
        assert outside.copied == ["https://github.com/lab/paper-0"]


@pytest.mark.parametrize("layout", ["side-by-side", "stacked"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)])
async def test_no_notice_covers_the_row_at_work(run_reader, library, size, layout) -> None:
    async with run_reader(library, Config(read_after=None, layout=layout), size=size) as ui:
        for keys in (["j", "b"], ["G", "b"], ["b", "g", "g"], ["b", "G"], ["g", "g", "A"]):
            await ui.press(*keys)
            at_work = ui.lines_of_cursor
            for toast in ui.app.screen.query("Toast"):
                assert not toast.region.overlaps(at_work), f"after {keys}"
            assert len(ui.app.screen.query("Toast, ToastHolder")) == 2, "one, in its frame"


async def test_a_narrow_row_keeps_ones_own_tags_and_the_counts_rather_than_the_source(
    run_reader, library_of
) -> None:
    paper = {
        "id": "2406.00001", "title": "A paper " + "with more words " * 5,
        "authors": ["Ada Writer", "Bo Writer"], "listed": "2024-06-03",
        "upvotes": 27, "tags": ["nlp"], "sources": ["huggingface"],
    }  # fmt: skip
    wide, narrow = " HF · ▲27 · #nlp · Writer +1 · Jun 2024", " ▲27 · #nlp · Writer +1 · Jun 2024"
    for width, line in ((100, wide), (70, narrow)):
        async with run_reader(library_of(paper), size=(width, 24)) as ui:
            await ui.press("j")
            assert line in ui.shown("#list")
            assert ("HF" in ui.shown("#list")) == (width == 100)


async def test_reading_below_the_list_gives_the_paper_more_room(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press(*["j"] * 5)
        top, lines = ui.top, ui.detail.size.height
        await ui.press("enter")
        assert ui.detail.size.height > lines
        assert ui.titles[5] in ui.shown("#list")
        await ui.click("#list", (12, ui.list.row_height))
        assert ui.list.has_focus
        assert ui.detail.size.height == lines
        assert ui.titles[4] in ui.shown("#list").splitlines()[ui.list.row_height], "in its place"
        await ui.press("g", "j", "j", "j", "j", "j", "enter", "escape")
        assert (ui.top, ui.list.cursor, ui.detail.size.height) == (top, 5, lines)


async def drag(ui, pane: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Hold the mouse down from one place of a pane to another."""
    await ui.pilot.mouse_down(pane, offset=start)
    await ui.pilot.hover(pane, offset=end)
    await ui.pilot.mouse_up(pane, offset=end)
    await ui.settle()


async def test_a_drag_copies_what_it_selects_and_says_so(run_reader, library, outside) -> None:
    async with run_reader(library) as ui:
        lines = ui.shown("#detail").splitlines()
        empty = lines.index("│")
        left = lines[0].index("Curriculum")
        await drag(ui, "#detail", (left, 0), (left + 2, empty))
        assert outside.copied == ["\n".join(ui.paper_text.split("\n\n")[0].split("\n"))]
        assert "Copied" in ui.toasts
        assert f"{len(outside.copied[0])} characters" in ui.toasts
        await ui.press("ctrl+c")
        assert len(outside.copied) == 2
        row = ui.list.row_height
        await drag(ui, "#list", (0, 2 * row), (5 + len("Retrieval for"), 2 * row))
        assert outside.copied[-1] == "Retrieval for"
        marked = [segment for segment in ui.list.render_line(2 * row) if "Retr" in segment.text]
        behind = ui.reader.get_visual_style("screen--selection").background.rich_color
        assert [(part.text, part.style.bgcolor) for part in marked] == [("Retrieval for ", behind)]
        assert ui.list.cursor == 0, "a drag is no click"
        await drag(ui, "#list", (3, row), (20, 2 * row))
        assert outside.copied[-1].startswith("Distillation for Small Language Models\n")
        assert outside.copied[-1].endswith("\nRetrieval for Sm")
        await ui.click("#list", (12, row))
        assert ui.list.cursor == 1
        assert len(outside.copied) == 4, "a click copies nothing"


async def test_what_has_no_room_at_the_top_is_counted_and_the_open_view_is_shown(
    run_reader, library
) -> None:
    async with run_reader(library, size=(60, 20)) as ui:
        first = ui.shown("#views").rstrip()
        assert first.endswith(" +2"), first
        assert ui.input.placeholder == 'words, "a phrase" …'
        await ui.press("7")
        assert "[7 For you]" in ui.shown("#views")
        await ui.pilot.resize_terminal(120, 40)
        await ui.until(lambda: "6 Today" in ui.shown("#views"), "all views")
        assert "+" not in ui.shown("#views").partition("For you")[2].partition("paper")[0]
        await ui.until(lambda: ui.input.placeholder.endswith("is:unread …"), "a longer example")


async def test_the_place_in_the_list_gives_way_last(run_reader, library) -> None:
    async with run_reader(library, size=(60, 20)) as ui:
        status = ui.reader.query_one(StatusBar)
        status.show(
            ("1 of 173 shown, 271 in all", "186 unread"), "daily: 1 list missing, sync again"
        )
        await ui.settle()
        assert (
            ui.shown("#status").strip()
            == "1 of 173 shown, 271 in all  daily: 1 list missing, sync a…"
        )
