"""The digest as plain text of 72 columns, which every mail program shows as it is."""

from collections.abc import Iterator
from typing import TextIO

from search.exports.digest import Digest, phrases
from search.model.entry import Entry
from search.text.cells import width, wrapped

_COLUMNS = 72
_INDENT = "  "


def write(digest: Digest, stream: TextIO) -> None:
    """Write the digest, paper by paper."""
    for block in _blocks(digest):
        stream.write(block)


def _blocks(digest: Digest) -> Iterator[str]:
    yield _lines(phrases.subject(digest))
    for section, entries in digest.sections_with_papers():
        if section.name:
            lines = _lines(phrases.heading(section))
            yield f"\n\n{lines}{'=' * min(_COLUMNS, max(map(width, lines.splitlines())))}\n"
        for entry, above in entries:
            yield "\n" + (_paper(entry) if above is None else _again(entry, above))
        if more := phrases.more(section):
            yield "\n" + _command(*more)
        yield "".join(_lines(f"- {title}", _INDENT) for title in phrases.titles(section))
    if quiet := phrases.quiet(digest):
        yield "\n\n" + _lines(quiet)
    if every := phrases.arrived_in_all(digest):
        yield ("\n" if quiet else "\n\n") + _command(*every)


def _paper(entry: Entry) -> str:
    paper = entry.paper
    about = _lines(phrases.authors(paper), _INDENT) + _lines(phrases.facts(paper), _INDENT)
    links = "".join(f"{_INDENT}{what:<7} {to}\n" for what, to in phrases.links(paper))
    text = _lines(phrases.excerpt(paper), _INDENT)
    return "\n".join(filter(None, (_lines(phrases.title(paper)) + about, text, links)))


def _again(entry: Entry, above: str) -> str:
    return _lines(phrases.title(entry.paper)) + _lines(f"Above, in {above}", _INDENT)


def _command(text: str, command: str) -> str:
    return _lines(f"{text}:" if command else text) + (f"{_INDENT}{command}\n" if command else "")


def _lines(text: str, indent: str = "") -> str:
    return "".join(f"{indent}{line}\n" for line in wrapped(text, _COLUMNS - len(indent)))
