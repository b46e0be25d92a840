"""The list of views: opened, renamed, moved, removed; the store is looked at."""

from search import SavedView


async def test_a_view_is_renamed(read, library) -> None:
    library.views.save("Cut", "pruning")
    async with read(library) as reading:
        await reading.press("w", *["j"] * 6, "r")
        assert reading.app.focused.value == "Cut"
        await reading.press("end", *"s", "enter")
        assert library.views.all() == [SavedView("Cuts", "pruning")]
        assert "Cuts" in reading.shown("#view-options")
        await reading.press("enter")
        assert (reading.session.view, len(reading.titles)) == ("saved:Cuts", 5)
        await reading.press("u")
        assert library.views.all() == [SavedView("Cut", "pruning")]
        assert reading.session.view == "all", "the view of that name is gone"


async def test_a_name_that_is_taken_is_refused_and_the_view_stays(read, library) -> None:
    library.views.save("Cut", "pruning")
    library.views.save("Code", "has:code")
    async with read(library) as reading:
        await reading.press("w", *["j"] * 6, "r", "ctrl+u", *"Code", "enter")
        assert "already exists; choose another name" in reading.toasts
        assert [view.name for view in library.views.all()] == ["Cut", "Code"]
        await reading.press("d")
        assert [view.name for view in library.views.all()] == ["Code"], "the one chosen before"


async def test_a_built_in_view_cannot_be_changed(read, library) -> None:
    async with read(library) as reading:
        await reading.press("w", "r")
        await reading.press("d")
        assert "Only saved views can be changed." in reading.toasts


async def test_a_view_is_moved_and_opened_by_its_number(read, library) -> None:
    for name in ("One", "Two"):
        library.views.save(name, "pruning")
    async with read(library) as reading:
        await reading.press("w", "end", "K")
        assert [view.name for view in library.views.all()] == ["Two", "One"]
        await reading.press("7")
        assert reading.session.view == "saved:Two"
