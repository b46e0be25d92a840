"""The border for text from outside: after it, no string can act on a terminal.

Control characters (ESC and the C1 set among them) and the marks that reorder what
stands around them are taken out; every character that a person can read stays.
"""

import re
import unicodedata
from collections.abc import Sequence

from search.text.patterns import LazyPattern

# Stretches of a text, as (start, end) in characters.
Spans = Sequence[tuple[int, int]]

_BREAKS = LazyPattern(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
_BLANK_LINE = LazyPattern(r"\n *\n")
_PARAGRAPH = LazyPattern(r"\u2029|\n[^\S\n]*\n\s*")
# UTF-8 that was read as Latin-1: a lead byte and its followers, one of them a C1 character.
_TWICE_ENCODED = LazyPattern(r"[\u00c2-\u00f4][\u0080-\u00bf]{1,3}")
_ACTING = LazyPattern(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f"  # C0 but for white space, DEL, C1
    r"\u00ad"  # soft hyphen: terminals disagree on its width, and it splits a word for the search
    r"\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of writing direction
    r"\ufff9-\ufffb\U000e0000-\U000e0fff]"  # interlinear and tag characters
)
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_SURROGATE = LazyPattern(r"[\ud800-\udfff]")
_TAGS = LazyPattern(r"[\U000e0000-\U000e0fff]")  # of the acting ones, some of these are printable


def one_line(text: str) -> str:
    """`text` on one line, runs of white space as one space, safe to show."""
    if text.isascii():
        if "  " not in text and text.isprintable():  # a space is its only white space
            return text.strip()
        if (line := " ".join(text.split())).isprintable():
            return line
    return " ".join(safe(text).split())


def paragraphs(text: str) -> str:
    """`text` with its hard-wrapped lines joined and its paragraphs apart by one blank line."""
    line = text.strip().replace("\n", " ")
    if line.isascii() and line.isprintable() and not _BLANK_LINE.search(text):
        return " ".join(line.split()) if "  " in line else line
    parts = _PARAGRAPH.split(_BREAKS.sub("\n", text))
    return "\n\n".join(line for part in parts if (line := one_line(part)))


def lines(text: str) -> str:
    """`text` with its line breaks kept, for what the user writes (a note); safe to show."""
    kept = [safe(line).rstrip() for line in _BREAKS.sub("\n", text).split("\n")]
    return "\n".join(kept).strip("\n")


def title_key(title: str) -> str:
    """The letters and digits of `title` (NFKC, case folded): equal for the same title."""
    if title.isascii():
        return title.lower().encode().translate(None, _NO_LETTERS).decode()
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(filter(str.isalnum, folded))


def safe(text: str) -> str:
    """`text` without the characters that act on a terminal; its line breaks are "\\n"."""
    if text.isprintable() and (text.isascii() or not _TAGS.search(text)):
        return text
    text = _TWICE_ENCODED.sub(_decoded_again, _BREAKS.sub("\n", text))
    return _SURROGATE.sub("\ufffd", _ACTING.sub("", text))


def _decoded_again(found: re.Match[str]) -> str:
    run = found.group()
    if not any("\x80" <= char <= "\x9f" for char in run):
        return run
    try:
        return run.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return run
