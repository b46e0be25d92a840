"""The JSON documents that commands print: a contract, so all of them are made here.

Missing is null, never 0 and never "". Times of day are in UTC; `took_s` is in seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import (
        BackedUp,
        Cached,
        Check,
        Digest,
        Entry,
        FeedState,
        FeedSynced,
        FullTextsFetched,
        Imported,
        Learned,
        Paths,
        Rebuilt,
        Recovered,
        Restored,
        Results,
        SavedView,
        Share,
        Statistics,
        Status,
        Step,
        Synced,
    )
    from tui.cli.result_page import Hit
    from tui.keys.table import Command

Json = dict[str, object]

__all__ = [
    "backed_up", "cached", "changed", "checks", "cleared", "completion", "digest",
    "feeds", "fetched", "found",
    "imported", "keys", "learned", "mailed",
    "page", "paper", "paths", "rebuilt", "recovered", "restored", "starter", "statistics", "status",
    "stepped", "synced", "views", "written",
]  # fmt: skip

_PATHS = ("data", "cache", "config", "store", "backups", "index", "settings")


def paper(entry: "Entry") -> Mapping[str, object]:
    """A paper, as `show`, `search` and `digest` have it."""
    from search import as_json  # the model of papers, which not every command needs

    return as_json(entry)


def imported(done: "Imported") -> Json:
    """`import`: the outcomes, until all of it was indexed."""
    return {**_outcomes(done), "joined": [*done.joined], "took_s": round(done.took_s, 3)}


def synced(done: "Synced") -> Json:
    """`sync`: the outcomes together and for each feed."""
    rows = [
        {"name": feed.name, "what": feed.what, **_outcomes(feed), "error": feed.error}
        | {"synced": _moment(feed.synced), "missing": [*feed.missing], "gone": [*feed.gone]}
        | {"revised": feed.revised, "relisted": feed.relisted}
        for feed in done.feeds
    ]
    return {**_outcomes(done), "feeds": rows, "took_s": round(done.took_s, 3)}


def feeds(feeds: Iterable["FeedState"]) -> Json:
    """`sync --list`."""
    return {"feeds": [{**asdict(feed), "synced": _moment(feed.synced)} for feed in feeds]}


def found(query: str, results: "Results", page: Iterable["Hit"], partial: Iterable["Hit"]) -> Json:
    """`search` and `related`: a page of papers, and how many there are on all pages.

    `partial` has the papers with some of the words of the query, where the page has room.
    """
    partial_part = results.partial
    return {
        "query": query,
        "total": len(results),
        "took_ms": round(results.took_ms, 3),
        "ignored": list(results.ignored),
        "papers": list(map(_hit, page)),
        "partial": {
            "total": 0 if partial_part is None else len(partial_part),
            "papers": list(map(_hit, partial)),
        },
    }


def learned(learned: "Learned") -> Json:
    """`foryou --explain`: the terms of each profile, the strongest first."""
    profiles = [
        {
            "name": profile.name,
            "papers": profile.papers,
            "terms": [{"term": term, "weight": round(w, 4)} for term, w in profile.terms],
        }
        for profile in learned.profiles
    ]
    return {"marks": learned.marks, "profiles": profiles}


def _hit(hit: "Hit") -> Json:
    more: Json = {} if hit.why is None else {"why": list(hit.why)}
    if hit.reasons is not None:
        more["reasons"] = [{**each._asdict(), "how": each.how or None} for each in hit.reasons]
    inside = hit.found_in
    section = inside and {"id": inside.id, "number": inside.number, "title": inside.title}
    found = {"score": hit.score, "snippet": hit.snippet, "section": section}
    return {**paper(hit.entry), **found, **more}


def fetched(done: "FullTextsFetched", unknown: Iterable[str]) -> Json:
    """`fetch`: what came, what was there, and what is missing; `unknown` are messages of ids."""
    missing: list[Json] = [{"id": each.id, "reason": each.reason} for each in done.missing]
    missing += [{"id": None, "reason": message} for message in unknown]
    return {
        "fetched": done.fetched,
        "cached": done.cached,
        "missing": missing,
        "took_s": round(done.took_s, 3),
    }


def cached(papers: Sequence["Cached"]) -> Json:
    """`cache`: the full texts and their sizes in bytes."""
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "from": each.source,
            "version": each.version,
            "fetched": _moment(each.fetched),
            "size": each.size,
        }
        for each in papers
    ]
    return {"papers": rows, "size": sum(each.size for each in papers)}


def cleared(removed: int) -> Json:
    """`cache --clear`: how many full texts were removed."""
    return {"cleared": removed}


def changed(papers: int) -> Json:
    """`mark`, `split` and `join`: how many papers it changed."""
    return {"changed": papers}


def stepped(done: str, step: "Step | None") -> Json:
    """`undo` and `redo`: what was undone or redone, null where there was nothing."""
    return {done: step.what if step else None}


def views(views: Iterable["SavedView"]) -> list[Json]:
    """`view`: the saved views in their order."""
    return [asdict(view) for view in views]


def written(papers: int, file: str) -> Json:
    """`export` and `digest` with -o."""
    return {"papers": papers, "file": file}


def digest(digest: "Digest") -> Json:
    """`digest`: the papers of each view, and of how many they are the first."""
    return {
        "since": digest.since.isoformat(),
        "views": [
            {
                "name": section.name,
                "query": section.query,
                "total": section.total,
                "papers": [paper(arrival.entry) for arrival in section.papers],
            }
            for section in digest.sections
        ],
    }


def mailed(papers: int, to: Sequence[str]) -> Json:
    """`digest --mail`: the addresses that a server took it for."""
    return {"papers": papers, "to": list(to)}


def status(status: "Status") -> Json:
    """`status`: the library in numbers."""
    return asdict(status)


def statistics(statistics: "Statistics") -> Json:
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


def rebuilt(done: "Rebuilt") -> Json:
    """`rebuild`."""
    return {"papers": done.papers, "took_s": round(done.took_s, 3)}


def backed_up(done: "BackedUp", file: str) -> Json:
    """`backup`."""
    took_s = round(done.took_s, 3)
    return {"file": file, "papers": done.papers, "bytes": done.bytes, "took_s": took_s}


def restored(done: "Restored") -> Json:
    """`restore`: `kept` is the file with what was there before."""
    return {
        "papers": done.papers,
        "kept": str(done.kept) if done.kept else None,
        "settings": done.settings,
        "took_s": round(done.took_s, 3),
    }


def recovered(done: "Recovered") -> Json:
    """`recover`: `kept` is the damaged file, `backup` the newest automatic backup."""
    return {
        "papers": done.papers,
        "kept": str(done.kept),
        "backup": str(done.backup) if done.backup else None,
        "took_s": round(done.took_s, 3),
    }


def paths(paths: "Paths") -> dict[str, str]:
    """`paths`."""
    return {name: str(getattr(paths, name)) for name in _PATHS}


def keys(commands: Iterable["Command"]) -> list[Json]:
    """`keys`: every command of the reader with its keys, by Textual's names of them."""
    return [
        {"id": each.id, "keys": each.keys.split(",") if each.keys else [], "help": each.help}
        for each in commands
    ]


def checks(checks: Sequence["Check"]) -> Json:
    """`doctor`."""
    return {
        "ok": all(check.ok for check in checks),
        "checks": [asdict(check) for check in checks],
    }


def completion(shell: str, script: str) -> Json:
    """`completion`."""
    return {"shell": shell, "script": script}


def page(text: str) -> Json:
    """`help scripts`."""
    return {"text": text}


def starter(removed: int, kept: int) -> Json:
    """`starter --remove`."""
    return {"removed": removed, "kept": kept}


def _outcomes(done: "Imported | Synced | FeedSynced") -> Json:
    counts = {name: getattr(done, name) for name in ("added", "updated", "unchanged")}
    return {**counts, "skipped": [asdict(piece) for piece in done.skipped]}


def _shares(shares: Mapping[str, "Share"]) -> dict[str, dict[str, int]]:
    return {
        name: {"papers": share.papers, "unread": share.unread} for name, share in shares.items()
    }


def _moment(when: int | None) -> str | None:
    """A moment in ms since 1970 as 2026-09-24T06:30:00Z."""
    if when is None:
        return None
    return f"{datetime.fromtimestamp(when / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
