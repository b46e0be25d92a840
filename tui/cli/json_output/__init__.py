"""The JSON documents that commands print: a contract, so all of them are made here.

Missing is null, never 0 and never "". Times of day are in UTC; `took_s` is in seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from tui.cli.json_output.upkeep import (
    backed_up,
    checks,
    completion,
    keys,
    language,
    paths,
    rebuilt,
    recovered,
    restored,
    statistics,
    status,
)

if TYPE_CHECKING:
    import tui.cli.json_output.shapes as shapes
    from search import (
        Cached,
        Cited,
        Digest,
        Entry,
        FeedState,
        FeedSynced,
        FullTextsFetched,
        Imported,
        Learned,
        References,
        Results,
        SavedView,
        Step,
        Synced,
    )
    from tui.cli.result_page import Hit

__all__ = [
    "backed_up", "cached", "changed", "checks", "cleared", "completion", "digest",
    "feeds", "fetched", "found", "imported", "keys", "language", "learned", "mailed", "paper",
    "paths", "rebuilt", "recovered", "references", "restored", "starter", "statistics", "status",
    "stepped", "synced", "tags", "views", "written",
]  # fmt: skip


def paper(entry: "Entry") -> "shapes.Paper":
    """A paper, as `show`, `search` and `digest` have it."""
    from search import as_json  # the model of papers, which not every command needs

    return cast("shapes.Paper", as_json(entry))


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
            "synced": _moment(feed.synced),
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
            "synced": _moment(feed.synced),
            "missing": [*feed.missing],
            "gone": [*feed.gone],
        }
        for feed in feeds
    ]
    return {"feeds": rows}


def found(
    query: str, results: "Results", page: Iterable["Hit"], partial: Iterable["Hit"]
) -> "shapes.Found":
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


def learned(learned: "Learned") -> "shapes.Learned":
    """`foryou --explain`: the terms of each profile, the strongest first."""
    profiles: list[shapes.Profile] = [
        {
            "name": profile.name,
            "papers": profile.papers,
            "terms": [{"term": term, "weight": round(w, 4)} for term, w in profile.terms],
        }
        for profile in learned.profiles
    ]
    words: list[shapes.InterestWord] = [
        {"words": words, "state": state} for words, state in learned.words.items()
    ]
    return {"marks": learned.marks, "profiles": profiles, "words": words}


def _hit(hit: "Hit") -> "shapes.Hit":
    inside = hit.found_in
    section = inside and {"id": inside.id, "number": inside.number, "title": inside.title}
    where = {"score": hit.score, "snippet": hit.snippet, "section": section}
    found = cast("shapes.Hit", {**paper(hit.entry), **where})
    if hit.why is not None:
        found["why"] = list(hit.why)
        found["afield"] = hit.afield
    if hit.reasons is not None:
        found["reasons"] = [
            {"what": each.what, "score": each.score, "how": each.how or None}
            for each in hit.reasons
        ]
    return found


def fetched(done: "FullTextsFetched", unknown: Iterable[str]) -> "shapes.Fetched":
    """`fetch`: what came, what was there, and what is missing; `unknown` are messages of ids."""
    missing: list[shapes.MissingText] = [
        {"id": each.id, "reason": each.reason} for each in done.missing
    ]
    missing += [{"id": None, "reason": message} for message in unknown]
    return {
        "fetched": done.fetched,
        "cached": done.cached,
        "missing": missing,
        "took_s": round(done.took_s, 3),
    }


def references(found: "References", works: Iterable["Cited"]) -> "shapes.CitedWorks":
    """`references`: what papers cite, and how many papers were looked at."""
    return {
        "papers": found.papers,
        "without_text": found.without,
        "references": [
            {
                "id": work.id,
                "paper": work.paper,
                "title": work.identity.title,
                "authors": work.identity.authors or None,
                "year": work.identity.year,
                "doi": work.identity.doi,
                "arxiv": work.identity.arxiv,
                "text": work.text,
                "cited_by": list(work.by),
            }
            for work in works
        ],
    }


def cached(papers: Sequence["Cached"]) -> "shapes.CachedTexts":
    """`cache`: the full texts and their sizes in bytes."""
    rows: list[shapes.CachedText] = [
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


def cleared(removed: int) -> "shapes.Cleared":
    """`cache --clear`: how many full texts were removed."""
    return {"cleared": removed}


def changed(papers: int) -> "shapes.Changed":
    """`mark`, `split` and `join`: how many papers it changed."""
    return {"changed": papers}


def stepped(done: str, step: "Step | None") -> dict[str, str | None]:
    """`undo` and `redo`: what was undone or redone, null where there was nothing."""
    return {done: step.what if step else None}


def views(views: Iterable["SavedView"]) -> list["shapes.SavedView"]:
    """`view`: the saved views in their order."""
    return [{"name": view.name, "query": view.query} for view in views]


def tags(tags: Mapping[str, int]) -> list["shapes.Tag"]:
    """`tags`: every tag, the most used first."""
    return [{"tag": tag, "papers": papers} for tag, papers in tags.items()]


def written(papers: int, file: str) -> "shapes.Written":
    """`export` and `digest` with -o."""
    return {"papers": papers, "file": file}


def digest(digest: "Digest") -> "shapes.Digest":
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


def mailed(papers: int, to: Sequence[str]) -> "shapes.Mailed":
    """`digest --mail`: the addresses that a server took it for."""
    return {"papers": papers, "to": list(to)}


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


def _moment(when: int | None) -> str | None:
    """A moment in ms since 1970 as 2026-09-24T06:30:00Z."""
    if when is None:
        return None
    return f"{datetime.fromtimestamp(when / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
