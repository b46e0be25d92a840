"""Dialogs that are lists, of one thing or of many, on screens of any size."""

import pytest
from textual.app import App
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from search import Passage
from search.model.passage import Anchor, Piece
from tui.fulltext.passages.passage_list import PassageList


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
@pytest.mark.parametrize("count", [1, 30])
async def test_the_keys_are_in_sight_however_long_the_list_is(
    size: tuple[int, int], count: int
) -> None:
    passages = [
        Passage((Piece(Anchor(1, "s", f"{number}", "words"), f"words {number} " * 30),))
        for number in range(count)
    ]
    app: App[None] = App()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(PassageList(passages, []))
        await pilot.press("j")
        keys, options = app.screen.query(Static).last(), app.screen.query_one(OptionList)
        assert "Enter go there" in str(keys.render())
        assert options.region.bottom < keys.region.y
        assert app.screen.query_one(Vertical).content_region.contains_region(keys.region)
        assert options.highlighted == min(1, count - 1)
