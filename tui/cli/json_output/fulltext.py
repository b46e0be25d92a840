"""The JSON of fetch, references and cache."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.cli.json_output import moment

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.fulltext as shapes
    from search import Cached, Cited, FullTextsFetched, References


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
            "fetched": moment(each.fetched),
            "size": each.size,
        }
        for each in papers
    ]
    return {"papers": rows, "size": sum(each.size for each in papers)}


def cleared(removed: int) -> "shapes.Cleared":
    """`cache --clear`: how many full texts were removed."""
    return {"cleared": removed}
