"""Below the papers with all words of a search stand, after a rule, those with some of them."""

from search import Marking


async def test_the_cursor_passes_over_the_rule_and_the_status_counts_both(
    run_reader, library
) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning vision", "enter")
        assert ui.titles == ["A Survey of Pruning in Vision"]
        assert "── 9 with some of the words ──" in ui.shown("#list")
        assert "1 of 1 with all words, 9 with some" in ui.shown("#status")
        assert "1 found" in ui.shown("#search")
        complete = ui.session.row
        await ui.press("j")
        assert "1 of 9 with some words, 1 with all" in ui.shown("#status")
        assert ui.session.row not in (complete, None)
        height = ui.list.row_height
        await ui.click(ui.list, (10, height + 1))  # on the rule
        assert "1 of 9 with some words" in ui.shown("#status")
        await ui.press("k")
        assert ui.session.row == complete
        await ui.press("G")
        assert "9 of 9 with some words" in ui.shown("#status")
        await ui.press("g", "m", "p")
        assert ui.list.cursor == 2, "there is no unread paper above it"
        await ui.press("k", "n")
        assert ui.list.cursor == 2


async def test_what_is_done_to_the_list_is_done_to_those_with_all_words(
    run_reader, library
) -> None:
    async with run_reader(library) as ui:
        await ui.press("slash", *"pruning vision", "enter", "ctrl+a")
        assert "1 selected" in ui.shown("#status")
        assert "1 paper with all words selected" in ui.toasts
        await ui.press("escape", "E")
        assert "Write 1 paper with all words to a file" in ui.text
        await ui.press("escape", "A")
        assert (
            "“A Survey of Pruning in Vision”: read · u undoes · those with all words" in ui.toasts
        )
        assert library.counts().unread == 29
        await ui.press("j", "b", "space", "space", "v", "m")  # of those with some, single ones
        assert (library.counts().bookmarked, library.counts().unread) == (1, 26)


async def test_without_one_that_has_all_words_the_others_are_shown(run_reader, library) -> None:
    library.mark(library.search("pruning vision").page(0, 9), Marking(read=True))
    async with run_reader(library) as ui:
        await ui.press("2", "slash", *"pruning vision")
        assert "No paper in Unread (1: all papers) has all words" in ui.shown("#notice")
        assert ui.list.cursor == 1
        assert "── 9 with some of the words ──" in ui.shown("#list")
        await ui.press("enter", "A")
        assert "No paper has all words; Space selects single ones" in ui.toasts
        row, line = ui.session.row, ui.lines_of_cursor.y
        library.mark([row], Marking(read=True))
        ui.session.upkeep.look_outside()
        await ui.settle()
        assert (ui.session.row, ui.lines_of_cursor.y) == (row, line)
        assert "1 of 9 with some words" in ui.shown("#status")
        await ui.press("2")
        assert "1 of 8 with some words" in ui.shown("#status")


async def test_a_key_says_what_adds_to_the_score(run_reader, library) -> None:
    library.views.save("mine", "pruning vision")
    async with run_reader(library) as ui:
        await ui.press("W")
        assert "No words were searched" in ui.toasts
        for keys in (("slash", *"pruning vision", "enter"), ("escape", "8")):
            await ui.press(*keys, "W")
            shown = " ".join(ui.text.split())
            assert "title 1, abstract 12" in shown
            score = ui.session.results.score(ui.session.row)
            assert f"{score:.2f} score" in shown
            await ui.press("j")
            assert ui.list.cursor == 0, "the key was the dialog's"
        await ui.press("1", "slash", *"pruning vision", "enter", "j", "W")
        some = ui.session.results.partial.score(ui.session.row)
        assert f"{some:.2f} score" in " ".join(ui.text.split())
