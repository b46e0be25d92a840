"""Where a passage of a paper is, so that it is found again in another version, or not at all.

Ids of sections are the same in most versions, those of paragraphs in none, and positions change
with every edit; so a block is known by the words in it.
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from search.fulltext.document import Block, Document, FootnoteMark, Math

_FIRST_WORDS = 8


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


def anchor(document: Document, number: int) -> Anchor:
    """The anchor of the block with this number."""
    block = document.blocks[number]
    digest = _digest(block)
    nth = sum(_digest(each) == digest for each in document.blocks[:number])
    words = " ".join(block.text.split()[:_FIRST_WORDS])
    return Anchor(document.version, block.section, digest, words, nth)


def find(document: Document, wanted: Anchor) -> int | None:
    """The number of the block with an anchor; None where it is not sure.

    Of several blocks with its words, it is the one of its section, or of its place where the
    document is of the same version.
    """
    found = [
        number for number, block in enumerate(document.blocks) if _digest(block) == wanted.digest
    ]
    if len(found) > 1 and document.version == wanted.version and wanted.nth < len(found):
        return found[wanted.nth]
    if len(found) > 1:
        found = [number for number in found if document.blocks[number].section == wanted.section]
    return found[0] if len(found) == 1 else None


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
