"""The personal order in the reader: its view, its sign, its reasons, and the words of it."""

from search import Marking


async def test_marks_are_learned_from_and_their_words_taken_out(run_reader, library) -> None:
    pruning = library.search("pruning").page(0, 5)
    library.mark(pruning[:2], Marking(bookmarked=True))
    async with run_reader(library) as ui:
        await ui.press("7")
        assert "needs 3 papers with a bookmark, tag or note; there are 2" in ui.text
        await ui.press("i")
        assert "bookmark, tag or note three papers first" in ui.toasts
        assert not any("≈" in line for line in ui.lines)

        await ui.press("1", "slash", *"title:pruning -is:bookmarked", "enter", "b")
        await ui.until(lambda: library.liked(pruning) == set(pruning[3:]), "the learning")
        await ui.press("escape", "7", "g")
        assert ui.titles[:2] == [library.entry(row).paper.title for row in pruning[3:]]
        assert ui.lines[3].startswith("▌●≈")
        assert "because: pruning" in ui.paper_text
        assert any("further afield" in line for line in ui.lines)

        await ui.press("i", "1", "o")
        assert "“pruning”: taken out of For you" in ui.toasts
        assert library.interest_words.all() == {"pruning": "out"}
        await ui.until(lambda: "because: pruning" not in ui.paper_text, "other reasons")
        await ui.press("i")
        assert "pruning (taken out)" in ui.text
        await ui.press("escape", "u")
        assert library.interest_words.all() == {}
        await ui.until(lambda: "because: pruning" in ui.paper_text, "the reasons before")


async def test_a_list_turned_round_follows_the_words_too(run_reader, library) -> None:
    library.mark(library.search("pruning").page(0, 3), Marking(bookmarked=True))
    async with run_reader(library) as ui:
        await ui.press("slash", *"-is:bookmarked sort:-foryou", "enter", "G")
        last = ui.titles[-1]
        assert "because: pruning" in ui.paper_text
        await ui.press("i", "1", "o", "G")
        await ui.until(lambda: ui.titles[-1] != last, "another order")
