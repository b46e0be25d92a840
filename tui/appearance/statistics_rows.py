"""The statistics on the command line: text for people, and the JSON document."""

from collections.abc import Iterator, Mapping

from search import Share, Statistics
from tui.appearance import charts, wording
from tui.appearance.charts import Row
from tui.appearance.glyphs import Glyphs

_WIDTH = 40  # cells of a bar


def record(statistics: Statistics) -> dict[str, object]:
    """The statistics as JSON has them."""
    return {
        "days": [
            {"day": day.isoformat(), "papers": papers} for day, papers in statistics.days.items()
        ],
        "read": [
            {"day": day.isoformat(), "added": added, "read": statistics.read[day]}
            for day, added in statistics.added.items()
        ],
        "keywords": [
            {"keyword": word, "papers": papers} for word, papers in statistics.keywords.items()
        ],
        "sources": _shares(statistics.sources),
        "tags": _shares(statistics.tags),
    }


def text(statistics: Statistics, glyphs: Glyphs) -> str:
    """The statistics with a bar for each number."""
    return "\n\n".join(
        "\n".join([title, *(f"  {line}" for line in _lines(rows, glyphs))])
        for title, rows in _sections(statistics)
    )


def keywords(statistics: Statistics) -> list[Row]:
    """The commonest keywords as rows of a chart."""
    return [Row(word, papers) for word, papers in statistics.keywords.items()]


def sources(statistics: Statistics) -> list[Row]:
    """The sources as rows of a chart; what is unread stands out."""
    return [
        Row(wording.source(name), share.papers, share.unread)
        for name, share in statistics.sources.items()
    ]


def tags(statistics: Statistics) -> list[Row]:
    """The tags as rows of a chart; what is unread stands out."""
    return [Row(f"#{name}", share.papers, share.unread) for name, share in statistics.tags.items()]


def _sections(statistics: Statistics) -> Iterator[tuple[str, list[Row]]]:
    yield "Papers a day", [Row(f"{day}", count) for day, count in statistics.days.items()]
    for title, days in (("Added", statistics.added), ("Read", statistics.read)):
        rows = [Row(f"{day}", count) for day, count in days.items() if count]
        yield f"{title} a day, of the last {len(days)} days", rows
    yield "Keywords of most papers", keywords(statistics)
    yield "Sources: papers, unread", sources(statistics)
    yield "Tags: papers, unread", tags(statistics)


def _lines(rows: list[Row], glyphs: Glyphs) -> list[str]:
    drawn = charts.bars(rows, _WIDTH, glyphs)
    return [f"{line.numbers}  {line.bar}  {line.name}" for line in drawn] or ["none"]


def _shares(shares: Mapping[str, Share]) -> dict[str, dict[str, int]]:
    return {
        name: {"papers": share.papers, "unread": share.unread} for name, share in shares.items()
    }
