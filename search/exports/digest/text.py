"""The digest as plain text of 72 columns, which every mail program shows as it is."""

from collections.abc import Iterator
from typing import TextIO

from search.cells import width, wrapped
from search.entry import Entry
from search.exports.digest import Digest, wording

_COLUMNS = 72
_INDENT = "  "


def write(digest: Digest, stream: TextIO) -> None:
    """Write the digest, paper by paper."""
    for block in _blocks(digest):
        stream.write(block)


def _blocks(digest: Digest) -> Iterator[str]:
    yield _lines(wording.subject(digest))
    for section, entries in digest.told():
        if section.name:
            told = _lines(wording.heading(section))
            yield f"\n\n{told}{'=' * min(_COLUMNS, max(map(width, told.splitlines())))}\n"
        for entry, above in entries:
            yield "\n" + (_whole(entry) if above is None else _again(entry, above))
        if more := wording.more(section):
            yield "\n" + _command(*more)
    if quiet := wording.quiet(digest):
        yield "\n\n" + _lines(quiet)
    if every := wording.all_told(digest):
        yield ("\n" if quiet else "\n\n") + _command(*every)


def _whole(entry: Entry) -> str:
    paper = entry.paper
    about = _lines(wording.authors(paper), _INDENT) + _lines(wording.facts(paper), _INDENT)
    links = "".join(f"{_INDENT}{what:<7} {to}\n" for what, to in wording.links(paper))
    text = _lines(wording.excerpt(paper), _INDENT)
    return "\n".join(filter(None, (_lines(wording.title(paper)) + about, text, links)))


def _again(entry: Entry, above: str) -> str:
    return _lines(wording.title(entry.paper)) + _lines(f"Above, in {above}", _INDENT)


def _command(told: str, command: str) -> str:
    return _lines(f"{told}:" if command else told) + (f"{_INDENT}{command}\n" if command else "")


def _lines(text: str, indent: str = "") -> str:
    return "".join(f"{indent}{line}\n" for line in wrapped(text, _COLUMNS - len(indent)))
