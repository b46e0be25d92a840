"""The JSON of status, stats, rebuild, backup, restore, recover and paths."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.upkeep as shapes
    from search import BackedUp, Paths, Rebuilt, Recovered, Restored, Share, Statistics, Status


def status(status: "Status") -> "shapes.Status":
    """`status`: the library in numbers."""
    return cast("shapes.Status", asdict(status))


def statistics(statistics: "Statistics") -> "shapes.Statistics":
    """`stats`: the library over time and by kind."""
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


def rebuilt(done: "Rebuilt") -> "shapes.Rebuilt":
    """`rebuild`."""
    return {"papers": done.papers, "took_s": round(done.took_s, 3)}


def backed_up(done: "BackedUp", file: str) -> "shapes.BackedUp":
    """`backup`."""
    took_s = round(done.took_s, 3)
    return {"file": file, "papers": done.papers, "bytes": done.bytes, "took_s": took_s}


def restored(done: "Restored") -> "shapes.Restored":
    """`restore`: `kept` is the file with what was there before."""
    return {
        "papers": done.papers,
        "kept": str(done.kept) if done.kept else None,
        "settings": done.settings,
        "took_s": round(done.took_s, 3),
    }


def recovered(done: "Recovered") -> "shapes.Recovered":
    """`recover`: `kept` is the damaged file, `backup` the newest automatic backup."""
    return {
        "papers": done.papers,
        "kept": str(done.kept),
        "backup": str(done.backup) if done.backup else None,
        "took_s": round(done.took_s, 3),
    }


def paths(paths: "Paths") -> "shapes.Places":
    """`paths`."""
    return {
        "data": str(paths.data),
        "cache": str(paths.cache),
        "config": str(paths.config),
        "store": str(paths.store),
        "backups": str(paths.backups),
        "index": str(paths.index),
        "settings": str(paths.settings),
    }


def _shares(shares: Mapping[str, "Share"]) -> dict[str, "shapes.Share"]:
    return {
        name: {"papers": share.papers, "unread": share.unread} for name, share in shares.items()
    }
