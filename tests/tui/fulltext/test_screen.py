"""Reading a whole paper by keys."""

from dataclasses import replace

from textual.geometry import Offset

from search import LibraryError
from search.work.fulltexts import FullTexts
from tui.fulltext.outline import CELLS as OUTLINE_CELLS
from tui.fulltext.screen import FullTextScreen
from tui.fulltext.view import columns_in


def lines_above(ui) -> int:
    return ui.app.screen.query_one("#fulltext-text").scroll_offset.y


async def opened(ui) -> FullTextScreen:
    await ui.press("r")
    await ui.until(lambda: isinstance(ui.app.screen, FullTextScreen), "the screen")
    await ui.until(lambda: "1 Opening" in ui.text, "the text")
    return ui.app.screen


async def test_a_paper_is_read_and_left(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        assert "arXiv HTML v2" in ui.text
        assert "Paper was folded before¹ by [7]" in ui.text
        assert "square sheets" not in ui.text  # a note is not in the middle of the sentence
        await ui.press("q")
        assert ui.app.screen is ui.reader


async def test_a_footnote_and_a_reference_are_shown_where_one_is(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("tab", "enter")
        assert "Only the square sheets." in ui.shown("#fulltext-note")
        await ui.press("tab", "enter")
        assert "A. Fold. Square sheets. 2001." in ui.shown("#fulltext-note")
        assert lines_above(ui) == 0
        await ui.press("escape")
        assert isinstance(ui.app.screen, FullTextScreen)
        assert not ui.app.screen.query_one("#fulltext-note").display


async def test_a_link_leads_to_its_section_and_backspace_comes_back(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("tab", "tab", "tab", "tab", "enter")
        assert "A crease keeps its side." in ui.shown("#fulltext-text")
        assert lines_above(ui) > 0
        await ui.press("backspace")
        assert lines_above(ui) == 0
        view = ui.app.screen.query_one("#fulltext-text")
        row, line = next(
            (y, text)
            for y, text in enumerate(ui.shown("#fulltext-text").split("\n"))
            if "2.1" in text
        )
        await ui.click(view, (line.index("2.1") + 1, row))
        assert "A crease keeps its side." in ui.shown("#fulltext-text")


async def test_a_link_to_the_web_and_a_picture_are_opened(run_reader, with_text, outside) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("tab", "tab", "tab", "tab", "tab", "enter")
        await ui.until(lambda: outside.opened == ["https://example.org/folds"], "the page")
        await ui.press("tab", "enter")
        await ui.until(lambda: len(outside.opened) == 2, "the picture")
        assert outside.opened[1] == "https://example.org/crane.png"


async def test_a_reference_that_is_in_the_library_is_opened(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("G")
        assert "in your library" in ui.text
        await ui.press("shift+tab", "enter")
        await ui.until(lambda: ui.app.screen is ui.reader, "the list")
        await ui.settle()
        assert ui.entry.paper.id == "2406.10998"


async def test_words_are_searched_marked_and_counted(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("slash", *"folds the page")
        typed = ui.shown("#fulltext-status")
        assert typed.startswith(" folds the page ")
        assert "1 of 180 matches" in typed
        line = ui.app.screen.query_one("#fulltext-status").content_region
        assert ui.app.cursor_position == line.offset + Offset(len("folds the page"), 0)
        await ui.press("enter")
        assert "/folds the page · 1 of 180 matches" in ui.shown("#fulltext-status")
        first = lines_above(ui)
        await ui.press(*"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")
        assert lines_above(ui) > first
        assert "of 180 matches" in ui.shown("#fulltext-status")
        await ui.press("escape")
        assert "matches" not in ui.shown("#fulltext-status")


async def test_the_keys_walk_from_section_to_section(run_reader, with_text) -> None:
    async with run_reader(with_text, size=(120, 20)) as ui:
        await opened(ui)
        await ui.press("]", "]")
        assert ui.shown("#fulltext-text").split("\n")[0].strip().startswith("2 Folding")
        assert ui.shown("#fulltext-status").startswith(" 2 Folding")
        await ui.press("[")
        assert ui.shown("#fulltext-text").split("\n")[0].startswith("  1 Opening")
        await ui.press("G")  # it ends with the references, in which no more than the screen is
        assert ui.shown("#fulltext-status").startswith(" References")
        await ui.press("g", "]", "]", "]")  # the last section cannot stand at the top
        assert ui.shown("#fulltext-status").startswith(" 2.1 Creases")


async def test_the_outline_leads_to_a_section(run_reader, with_text) -> None:
    for size in ((120, 40), (80, 24)):
        async with run_reader(with_text, size=size) as ui:
            await opened(ui)
            view = ui.app.screen.query_one("#fulltext-text")
            assert view.columns == columns_in(size[0] - (OUTLINE_CELLS if size[0] >= 110 else 0))
            await ui.press("s")
            assert "2.1 Creases" in ui.shown("#fulltext-outline")
            assert "Figure 1" in ui.shown("#fulltext-outline") or "A crane" in ui.text
            await ui.press("end", "up", "enter")  # the last line is the references
            assert "A crease keeps its side." in ui.shown("#fulltext-text")
            assert ui.app.screen.query_one("#fulltext-text").has_focus
            await ui.press("g", "q")


async def test_the_place_is_kept_in_every_paper(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("]", "]", "q")
    async with run_reader(with_text) as ui:
        await ui.press("r")
        await ui.until(lambda: "Step 0 folds" in ui.text, "the text")
        assert ui.shown("#fulltext-text").split("\n")[0].strip().startswith("2 Folding")
        assert with_text.learned().marks == 0
        await ui.press("G", "q")
        await ui.until(lambda: with_text.learned().marks == 1, "the end to be taken as a mark")


async def test_formulas_are_shown_as_tex_by_a_key(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        assert "─" in ui.shown("#fulltext-text")
        await ui.press("T")
        await ui.until(lambda: "frac{1}{n}" in ui.shown("#fulltext-text"), "the TeX")
        assert lines_above(ui) == 0
        # The line of keys is for the mouse, too.
        await ui.click("#fulltext-keys", (ui.shown("#fulltext-keys").index("TeX"), 0))
        await ui.until(lambda: "frac{1}{n}" not in ui.shown("#fulltext-text"), "the formulas")


async def test_marks_are_set_as_in_the_list(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("B")
        assert ui.entry.bookmarked
        await ui.press("u")
        assert not ui.entry.bookmarked
        assert isinstance(ui.app.screen, FullTextScreen)


async def test_a_paragraph_is_marked_with_a_note(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await ui.press("enter", "enter")  # into the detail pane, and from there
        await ui.until(lambda: "1 Opening" in ui.text, "the text")
        await ui.press("]", "]", "h", "j", "h", *"see here", "ctrl+s")
        (passage,) = ui.entry.passages
        assert passage.text == ("Step 3 folds the page. " * 6).strip()
        assert (passage.heading, passage.note, passage.version) == ("2 Folding", "see here", 2)
        assert "┃" in ui.shown("#fulltext-text")
        assert "Tab link" in ui.shown("#fulltext-keys")
        await ui.press("g", "p", "enter")
        assert "Step 3 folds" in ui.shown("#fulltext-text")
        await ui.press("h", "j", "d")  # the paragraph below has no mark to be removed
        assert "No marked passage is chosen" in ui.toasts
        await ui.press("escape", "u")
        assert ui.entry.passages == ()
        assert "┃" not in ui.shown("#fulltext-text")
        await ui.press("ctrl+r", "q")
        assert "“Step 3 folds the page." in ui.paper_text
        assert "(2 Folding) see here" in ui.paper_text


async def test_lines_are_marked_and_a_lost_passage_is_said(run_reader, with_text, document) -> None:
    async with run_reader(with_text, size=(80, 24)) as ui:
        await opened(ui)
        await ui.press("]", "]", "h", "v", "j", "enter")
        (passage,) = ui.entry.passages
        text = ui.shown("#fulltext-text").split("\n")
        lines = [line.strip(" ┃▁▂▃▄▅▆▇█") for line in text if "┃" in line]
        assert len(lines) == 2
        assert passage.text == " ".join(lines)
        await ui.press("q")
        other = replace(document, version=3, blocks=document.blocks[:6])
        with_text.fulltexts.save(ui.entry.row, other)
        await opened(ui)
        await ui.press("p", "enter")
        assert "not in this version" in ui.text
        await ui.press("d")
        assert ui.entry.passages == ()


async def test_a_text_that_cannot_be_had_is_said_with_its_reason(
    run_reader, library, monkeypatch
) -> None:
    paper = library.row("2406.10999")
    really = FullTexts.get

    def refused(texts: FullTexts, row: int, **_: object):
        if row == paper:
            raise LibraryError("no network: check the connection")
        return really(texts, row)

    monkeypatch.setattr(FullTexts, "get", refused)
    async with run_reader(library) as ui:
        await ui.press("r")
        await ui.until(lambda: "No network" in ui.text, "the reason")
        await ui.press("q")
        assert ui.app.screen is ui.reader


async def test_a_newer_version_is_said_and_fetched_by_a_key(
    run_reader, with_text, document, monkeypatch
) -> None:
    paper = with_text.entry(with_text.row("2406.10999")).paper
    with_text.add([replace(paper, version="3")])
    newer = replace(document, version=3, blocks=document.blocks[:-1], problems=("1 missing label",))
    answers = [newer]

    def refresh(texts: FullTexts, row: int, **_: object) -> bool:
        for each in answers:
            texts.save(row, each)
        return bool(answers)

    monkeypatch.setattr(FullTexts, "refresh", refresh)
    async with run_reader(with_text) as ui:
        await opened(ui)
        assert "Version 3 is there: R fetches it" in ui.text
        await ui.press("]", "]", "R")
        await ui.until(lambda: "arXiv HTML v3 · 1 missing label" in ui.text, "the newer version")
        assert ui.shown("#fulltext-text").split("\n")[0].strip().startswith("2 Folding")
        answers.clear()
        await ui.press("R")
        await ui.until(lambda: "There is no newer version" in ui.text, "the answer")


async def test_a_resize_keeps_the_place(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        await ui.press("]", "]")
        await ui.pilot.resize_terminal(70, 30)
        await ui.settle()
        await ui.until(
            lambda: ui.shown("#fulltext-text").split("\n")[0].strip().startswith("2 Folding"),
            "the place",
        )
        await ui.pilot.resize_terminal(40, 30)
        await ui.settle()
        assert ui.shown("#fulltext-title").strip() == "Curriculum for Small L…  arXiv HTML v2"


async def test_a_hit_in_the_text_shows_its_sentence_and_opens_there(run_reader, with_text) -> None:
    async with run_reader(with_text) as ui:
        await ui.press("slash", *"crease keeps", "enter")
        await ui.settle()
        assert "2.1 Creases: A crease keeps its side." in ui.text
        await ui.press("r")
        await ui.until(lambda: "A crease keeps its side." in ui.shown("#fulltext-text"), "the text")
        assert lines_above(ui) > 0


async def test_a_drag_of_the_mouse_copies_the_words_and_follows_no_link(
    run_reader, with_text, outside
) -> None:
    async with run_reader(with_text) as ui:
        await opened(ui)
        lines = ui.shown("#fulltext-text").splitlines()
        first = next(at for at, line in enumerate(lines) if "Step 0" in line)
        left = lines[first].index("Step 0")

        async def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
            await ui.pilot.mouse_down("#fulltext-text", offset=start)
            await ui.pilot.hover("#fulltext-text", offset=end)
            await ui.pilot.mouse_up("#fulltext-text", offset=end)
            await ui.until(lambda: outside.copied, "the copy")
            await ui.settle()

        await drag((left, first), (left + len("Step 0 folds"), first + 1))
        part = "Step 0 folds the page. " * 6
        assert part.startswith(outside.copied[-1].split(" folds")[0])
        assert outside.copied[-1] in part, "a line end of the width is a space"
        assert len(outside.copied[-1]) > len(lines[first].strip())
        assert "Copied" in ui.toasts
        outside.copied.clear()
        link = next(
            at for at, line in enumerate(lines) if "the page." in line and "section" in line
        )
        at = lines[link].index("the page.")
        await drag((at, link), (at + 3, link))
        assert outside.copied == ["the"]
        assert not outside.opened
        outside.copied.clear()
        await ui.press("ctrl+c")
        assert outside.copied == ["the"]
