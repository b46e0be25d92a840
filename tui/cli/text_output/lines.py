"""Lines of text for people: on a terminal they end at words; elsewhere they stay whole."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from itertools import accumulate

from tui.appearance import wording

WIDEST = 88  # cells of a line, on however wide a terminal


def one_line(message: str) -> str:
    """`message` on one line, without control characters: a file's name may hold any."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())


def papers(count: int) -> str:
    """1 paper, 1,204 papers."""
    return wording.count(count, "paper")


def fulltexts(count: int) -> str:
    """How many full texts, in words."""
    return f"{count:,} full text{'' if count == 1 else 's'}"


def pairs(values: Mapping[str, str]) -> str:
    """Names and values in two columns."""
    width = max(map(len, values), default=0) + 2
    return "\n".join(hung(f"{name:<{width}}{value}", width) for name, value in values.items())


def hung(line: str, indent: int = 3) -> str:
    """A line wrapped at words below its text, on a terminal; elsewhere it stays whole."""
    if not sys.stdout.isatty():
        return line
    text = wrapped(line[indent:], indent) if line[indent:].strip() else ""
    return f"{line[:indent]}{text}".replace("\n", "\n" + " " * indent)


def indented(text: str, by: str) -> str:
    """`by` before each line: as textwrap.indent, which takes a millisecond to import."""
    lines = text.splitlines(keepends=True)
    return "".join(f"{by}{line}" if line.strip() else line for line in lines)


def wrapped(text: str, indent: int = 3) -> str:
    """Paragraphs in lines that the terminal has room for beside `indent` cells."""
    from search import wrapped as in_lines  # most commands print nothing that is long

    width = max(min(shutil.get_terminal_size().columns, WIDEST) - indent, 20)
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join("\n".join(in_lines(part, width)) for part in parts)


def emphasized(text: str) -> str:
    """`text`, wrapped, with what stands between `**` in bold on a terminal and plain elsewhere."""
    parts = text.split("**")
    shown = wrapped("".join(parts))
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return shown
    # Wrapping changes nothing but white space, so each part is found by its other signs.
    places = [place for place, sign in enumerate(shown) if not sign.isspace()]
    ends = list(accumulate(sum(not sign.isspace() for sign in part) for part in parts))
    for first, end in reversed([*zip(ends[::2], ends[1::2], strict=False)]):
        if first < end:
            start, stop = places[first], places[end - 1] + 1
            shown = f"{shown[:start]}\x1b[1m{shown[start:stop]}\x1b[22m{shown[stop:]}"
    return shown
