"""Hiding papers with a key, and removing them for good after a question."""


async def test_a_hidden_paper_leaves_the_list_and_comes_back(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("j")
        first, second, third = ui.titles[:3]
        await ui.press("H")
        await ui.until(lambda: second not in ui.titles, "the list without it")
        assert ui.titles[:2] == [first, third]
        assert ui.list.cursor == 1
        assert "hidden" in ui.toasts
        await ui.press("u")
        await ui.until(lambda: second in ui.titles, "the list with it")
        await ui.press("ctrl+r")
        await ui.until(lambda: second not in ui.titles, "the list without it")
        assert (ui.titles[:2], ui.list.cursor) == ([first, third], 1)
        await ui.press("u")
        await ui.until(lambda: second in ui.titles, "the list with it")
        await ui.press("H", "slash", *"is:hidden", "enter")
        assert ui.titles == [second]
        await ui.press("H")
        await ui.until(lambda: not ui.titles, "an empty list")


async def test_what_was_read_stays_in_unread_while_others_are_hidden(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("2", "m", "m")
        titles = ui.titles
        await ui.press("H")
        await ui.until(lambda: ui.titles == [*titles[:2], *titles[3:]], "the list without it")
        assert ui.list.cursor == 2
        await ui.press("u")
        await ui.until(lambda: ui.titles == titles, "the list with it")
        await ui.press("g", "H", "H")  # both were read: they fit the view no more
        await ui.until(lambda: ui.titles == titles[2:], "the list without both")
        await ui.press("u", "u")
        await ui.until(lambda: ui.titles == titles, "the list with them")
        await ui.press("H", "2", "u")
        assert ui.titles == titles[2:], "the list was left meanwhile"


async def test_a_paper_is_removed_only_after_a_yes(run_reader, library) -> None:
    before = library.counts().papers
    async with run_reader(library) as ui:
        first = ui.titles[0]
        await ui.press("delete", "n")
        assert library.counts().papers == before
        await ui.press("delete", "y")
        await ui.until(lambda: first not in ui.titles, "the list without it")
        await ui.until(lambda: "1 paper removed for good" in ui.toasts, "the notice")
        assert library.counts().papers == before - 1
