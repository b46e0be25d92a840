"""The papers that a new library starts with, each with a short account written for Broadsheet."""

import json
from collections.abc import Iterator

from search.model.paper import Paper

SOURCE = "starter"


def papers() -> Iterator[Paper]:
    """The 105 starter papers: title, summary, keywords and links; none has an abstract."""
    from importlib import resources  # five milliseconds, once in the life of a library

    text = resources.files(__name__).joinpath("papers.json").read_text("utf-8")
    for record in json.loads(text):
        yield Paper(
            title=record["title"],
            summary=record["summary"],
            keywords=tuple(record["keywords"]),
            links=tuple(record["links"]),
            sources=(SOURCE,),
        )
