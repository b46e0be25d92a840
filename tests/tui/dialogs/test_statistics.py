"""The Statistics screen, and the charts that it draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Config, Library, LibraryError, Marking
from tui.appearance.charts import Row, bars, columns
from tui.appearance.glyphs import ASCII, Glyphs
from tui.dialogs.statistics import StatisticsScreen

COUNTS = st.lists(st.integers(0, 200_000), min_size=1, max_size=40)
GLYPHS = st.sampled_from([Glyphs(), ASCII])


async def opened(ui) -> StatisticsScreen:
    """The screen, with all of it drawn."""
    await ui.press("number_sign")
    await ui.until(lambda: "Papers a day" in ui.text, "the charts")
    screen = ui.app.screen
    assert isinstance(screen, StatisticsScreen)
    return screen


async def whole(ui) -> str:
    """All of the screen's text, also what is scrolled away."""
    screen = await opened(ui)
    parts = (screen.query_one(f"#statistics-{name}") for name in ("days", "kinds"))
    return "\n".join(str(part.content) for part in parts)


async def test_it_reports_what_came_and_what_was_read(run_reader, library) -> None:
    rows = library.search("").page(0, 3)
    library.mark(rows, Marking(read=True, tag=("to read",)))
    async with run_reader(library) as ui:
        text = await whole(ui)
    assert "Added in the last 30 days: 30" in text
    assert "Read in the last 30 days: 3" in text
    assert "1 Jun 2024" in text
    assert "30 Jun 2024" in text
    lines = {line.split("  ")[-1]: line for line in text.splitlines()}
    assert lines["cost"].split()[0] == "30"
    assert lines["HF"].split()[:2] == ["30", "27"]
    assert lines["#to read"].split()[:2] == ["3", "0"]


@pytest.mark.parametrize("key", ["escape", "q", "number_sign"])
async def test_it_closes(run_reader, library, key) -> None:
    async with run_reader(library) as ui:
        await opened(ui)
        await ui.press(key)
        assert ui.app.screen is ui.reader
        assert ui.app.is_running


async def test_a_library_of_nothing_has_no_chart(run_reader, library_of) -> None:
    async with run_reader(library_of()) as ui:
        text = await whole(ui)
    assert text.count("none") == 6


@pytest.mark.parametrize("size", [(120, 40), (110, 30), (80, 24), (60, 20), (40, 10)])
async def test_every_chart_fits_and_can_be_reached(run_reader, library, size) -> None:
    library.mark(library.search("").page(0, 1), Marking(tag=("last of all",)))
    async with run_reader(library, size=size) as ui:
        await opened(ui)
        seen = ui.text
        for _ in range(12):
            await ui.press("pagedown")
            seen += ui.text
        assert "Papers a day" in seen
        assert "#last of all" in seen
        assert Glyphs().ellipsis not in ui.shown("#statistics-days")


async def test_it_is_drawn_anew_for_another_size(run_reader, library) -> None:
    async with run_reader(library, size=(120, 40)) as ui:
        await opened(ui)
        assert "Keywords" in ui.text
        await ui.pilot.resize_terminal(60, 20)
        await ui.until(lambda: "Keywords" not in ui.text, "one column")
        assert Glyphs().ellipsis not in ui.shown("#statistics-days")


async def test_the_charts_are_ascii_where_that_is_asked_for(run_reader, library) -> None:
    async with run_reader(library, Config(read_after=None, ascii=True)) as ui:
        text = await whole(ui)
    assert text.isascii()
    assert "=====" in text


async def test_a_library_that_cannot_be_read_is_reported(run_reader, library, monkeypatch) -> None:
    def broken(_: Library) -> None:
        raise LibraryError("the disk is gone")

    monkeypatch.setattr(Library, "statistics", broken)
    async with run_reader(library) as ui:
        await ui.press("number_sign")
        await ui.until(lambda: "the disk is gone" in ui.text, "the reason")
        await ui.press("escape")
        assert ui.app.screen is ui.reader


@given(COUNTS, st.integers(1, 3), st.integers(1, 6), GLYPHS)
def test_columns_are_as_high_as_their_counts_say(counts, cells, height, glyphs) -> None:
    lines = columns(counts, cells, height, glyphs)
    assert [len(line) for line in lines] == [len(counts) * cells] * height
    signs = f" {glyphs.steps}"
    levels = [sum(signs.index(line[at * cells]) for line in lines) for at in range(len(counts))]
    assert [level > 0 for level in levels] == [count > 0 for count in counts]
    assert max(levels) == (height * len(glyphs.steps) if any(counts) else 0)
    ordered = sorted(zip(counts, levels, strict=True))
    assert [level for _, level in ordered] == sorted(levels)


@given(
    st.lists(
        st.builds(Row, st.text(), st.integers(0, 200_000), st.none() | st.just(0)), max_size=9
    ),
    st.integers(1, 60),
    GLYPHS,
)
def test_bars_are_as_long_as_their_counts_say(rows, width, glyphs) -> None:
    drawn = bars(rows, width, glyphs)
    assert [line.name for line in drawn] == [row.name for row in rows]
    assert all(len(line.bar) == width for line in drawn)
    assert len({len(line.numbers) for line in drawn}) <= 1
    lengths = [len(line.bar.rstrip()) for line in drawn]
    assert [length > 0 for length in lengths] == [row.count > 0 for row in rows]
    assert sorted(lengths) == [
        n for _, n in sorted(zip((r.count for r in rows), lengths, strict=True))
    ]


def test_the_part_that_stands_out_has_its_share_of_the_bar() -> None:
    (line,) = bars([Row("HF", 100, 25)], 8, Glyphs())
    assert (line.numbers, line.bar) == ("100  25", "━━──────")


async def test_its_days_are_written_as_the_settings_say(run_reader, library) -> None:
    async with run_reader(library, Config(read_after=None, dates="iso")) as ui:
        assert "2024-06-01" in await whole(ui)
