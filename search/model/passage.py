"""Passages of full texts that a person marked, and their form in the store and in exports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from search.text import clean

LONGEST = 20_000  # characters of a passage
_FIELDS = ("digest", "words", "section")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The block of a passage: version and section of the paper, and what it is known by.

    `digest` is of its words, `words` are the first of them, for people, and `nth` tells it from
    blocks with the same words, from 0 on.
    """

    version: int | None
    section: str | None
    digest: str
    words: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What a passage has of one block: its words, and how many characters of the block's text
    stand before them, spaces not counted."""

    anchor: Anchor
    text: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a paper that a person marked, a piece for each block, in their order.

    `heading` is the number and title of its section. `place` is the number of its first block
    where it was marked; it only orders the passages of a paper.
    """

    pieces: tuple[Piece, ...]
    heading: str = ""
    place: int = 0
    note: str | None = None

    @property
    def text(self) -> str:
        """Its words, with a blank line between two blocks."""
        return "\n\n".join(piece.text for piece in self.pieces)

    @property
    def version(self) -> int | None:
        """The version of the paper in which it was marked."""
        return self.pieces[0].anchor.version

    @property
    def id(self) -> str:
        """12 hex digits, the same for the same words of the same blocks."""
        known = [
            (each.anchor.digest, each.anchor.nth, each.start, each.text) for each in self.pieces
        ]
        return sha256(repr(known).encode("utf-8", "replace")).hexdigest()[:12]

    def noted(self, note: str | None) -> "Passage":
        """The same passage with another note; an empty one removes it."""
        return replace(self, note=clean.lines(note or "") or None)

    @property
    def values(self) -> dict[str, object]:
        """The passage as a JSON object, which `from_values` reads."""
        return {
            "id": self.id,
            "version": self.version,
            "section": self.pieces[0].anchor.section,
            "heading": self.heading or None,
            "text": self.text,
            "note": self.note,
            "place": self.place,
            "blocks": [
                {
                    "section": piece.anchor.section,
                    "digest": piece.anchor.digest,
                    "nth": piece.anchor.nth,
                    "words": piece.anchor.words,
                    "start": piece.start,
                    "text": piece.text,
                }
                for piece in self.pieces
            ],
        }

    @property
    def stored(self) -> str:
        """The passage as the store keeps it."""
        return json.dumps(self.values, ensure_ascii=False)


def from_values(value: object) -> Passage | None:
    """The passage that a JSON object holds, made safe to show; None where it holds none."""
    if not isinstance(value, dict):
        return None
    version, blocks = _number(value.get("version")), value.get("blocks")
    pieces = tuple(_pieces(version, blocks if isinstance(blocks, list) else []))
    if not pieces:
        return None
    place = _number(value.get("place")) or 0
    return Passage(pieces, clean.one_line(_text(value.get("heading"))), place).noted(
        _text(value.get("note"))
    )


def _pieces(version: int | None, blocks: list[object]) -> Iterator[Piece]:
    for each in blocks:
        if not isinstance(each, dict):
            continue
        digest, words, section = (clean.one_line(_text(each.get(name))) for name in _FIELDS)
        text = clean.lines(_text(each.get("text")))
        if digest and text:
            nth, start = (_number(each.get(name)) or 0 for name in ("nth", "start"))
            yield Piece(Anchor(version, section or None, digest, words, nth), text, start)


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value < 2**31 else None
