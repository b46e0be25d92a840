"""The JSON of export and digest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.json_output.lookup import paper

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.output as shapes
    from search import Digest


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
