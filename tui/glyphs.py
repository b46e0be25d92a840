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
    code: str = "⌥"
    bar: str = "▌"
    tick: str = "✓"
    upvotes: str = "▲"
    stars: str = "☆"
    note: str = "✎"
    ellipsis: str = "…"
    dot: str = "·"
    rule: str = "─"


ASCII = Glyphs(
    unread="*", read="-", new_unread="N", new_read="n", bookmark="B", code="#", bar="|", tick="x",
    upvotes="^", stars="+", note="=", ellipsis="...", dot=",", rule="-",
)  # fmt: skip


def glyphs(*, ascii_only: bool) -> Glyphs:
    """The set to draw with; ASCII, too, where the locale's encoding has not the other signs."""
    if ascii_only:
        return ASCII
    fancy = Glyphs()
    try:
        "".join(getattr(fancy, name) for name in Glyphs.__slots__).encode(
            codecs.lookup(locale.getpreferredencoding(False)).name
        )
    except UnicodeEncodeError:
        return ASCII
    return fancy
