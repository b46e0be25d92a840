"""What a paper cites is listed from the palette, opened, and added by a key."""

from collections.abc import Callable

import pytest

from search import Library, Marking
from search.model.outcomes.commands import Imported
from tui.dialogs.reference_list import ReferenceList
from tui.fulltext.screen import FullTextScreen


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that were to be added; nothing is fetched."""
    names: list[str] = []

    def add(_: Library, wanted: list[str], **__: object) -> Imported:
        names.extend(wanted)
        return Imported(1, 0, 0, (), 0, (), 0, (), 0.0)

    monkeypatch.setattr(Library, "add_by_id", add)
    return names


async def test_references_are_listed_opened_and_added(
    run_reader, with_text: Library, added: list[str], from_palette: Callable
) -> None:
    async with run_reader(with_text) as ui:
        await ui.until(lambda: "cites 2, 1 in your library" in ui.text, "the count")
        await from_palette(ui, "references.paper")
        await ui.until(lambda: "Square sheets" in ui.text, "the references")
        assert "2 references, 1 in your library" in ui.text
        await ui.press("enter")
        await ui.until(lambda: added == ["doi:10.1000/fold"], "the fetch")
        await from_palette(ui, "references.paper")
        await ui.until(lambda: isinstance(ui.app.screen, ReferenceList), "the references")
        await ui.press("j", "enter")
        await ui.settle()
        assert ui.entry.paper.id == "2406.10998"


async def test_what_bookmarks_cite_and_the_library_lacks(
    run_reader, with_text: Library, added: list[str], from_palette: Callable
) -> None:
    with_text.mark([with_text.row("2406.10999")], Marking(bookmarked=True))
    async with run_reader(with_text) as ui:
        await from_palette(ui, "references.missing")
        title = "Cited by 1 bookmarked paper, not in your library: 1"
        await ui.until(lambda: title in ui.text, "the references")
        await ui.press("a")
        await ui.until(lambda: added == ["doi:10.1000/fold"], "the fetch")


async def test_a_reference_of_the_text_is_added_by_a_key(
    run_reader, with_text: Library, added: list[str]
) -> None:
    async with run_reader(with_text) as ui:
        await ui.press("r")
        await ui.until(lambda: isinstance(ui.app.screen, FullTextScreen), "the screen")
        await ui.until(lambda: "1 Opening" in ui.text, "the text")
        await ui.press("a")
        await ui.until(lambda: "Choose a reference with Tab" in ui.toasts, "what to do")
        await ui.press("tab", "tab", "tab", "a")
        await ui.until(lambda: "is in your library" in ui.toasts, "that it is there")
        await ui.press("shift+tab", "a")
        await ui.until(lambda: added == ["doi:10.1000/fold"], "the fetch")
