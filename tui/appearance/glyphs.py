"""The signs that the screen draws with: one set for most terminals, one of plain ASCII."""

import codecs
import locale
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign for each thing. State is shown by shape, never by colour alone."""

    unread: str = "●"
    read: str = "○"
    new_unread: str = "◆"
    new_read: str = "◇"
    bookmark: str = "★"
    liked: str = "≈"
    code: str = "⌥"
    bar: str = "▌"
    tick: str = "✓"
    upvotes: str = "▲"
    stars: str = "☆"
    note: str = "✎"
    tag: str = "#"
    ellipsis: str = "…"
    dot: str = "·"
    rule: str = "─"
    full: str = "━"
    light: str = "─"
    steps: str = "▁▂▃▄▅▆▇█"  # a column of a chart, from low to full


ASCII = Glyphs(
    unread="*", read="-", new_unread="N", new_read="n", bookmark="B", liked="~", code="#", bar="|",
    tick="x", upvotes="^", stars="+", note="=", ellipsis="...", dot="-", rule="-", full="=",
    light="-", steps=".:#",
)  # fmt: skip


def glyphs(*, ascii_only: bool, encoding: str | None = None, term: str | None = None) -> Glyphs:
    """The set to draw with; ASCII, too, where the terminal has not the others.

    That is so where `encoding`, or the locale's, cannot say them, and on the Linux console, which
    `term`, or TERM, calls "linux": its fonts have few signs beyond letters.
    """
    if ascii_only or (term or os.environ.get("TERM")) == "linux":
        return ASCII
    fancy = Glyphs()
    signs = "".join(getattr(fancy, name) for name in Glyphs.__slots__)
    return fancy if can_encode(signs, encoding or locale_encoding()) else ASCII


def locale_encoding() -> str:
    """The encoding of the locale, in which the terminal is written to."""
    return codecs.lookup(locale.getpreferredencoding(False)).name


def can_encode(text: str, encoding: str) -> bool:
    """Whether a text can be written in an encoding."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
