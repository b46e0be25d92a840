"""The list of views: opened, renamed, moved, removed; the store is looked at."""

from search import SavedView


async def test_a_view_is_renamed(run_reader, library) -> None:
    library.views.save("Cut", "pruning")
    async with run_reader(library) as ui:
        await ui.press("w", *["j"] * 7, "r")
        assert ui.app.focused.value == "Cut"
        await ui.until(lambda: "Cut 5" in " ".join(ui.shown("#view-options").split()), "the count")
        await ui.press("end", *"s", "enter")
        assert library.views.all() == [SavedView("Cuts", "pruning")]
        assert " ".join(ui.shown("#view-options").split()).endswith("8 Cuts 5"), "with its count"
        await ui.press("enter")
        assert (ui.session.view, len(ui.titles)) == ("saved:Cuts", 5)
        await ui.press("u")
        assert library.views.all() == [SavedView("Cut", "pruning")]
        assert ui.session.view == "all", "the view of that name is gone"


async def test_a_name_that_is_taken_is_refused_and_the_view_stays(run_reader, library) -> None:
    library.views.save("Cut", "pruning")
    library.views.save("Code", "has:code")
    async with run_reader(library) as ui:
        await ui.press("w", *["j"] * 7, "r", "ctrl+u", *"Code", "enter")
        assert "already exists; choose another name" in ui.toasts
        assert [view.name for view in library.views.all()] == ["Cut", "Code"]
        await ui.press("d")
        assert [view.name for view in library.views.all()] == ["Code"], "the one chosen before"
        assert "view Cut removed; the reader can undo it" in ui.toasts


async def test_a_built_in_view_cannot_be_changed(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("w")
        assert "Views unread" in " ".join(ui.shown("#view-list").split())
        for key in "rd":
            ui.app.clear_notifications()
            await ui.press(key)
            assert "Only saved views can be changed." in ui.toasts


async def test_a_view_is_moved_and_opened_by_its_number(run_reader, library) -> None:
    for name in ("One", "Two"):
        library.views.save(name, "pruning")
    async with run_reader(library) as ui:
        await ui.press("w", "end", "K")
        assert [view.name for view in library.views.all()] == ["Two", "One"]
        await ui.press("8")
        assert ui.session.view == "saved:Two"
