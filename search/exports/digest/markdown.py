"""The digest as Markdown: a heading for each view and each paper."""

import re
from collections.abc import Iterator
from typing import TextIO

from search.exports.digest import Digest, phrases
from search.exports.markdown import link, plain
from search.model.entry import Entry


def write(digest: Digest, stream: TextIO) -> None:
    """Write the digest, paper by paper."""
    stream.write("\n".join(f"{block}\n" for block in _blocks(digest)))


def _blocks(digest: Digest) -> Iterator[str]:
    yield f"# {phrases.subject(digest)}"
    for section, entries in digest.sections_with_papers():
        if section.name:
            yield f"## {plain(phrases.heading(section))}"
        for entry, above in entries:
            yield from _paper(entry) if above is None else _again(entry, above)
        if more := phrases.more(section):
            yield _command(*more)
        if titles := phrases.titles(section):
            yield "\n".join(f"- {plain(title)}" for title in titles)
    if quiet := phrases.quiet(digest):
        yield plain(quiet)
    if every := phrases.arrived_in_all(digest):
        yield _command(*every)


def _paper(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    yield f"### {_title(entry)}"
    yield from filter(None, ("  \n".join(map(plain, _about(entry))), plain(phrases.excerpt(paper))))
    if links := phrases.links(paper):
        yield " · ".join(link(what, to) for what, to in links)


def _again(entry: Entry, above: str) -> Iterator[str]:
    yield f"### {_title(entry)}"
    yield plain(f"Above, in {above}")


def _about(entry: Entry) -> Iterator[str]:
    yield from filter(None, (phrases.authors(entry.paper), phrases.facts(entry.paper)))


def _title(entry: Entry) -> str:
    title, page = plain(phrases.title(entry.paper)), phrases.page(entry.paper)
    return link(title, page) if page else title


def _command(text: str, command: str) -> str:
    """The command as code, which ends at as many backticks as it began with."""
    if not command:
        return text
    ticks = "`" * (1 + max(map(len, re.findall("`+", command)), default=0))
    return f"{text}: {ticks}{command}{ticks}"
