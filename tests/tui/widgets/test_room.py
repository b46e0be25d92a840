"""How much the list shows: whole titles, as many papers as there are lines for, and their facts."""

import json
import random
import re
from datetime import date
from pathlib import Path

import pytest
from textual.style import Style

from search import Config, Headline, PartialDate
from tui.appearance.glyphs import Glyphs
from tui.appearance.looks import Looks
from tui.listing import ListRow
from tui.widgets.row import Styles, draw, shape

# Of 1,000 titles of Hugging Face's daily papers in 2026: the length in characters at every 20th
# of the titles, from the shortest to the longest, and how many in a thousand words have 1, 2, 3
# and more letters.
LENGTHS = (
    11, 40, 50, 56, 60, 64, 67, 69, 72, 74, 76, 79, 82, 85, 87, 90, 93, 97, 102, 110, 161,
)  # fmt: skip
WORDS = (20, 64, 117, 63, 80, 108, 81, 87, 101, 94, 50, 47, 31, 19, 14, 6, 5, 4, 3, 2, 1, 1)
FAMILIES = ("Li", "Xu", "Wang", "Zhang", "Kim", "Garcia", "Schneider", "Balasubramanian")
STYLES = Styles(*[Style()] * len(Styles.__slots__))
LOOKS = Looks(Glyphs())
TODAY = date(2026, 11, 23)


def made_titles() -> list[str]:
    """1,000 titles as long as real ones, of words as long as real ones."""
    source, titles = random.Random(11), []
    for number in range(1000):
        part, rest = divmod(number / 999 * (len(LENGTHS) - 1), 1)
        low, high = LENGTHS[int(part)], LENGTHS[min(int(part) + 1, len(LENGTHS) - 1)]
        cells = round(low + (high - low) * rest)
        words: list[str] = []
        while len(" ".join(words)) < cells:
            words += ["x" * source.choices(range(1, len(WORDS) + 1), WORDS)[0]]
        titles.append(" ".join(words)[:cells].rstrip())
    return titles


def cut(titles: list[str], width: int) -> float:
    """How many in a hundred titles are cut in a list of this width, of this and of last year."""
    kind = shape(width, compact=False, passage=False)
    count = 0
    for number, title in enumerate(titles):
        headline = Headline(
            row=1, id="t", title=title, date=PartialDate(2025 + number % 2, 9, 30),
            first_author=f"Ada {FAMILIES[number % len(FAMILIES)]}", authors=12,
            sources=("huggingface", "arxiv"), keywords=("ink",), upvotes=1027, stars=9000,
            withdrawn=False, has_code=True, read=False, bookmarked=False, noted=True,
            tags=("later",), added=0,
        )  # fmt: skip
        row = ListRow(headline, title, new=False)
        lines = draw(row, kind, STYLES, LOOKS, TODAY, here=False, ticked=False)
        text = " ".join(line.plain for line in lines)
        assert "Sep" in text, "the date is always there"
        assert FAMILIES[number % len(FAMILIES)][:11] in text, "so is the author"
        count += "… " in text.replace("Balasubrama…", "")
    return count / len(titles) * 100


MOST_CUT = [((60, 20), 15.0), ((80, 24), 5.0), ((100, 30), 5.0), ((120, 40), 15.0)]


@pytest.mark.parametrize(("size", "most"), MOST_CUT)
async def test_few_titles_are_cut(run_reader, library, size, most) -> None:
    async with run_reader(library, size=size) as ui:
        width = ui.list.scrollable_content_region.width
    assert cut(made_titles(), width) <= most


@pytest.mark.parametrize(("size", "most"), MOST_CUT)
async def test_few_real_titles_are_cut(run_reader, library, size, most, real_data: Path) -> None:
    titles = [
        " ".join(each.get("paper", each)["title"].split())
        for file in sorted((real_data / "hf_api").glob("2026-*.json"))
        for each in json.loads(file.read_text("utf-8"))
        if isinstance(each, dict)
    ]
    async with run_reader(library, size=size) as ui:
        width = ui.list.scrollable_content_region.width
    assert len(titles) >= 1000
    assert cut(random.Random(1).sample(titles, 1000), width) <= most


def papers_in_sight(ui) -> int:
    """How many papers the list shows whole."""
    return sum(title in ui.shown("#list") for title in ui.titles)


async def test_as_many_papers_as_there_are_lines_for(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press("j")  # the panel of the first start goes
        assert papers_in_sight(ui) >= 6
        assert "from the side of cost" in ui.shown("#detail"), "the open paper is in sight, too"
        await ui.press("Z")
        assert not ui.detail.display
        assert papers_in_sight(ui) >= 9
        await ui.press("d")
        assert papers_in_sight(ui) >= 18
        await ui.press("d", "Z")
        await ui.pilot.resize_terminal(120, 40)
        await ui.settle()
        assert papers_in_sight(ui) >= 13
        assert ui.detail.display


async def test_a_long_notice_takes_its_lines_from_the_list(run_reader, library) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        lines = ui.detail.size.height
        await ui.press("slash", *("nosuch:x is:unred " * 4))
        assert ui.reader.query_one("#notice").size.height > 1
        assert ui.detail.size.height == lines
        await ui.press("escape")
        assert papers_in_sight(ui) >= 6


async def test_every_row_is_as_high_as_the_others(run_reader, library_of) -> None:
    titles = ["Short", "A title " + "that goes on " * 9, "Mid " * 16, "Bare"]
    papers = [{"title": title, "published": "2024-06-03"} for title in titles]
    async with run_reader(library_of(*papers), size=(80, 24)) as ui:
        lines = ui.shown("#list").splitlines()
        starts = [at for at, line in enumerate(lines) if line[1:2] in ("●", "◆")]
        assert starts == [0, 2, 4, 6]
        assert all("Jun 2024" in lines[start + 1] for start in starts)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_date_and_author_stay_while_a_search_is_on(run_reader, library, size) -> None:
    async with run_reader(library, size=size) as ui:
        await ui.press("slash", *"pruning", "enter")
        row = ui.shown("#list").splitlines()[: ui.list.row_height]
        assert "Writer0 +3 · Jun 2024" in row[1]
        if size == (120, 40):
            assert "pruning from the side of cost" in row[2]
        assert papers_in_sight(ui) == len(ui.titles)


@pytest.mark.parametrize("density", ["normal", "compact"])
async def test_upvotes_never_read_as_a_day(run_reader, library_of, density) -> None:
    paper = {
        "id": "2112.00001", "title": "A paper", "authors": ["Ada Writer"],
        "listed": "2021-12-06", "upvotes": 6, "sources": ["huggingface"],
    }  # fmt: skip
    for size in ((60, 20), (80, 24), (120, 40), (200, 50)):
        config = Config(density=density, read_after=None)
        async with run_reader(library_of(paper), config, size=size) as ui:
            shown = ui.shown("#list")
            assert "▲6" in shown
            assert "Dec 2021" in shown
            assert not re.search(r"▲\d+\W*Dec", shown)


async def test_a_notice_keeps_its_lines_when_the_terminal_says_its_size_again(
    run_reader, library
) -> None:
    async with run_reader(library, size=(80, 24)) as ui:
        await ui.press("slash", *"has:nothing has:neither", "enter")
        assert ui.reader.query_one("#panes").size.height < 19, "the notice has lines of the panes"
        height = ui.list.size.height
        await ui.pilot.resize_terminal(80, 24)
        await ui.settle()
        assert ui.list.size.height == height
