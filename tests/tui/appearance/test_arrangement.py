"""How the panes share the screen, as settings and keys say, also at the next start."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Config
from tui.appearance.arrangement import KEY, Arrangement, arrangement

ARRANGEMENTS = st.builds(
    Arrangement,
    compact=st.booleans(),
    layout=st.sampled_from(["automatic", "side-by-side", "stacked", "one-pane"]),
    shares=st.dictionaries(st.sampled_from(["side-by-side", "stacked"]), st.integers(20, 80)),
    settings=st.just(("normal", "automatic")),
)
COLUMNS, LINES = st.integers(1, 400), st.integers(0, 200)


@given(ARRANGEMENTS, COLUMNS, LINES, st.booleans())
def test_both_panes_have_room_where_both_are_shown(chosen, columns, lines, reading) -> None:
    layout = chosen.panes(columns, lines)
    size = chosen.list_size(layout, columns, lines, reading=reading)
    if layout == "one-pane":
        assert size == lines
    else:
        least = 12 if layout == "side-by-side" else 2
        assert least <= size <= (columns if layout == "side-by-side" else lines) - least


@given(ARRANGEMENTS, COLUMNS, LINES, st.sampled_from([-1, 1]))
def test_a_larger_list_is_no_smaller_and_the_usual_one_comes_back(
    chosen, columns, lines, direction
) -> None:
    usual = chosen.resized(columns, lines, 0)
    layout = chosen.panes(columns, lines)
    before = chosen.list_size(layout, columns, lines, reading=False)
    resized = chosen.resized(columns, lines, direction)
    after = resized.list_size(layout, columns, lines, reading=False)
    assert (after - before) * direction >= 0
    assert resized.resized(columns, lines, 0) == usual


@given(ARRANGEMENTS)
def test_an_arrangement_is_remembered_until_the_settings_change(chosen) -> None:
    kept = {KEY: json.loads(json.dumps(chosen.remembered()))}
    assert arrangement(Config(), kept) == chosen
    assert arrangement(Config(density="compact"), kept).compact
    assert arrangement(Config(layout="stacked"), kept).layout == "stacked"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda each: st.lists(each) | st.dictionaries(st.text(max_size=9), each),
    ),
    st.sampled_from(["compact", "layout", "shares", "settings"]),
)
def test_what_another_version_remembered_does_no_harm(value, name) -> None:
    kept = {**Arrangement(settings=("normal", "automatic")).remembered(), name: value}
    found = arrangement(Config(), {KEY: kept})
    assert found.list_size(found.panes(120, 35), 120, 35, reading=False) > 0
    assert arrangement(Config(), {KEY: value}) == Arrangement(settings=("normal", "automatic"))


@pytest.mark.parametrize(
    ("size", "layout"),
    [
        ((200, 45), "side-by-side"), ((110, 35), "side-by-side"), ((110, 11), "side-by-side"),
        ((109, 35), "stacked"), ((80, 19), "stacked"), ((60, 40), "stacked"),
        ((60, 15), "one-pane"), ((80, 11), "one-pane"), ((40, 5), "one-pane"),
    ],
)  # fmt: skip
def test_the_layout_follows_the_size(size, layout) -> None:
    assert Arrangement().panes(*size) == layout


async def test_keys_change_the_arrangement_and_the_next_start_has_it(run_reader, library) -> None:
    async with run_reader(library) as ui:
        assert "Writer0" in ui.shown("#list")
        before = ui.list.size.width
        await ui.press("plus", "plus")
        assert ui.list.size.width > before
        wider = ui.list.size.width
        await ui.press("d", "j", "j")
        assert ui.list.row_height == 1
        await ui.press("L")
        assert "side by side" in ui.toasts
        await ui.press("L")
        assert "the list above the paper" in ui.toasts
        assert ui.list.region.bottom <= ui.detail.region.y
    async with run_reader(library) as ui:
        assert ui.list.row_height == 1
        assert ui.list.cursor == 2
        assert ui.list.region.bottom <= ui.detail.region.y
        await ui.press("L")
        assert ui.list.size.width == wider, "each layout has its own share"
        await ui.press("0")
        assert ui.list.size.width == before
        await ui.press("Z")
        assert not ui.detail.display
        assert ui.list.region.width == 120
        await ui.press("enter")
        assert not ui.list.display
        await ui.press("escape", "plus")
        assert "one pane" in ui.toasts
    async with run_reader(library) as ui:
        assert not ui.detail.display
        await ui.press("Z", "d")
        assert ui.detail.display
        assert ui.list.row_height > 1


async def test_the_palette_has_the_arrangement(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("colon", *"compact", "enter")
        await ui.until(lambda: ui.list.row_height == 1, "a compact list")


async def test_settings_that_changed_come_before_what_keys_did(run_reader, library) -> None:
    async with run_reader(library) as ui:
        await ui.press("d")
    async with run_reader(library, Config(layout="stacked", read_after=None)) as ui:
        assert ui.list.row_height > 1
        assert ui.list.region.bottom <= ui.detail.region.y
