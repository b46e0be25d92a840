"""Footnotes and other notes: a mark in the sentence, the text behind the block that calls it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from search.fulltext.document import Block, Cell, FootnoteMark
from search.fulltext.latexml.roles import has_class, note_role
from search.fulltext.latexml.walker import Walker
from search.fulltext.reading.markup import Element
from search.text.clean import one_line

_FOOTNOTES = ("footnote", "footnotetext")


def note(walker: Walker, element: Element, _look: str | None) -> None:
    """A note. A mark without text leads to the footnote of the same mark, if there is one."""
    marks = (each for each in element.elements() if has_class(each, "ltx_note_mark"))
    mark = one_line(next(marks, element).text()) if has_marks(element) else ""
    place = walker.waiting  # before the tables and notes that are in it
    spans = walker.spans(element)
    if not spans:
        walker.buffer.add(FootnoteMark("", mark))
        return
    name = element.attributes.get("id") or f"note{len(walker.notes) + 1}"
    what = note_role(element)
    kind = walker.kind if walker.kind == "authors" else "paragraph"
    if what in _FOOTNOTES:
        kind = "footnote"
        walker.notes.setdefault(mark, name)
    is_called = what != "footnotetext" and not has_class(element, "ltx_note_frontmatter")
    if mark and is_called:
        walker.buffer.add(FootnoteMark(name, mark))
    walker.later(lambda: walker.emit(Block(kind, id=name, spans=spans)), place)


def has_marks(element: Element) -> bool:
    """Whether a note has a mark."""
    return any(has_class(each, "ltx_note_mark") for each in element.elements())


def with_notes(block: Block, notes: Mapping[str, str]) -> Block:
    """The block, its marks without text leading to the note of that mark, or taken out."""

    def resolved(spans: Cell) -> Iterator[Cell]:
        for span in spans:
            if not isinstance(span, FootnoteMark) or span.target:
                yield (span,)
            elif span.mark in notes:
                yield (FootnoteMark(notes[span.mark], span.mark),)

    def all_of(spans: Cell) -> Cell:
        return tuple(span for part in resolved(spans) for span in part)

    if all(not isinstance(span, FootnoteMark) for span in block.spans) and not block.rows:
        return block
    rows = tuple(tuple(all_of(cell) for cell in row) for row in block.rows)
    return replace(block, spans=all_of(block.spans), rows=rows)
