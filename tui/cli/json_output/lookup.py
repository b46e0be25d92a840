"""The JSON of search, related, show, foryou and tags."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.lookup as shapes
    from search import Entry, Learned, Results
    from tui.cli.result_page import Hit


def paper(entry: "Entry") -> "shapes.Paper":
    """A paper, as `show`, `search` and `digest` have it."""
    from search import as_json  # the model of papers, which not every command needs

    return cast("shapes.Paper", as_json(entry))


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


def tags(tags: Mapping[str, int]) -> list["shapes.Tag"]:
    """`tags`: every tag, the most used first."""
    return [{"tag": tag, "papers": papers} for tag, papers in tags.items()]


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
