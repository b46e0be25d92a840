"""A whole paper as plain text for a terminal or a pager, 80 cells wide."""

from collections.abc import Iterator

from search.fulltext.document import (
    ARXIV,
    FILE,
    HUGGINGFACE,
    PDF,
    Block,
    Cell,
    Document,
    FootnoteMark,
    Math,
    with_marks,
)
from search.fulltext.writing.table import table_lines
from search.text.cells import width, wrapped

WIDTH = 80
_WIDEST_MARK = 4  # cells of an item's, such as "(iv)"; a term is no mark
_SOURCES = {
    ARXIV: "arXiv's HTML", HUGGINGFACE: "Hugging Face's Markdown", PDF: "the text of the PDF",
    FILE: "a file",
}  # fmt: skip


def lines(document: Document) -> Iterator[str]:
    """The lines of a paper, without their ends."""
    marks = _marks(document)
    for number, block in enumerate(document.blocks):
        if number and not _is_close(document.blocks[number - 1], block):
            yield ""
        yield from _block(block, marks)
        if number == 0 and block.kind == "heading" and not block.level:
            yield "═" * WIDTH
    if document.references:
        yield from ("", "References", "─" * WIDTH)
        for reference in document.references:
            label = f"{reference.label} " if reference.label else ""
            yield from _hanging(label, reference.text)
            places = (reference.doi and f"doi:{reference.doi}", _arxiv(reference.arxiv))
            yield from (f"    {place}" for place in places if place)
    yield ""
    yield from wrapped(f"From {_origin(document)}.", WIDTH)
    if document.problems:
        yield from wrapped(f"The page has {'; '.join(document.problems)}.", WIDTH)


def _is_close(before: Block, block: Block) -> bool:
    """Whether no blank line parts two blocks: items of a list, rows of an equation."""
    flat = all(
        isinstance(span, Math) and len(span.rows) < 2 for span in (*before.spans, *block.spans)
    )
    return before.kind == block.kind and (
        block.kind == "item" or (block.kind == "equation" and flat)
    )


def _block(block: Block, marks: dict[str, str]) -> Iterator[str]:
    match block.kind:
        case "heading":
            yield from wrapped(with_marks(block.spans), WIDTH)
            if block.level == 1:
                yield "─" * WIDTH
        case "item":
            text = with_marks(block.spans)
            wide = width(text.partition(" ")[0])
            hanging = wide + 1 if wide <= _WIDEST_MARK else 2
            yield from _indented(text, 2 * (block.level - 1), hanging=hanging)
        case "quote":
            yield from _indented(with_marks(block.spans), 4)
        case _ if block.kind == "footnote" or block.id in marks:  # a note of any kind
            mark = marks.get(block.id or "", "")
            yield from _indented(f"{mark} {with_marks(block.spans)}".strip(), 2, hanging=2)
        case "code":
            yield from _code(block)
        case "equation":
            yield from _equation(block.spans)
        case "table":
            yield from table_lines(block, WIDTH, with_marks)
        case "caption" if not block.spans:
            yield "[picture]"
        case _:
            yield from _indented(with_marks(block.spans), 2 * block.level)


def _indented(text: str, indent: int, *, hanging: int = 0) -> Iterator[str]:
    for number, line in enumerate(text.split("\n")):
        for place, part in enumerate(wrapped(line, WIDTH - indent - hanging)):
            yield " " * (indent + (hanging if number or place else 0)) + part


def _hanging(label: str, text: str) -> Iterator[str]:
    yield from _indented(label + text, 0, hanging=4)


def _code(block: Block) -> Iterator[str]:
    numbers = block.line_numbers
    room = max(map(len, numbers), default=0)
    for number, line in enumerate(with_marks(block.spans).split("\n")):
        beside = f"{numbers[number] if number < len(numbers) else '':>{room}} " if room else ""
        yield f"    {beside}{line}".rstrip()


def _equation(spans: Cell) -> Iterator[str]:
    """Each formula with its number at the right edge; other text of the row as it stands."""
    for span in spans:
        if not isinstance(span, Math):
            yield from _indented(with_marks((span,)), 4)
            continue
        rows = span.lines
        for number, row in enumerate(rows):
            line = f"    {row}"
            if span.number and number == min(span.base, len(rows) - 1):
                place = f"({span.number})"
                line += " " * max(1, WIDTH - width(line) - width(place)) + place
            yield line.rstrip()


def _marks(document: Document) -> dict[str, str]:
    """How each footnote is marked."""
    marks: dict[str, str] = {}
    for block in document.blocks:
        for spans in (block.spans, *(cell for row in block.rows for cell in row)):
            for span in spans:
                if isinstance(span, FootnoteMark):
                    marks.setdefault(span.target, span.text)
    return marks


def _origin(document: Document) -> str:
    version = f", version {document.version}" if document.version else ""
    paper = f" of {document.id}" if document.id else ""
    return f"{_SOURCES.get(document.source, document.source)}{paper}{version}"


def _arxiv(name: str | None) -> str | None:
    return f"arXiv:{name}" if name else None
