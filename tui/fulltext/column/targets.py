"""The links that references, tables and figures have in the column, as runs of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from search import Document, Reference
from tui.fulltext.column.lines import Run, Target

_MOST_LINKS = 500  # with words of their own, in one table


def picture_links(document: Document) -> dict[str, Run]:
    """A link behind the caption of each figure by its id: to its picture, else to the page.

    A drawing has no address of its own; the parts of a figure stand for it.
    """
    page = f"https://arxiv.org/html/{document.id}"
    page += f"v{document.version}" if document.version else ""
    has_page = document.id is not None and document.source == "arxiv-html"
    found = {}
    for figure in document.figures:
        has_parts = any(each.id.startswith(f"{figure.id}.") for each in document.figures)
        if figure.images:
            found[figure.id] = _ours(" [open picture]", figure.images[0])
        elif has_page and not has_parts:
            found[figure.id] = _ours(" [open page]", f"{page}#{quote(figure.id)}")
    return found


def _ours(words: str, address: str) -> Run:
    return Run(words, "link", Target("web", address), is_ours=True)


def told_apart(runs: Sequence[Run], text: str) -> dict[str, Run]:
    """The links in a table by their words, where these stand nowhere else in its text."""
    links: dict[str, list[Run]] = {}
    for run in runs:
        if run.target is not None:
            links.setdefault(run.text, []).append(run)
    if len(links) > _MOST_LINKS:
        return {}
    return {
        words: same[0]
        for words, same in links.items()
        if len(same) == text.count(words) and len({run.target for run in same}) == 1
    }


def linked(line: str, links: Mapping[str, Run]) -> Iterator[Run]:
    """The runs of a line of a table; a link that goes over two lines is none."""
    words = sorted(links, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, words))})", line) if words else [line]
    yield from (links.get(part, Run(part)) for part in parts if part)


def reference_runs(reference: Reference) -> Iterator[Run]:
    """Its label and text, and the way to the work: in the library, else by its address."""
    if reference.label:
        yield Run(f"{reference.label} ", "quiet")
    address = _address(reference)
    if reference.paper:
        yield Run(reference.text)
        yield Run(" ★ in your library", "link", Target("paper", reference.paper))
    elif address is None:
        yield Run(reference.text)
    elif found := re.search(re.escape(address.split("//")[-1]), reference.text, re.IGNORECASE):
        start = reference.text.rfind(" ", 0, found.start()) + 1
        words = reference.text[start:].partition(" ")[0].rstrip(".,;)")
        yield Run(reference.text[:start])
        yield Run(words, "link", Target("web", address))
        yield Run(reference.text[start + len(words) :])
    else:
        yield Run(reference.text)
        yield Run(f" {address}", "link", Target("web", address))


def _address(reference: Reference) -> str | None:
    if reference.arxiv:
        return f"https://arxiv.org/abs/{reference.arxiv}"
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.link
