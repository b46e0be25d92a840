"""Where a passage of a paper is, so that it is found again in another version, or not at all.

Ids of sections are the same in most versions, those of paragraphs in none, and positions change
with every edit; so a block is known by the words in it.
"""

import re
import unicodedata
from hashlib import sha256

from search.fulltext.document import Block, Document, FootnoteMark, Math
from search.model.passage import Anchor, Passage

_FIRST_WORDS = 8


class Anchors:
    """The anchors of the blocks of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._digests = [_digest(block) for block in document.blocks]

    def anchor(self, number: int) -> Anchor:
        """The anchor of the block with this number."""
        block, digest = self._document.blocks[number], self._digests[number]
        words = " ".join(block.text.split()[:_FIRST_WORDS])
        nth = self._digests[:number].count(digest)
        return Anchor(self._document.version, block.section, digest, words, nth)

    def find(self, wanted: Anchor) -> int | None:
        """The number of the block with an anchor; None where it is not sure.

        Of several blocks with its words, it is the one of its section, or of its place where the
        document is of the same version.
        """
        blocks = self._document.blocks
        found = [number for number, digest in enumerate(self._digests) if digest == wanted.digest]
        is_same = self._document.version == wanted.version
        if len(found) > 1 and is_same and wanted.nth < len(found):
            return found[wanted.nth]
        if len(found) > 1:
            found = [number for number in found if blocks[number].section == wanted.section]
        return found[0] if len(found) == 1 else None

    def places(self, passage: Passage) -> list[int] | None:
        """The numbers of the blocks of a passage, in order; None where not all are sure."""
        found = [self.find(piece.anchor) for piece in passage.pieces]
        numbers = [number for number in found if number is not None]
        is_whole = len(numbers) == len(found) and numbers == sorted(set(numbers))
        return numbers if is_whole else None


def _digest(block: Block) -> str:
    """16 hex digits of the words of a block: letters and digits alone, in any case.

    Formulas count by their TeX, as how they are shown may change.
    """
    parts = []
    for spans in (block.spans, *(cell for row in block.rows for cell in row)):
        for span in spans:
            if isinstance(span, Math):
                parts.append(span.tex or span.math)
            elif not isinstance(span, FootnoteMark):
                parts.append(span.text)
        parts.append(" ")
    folded = unicodedata.normalize("NFKC", "".join(parts)).casefold()
    return sha256(" ".join(re.findall(r"\w+", folded)).encode()).hexdigest()[:16]
