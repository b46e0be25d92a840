"""The signs that the screen draws with: one set for most terminals, one of plain ASCII."""

import codecs
import locale
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign for each thing. State is told by shape, never by colour alone."""

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


def glyphs(*, ascii_only: bool, encoding: str | None = None) -> Glyphs:
    """The set to draw with; ASCII, too, where `encoding`, or the locale's, has not the others."""
    if ascii_only:
        return ASCII
    fancy = Glyphs()
    try:
        "".join(getattr(fancy, name) for name in Glyphs.__slots__).encode(
            codecs.lookup(encoding or locale.getpreferredencoding(False)).name
        )
    except UnicodeEncodeError:
        return ASCII
    return fancy
