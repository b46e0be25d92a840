"""Where in a full text the words of a query are: the section, and the sentence to show."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.text.clean import Spans, one_line

if TYPE_CHECKING:
    from search.fulltext.cache import Cache
    from search.fulltext.document import Document
    from search.model.paper import Paper
    from search.work.results import Results

_KEPT = 64  # texts kept for the next key, some 50 KB each
_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])")
_LEFT_OUT = ("authors", "equation")


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The best sentence of a full text for a query, with its matches.

    `block` is the number of its block; `id`, `number` and `title` are its section's, None, None
    and "" before the first one.
    """

    block: int
    id: str | None
    number: str | None
    title: str
    text: str
    spans: Spans

    @property
    def heading(self) -> str:
        """Number and title of the section."""
        number = (self.number or "").removeprefix("Section ")
        return one_line(f"{number} {self.title}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block that words can be in; `names`: the titles of its section and those around it."""

    block: int
    id: str | None
    number: str | None
    title: str
    names: str
    text: str
    is_heading: bool


class Sentences:
    """Finds the sentences in the full texts of a cache. Safe to use from several threads."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], list[_Piece]] = OrderedDict()

    def best(self, paper: Paper, results: Results, width: int) -> FoundIn | None:
        """The sentence that fits a query best, cut to `width` characters; None without one."""
        most, best = 0, None
        for piece in self._pieces(paper):
            spans = results.spans(piece.text)
            if not spans:
                continue
            # Different words say more than one word again and again.
            words = {piece.text[start:end].casefold() for start, end in spans}
            worth = (
                2 * len(words) - piece.is_heading + results.is_in_asked_section(piece.names) * 1000
            )
            if worth > most:
                most, best = worth, piece
        if best is None:
            return None
        sentence = max(_END.split(best.text), key=lambda each: len(results.spans(each)))
        text, spans = results.passage(sentence, width)
        return FoundIn(best.block, best.id, best.number, best.title, text, spans)

    def _pieces(self, paper: Paper) -> list[_Piece]:
        found = self._cache.known_as(paper.identities)
        known = self._cache.find(found) if found else None
        if known is None:
            return []
        key = known.id, known.fetched, known.size
        with self._lock:
            pieces = self._kept.pop(key, None)
        if pieces is None:
            document = self._cache.peek(known.id)
            pieces = [] if document is None else _pieces(document)
        with self._lock:
            self._kept[key] = pieces
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return pieces


def _pieces(document: Document) -> list[_Piece]:
    sections = {each.id: each for each in document.sections}
    names = names_of(document)
    found = []
    for number, block in enumerate(document.blocks):
        is_title = block.kind == "heading" and block.section is None
        if block.kind in _LEFT_OUT or is_title or not (text := one_line(block.text)):
            continue
        section = sections.get(block.section or "")
        found.append(
            _Piece(
                number,
                section.id if section else None,
                section.number if section else None,
                section.title if section else "",
                names.get(block.section or "", ""),
                text,
                block.kind == "heading",
            )
        )
    return found


def names_of(document: Document) -> dict[str, str]:
    """The titles of each section and of those that it stands in, a line each, by its id."""
    found = {}
    above: list[tuple[int, str]] = []
    for section in document.sections:
        above = [each for each in above if each[0] < section.level]
        above.append((section.level, section.title))
        found[section.id] = "\n".join(title for _, title in above)
    return found
