"""The JSON of import, sync, add and starter."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.cli.json_output import moment

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.intake as shapes
    from search import FeedState, FeedSynced, Imported, Synced


def imported(done: "Imported") -> "shapes.Imported":
    """`import`: the outcomes, until all of it was indexed."""
    return {**_outcomes(done), "joined": [*done.joined], "took_s": round(done.took_s, 3)}


def synced(done: "Synced") -> "shapes.Synced":
    """`sync`: the outcomes together and for each feed."""
    rows: list[shapes.FeedSynced] = [
        {
            **_outcomes(feed),
            "name": feed.name,
            "what": feed.what,
            "error": feed.error,
            "synced": moment(feed.synced),
            "missing": [*feed.missing],
            "gone": [*feed.gone],
            "revised": feed.revised,
            "relisted": feed.relisted,
        }
        for feed in done.feeds
    ]
    took = round(done.took_s, 3)
    return {**_outcomes(done), "liked": done.liked, "feeds": rows, "took_s": took}


def feeds(feeds: Iterable["FeedState"]) -> "shapes.Feeds":
    """`sync --list`."""
    rows: list[shapes.FeedState] = [
        {
            "name": feed.name,
            "what": feed.what,
            "synced": moment(feed.synced),
            "missing": [*feed.missing],
            "gone": [*feed.gone],
        }
        for feed in feeds
    ]
    return {"feeds": rows}


def starter(removed: int, kept: int) -> "shapes.StarterRemoved":
    """`starter --remove`."""
    return {"removed": removed, "kept": kept}


def _outcomes(done: "Imported | Synced | FeedSynced") -> "shapes.Outcomes":
    return {
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "skipped": [
            {"file": piece.file, "line": piece.line, "reason": piece.reason}
            for piece in done.skipped
        ],
    }
