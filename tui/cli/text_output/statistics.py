"""What stats prints: charts of plain signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.appearance import charts

if TYPE_CHECKING:
    from search import Statistics
    from tui.appearance.glyphs import Glyphs

_BAR = 40  # cells of the longest bar


def statistics(statistics: Statistics, glyphs: Glyphs) -> str:
    """The statistics with a bar for each number."""
    return "\n\n".join(
        "\n".join([title, *(f"  {line}" for line in _bars(rows, glyphs))])
        for title, rows in _charts(statistics)
    )


def _charts(statistics: Statistics) -> Iterator[tuple[str, list[charts.Row]]]:
    yield "Papers a day", [charts.Row(f"{day}", count) for day, count in statistics.days.items()]
    for title, days in (("Added", statistics.added), ("Read", statistics.read)):
        rows = [charts.Row(f"{day}", count) for day, count in days.items() if count]
        yield f"{title} a day, of the last {len(days)} days", rows
    yield "Keywords of most papers", charts.keywords(statistics)
    yield "Sources: papers, unread", charts.sources(statistics)
    yield "Tags: papers, unread", charts.tags(statistics)


def _bars(rows: list[charts.Row], glyphs: Glyphs) -> list[str]:
    drawn = charts.bars(rows, _BAR, glyphs)
    return [f"{line.numbers}  {line.bar}  {line.name}" for line in drawn] or ["none"]
