"""Markdown: a reading list with its titles linked, and links to single papers."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from search.exports.facts import issued
from search.model.entry import Entry
from search.model.paper import Paper
from search.model.passage import Passage

_MARKUP = re.compile(r"[\\`*_\[\]<>&$~|]")
_LIST_OR_HEADING = re.compile(r"^(\d*)([-+#=.)])")
_PARENTHESES = str.maketrans({"(": "%28", ")": "%29"})
_NAMED = 6  # authors; of more, these are named and the others counted


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write a list item for each paper: linked title, authors, day, code, note and passages."""
    for entry in entries:
        facts = " · ".join(_facts(entry.paper))
        stream.write(f"- {markdown_link(entry)}{'  ' if facts else ''}\n")
        if facts:
            stream.write(f"  {facts}\n")
        if entry.note:
            # As it is: the user's own words may be Markdown.
            stream.write("\n" + _quoted(entry.note) + "\n\n")
        for passage in entry.passages:
            stream.write(f"{_passage(passage)}\n\n")


def _quoted(text: str) -> str:
    return "\n".join(f"  > {line}".rstrip() for line in text.split("\n"))


def _passage(passage: Passage) -> str:
    """The words in a block quote, with the section behind them and the note below."""
    words = "\n".join(map(plain, passage.text.split("\n")))
    section = f" — {inside(passage.heading)}" if passage.heading else ""
    note = f"\n\n{passage.note}" if passage.note else ""
    return _quoted(f"“{words}”{section}{note}")


def markdown_link(entry: Entry) -> str:
    """The title, linked to the paper's page where it has one."""
    title, url = plain(entry.paper.title), entry.paper.url
    return link(title, url) if url else title


def _facts(paper: Paper) -> Iterator[str]:
    if paper.authors:
        others = len(paper.authors) - _NAMED
        named = plain(", ".join(paper.authors[:_NAMED]))
        yield f"{named} and {others:,} more" if others > 0 else named
    if day := issued(paper):
        yield day.words if day.season or day.circa else str(day)
    if paper.github:
        yield link("code", paper.github)


def link(text: str, url: str) -> str:
    """Markdown's link to `url`; the text is Markdown already."""
    return f"[{text}]({url.translate(_PARENTHESES)})"


def plain(text: str) -> str:
    """`text` so that Markdown shows each of its characters, also at the start of a line."""
    return line_start(inside(text))


def inside(text: str) -> str:
    """`text` so that Markdown shows each of its characters inside a line."""
    return _MARKUP.sub(r"\\\g<0>", text)


def line_start(line: str) -> str:
    """A line of Markdown so that it begins no list and no heading."""
    return _LIST_OR_HEADING.sub(r"\1\\\2", line)
