"""The text of a PDF as a document: paragraphs, and no more, as a PDF has no structure to read.

Lines are joined to paragraphs, words that a line's end divided are made whole, and lines that
stand on most pages (a running head, a page number) are left out.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from search.errors import LibraryError
from search.fulltext.document import PDF, Block, Document, Text
from search.fulltext.reading.columns import reading_order
from search.text.clean import one_line

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 5_000_000
_MOST_BOXES = 3_000  # of a page; more are a drawing
_SOFT_HYPHEN = re.compile(r"[\x02\ufffe]\s*")  # as PDFium writes one at a line's end
_HYPHEN = re.compile(r"\w[-\u2010]$")
_END = re.compile(r"[.!?:;)\]”\"’]$")
_HEADING = re.compile(
    r"(?:(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*\.?\s+[A-Z]\D{2,60}|Abstract|References|ABSTRACT|REFERENCES)"
)
_NUMBERS = re.compile(r"\d+")


def parse_pdf(data: bytes, *, title: str, source: str = PDF, paper: str | None = None) -> Document:
    """The document of a PDF's text; a PDF does not tell its title.

    Raises LibraryError where the PDF cannot be read, has no text, or pypdfium2 is missing.
    """
    pages = [page.split("\n") for page in _pages(data)]
    lines = list(_without_running(pages))
    blocks = [Block("heading", spans=(Text(title),))]
    blocks += [Block("paragraph", spans=(Text(text),)) for text in _paragraphs(lines) if text]
    if len(blocks) == 1:
        raise LibraryError("the PDF has no text, only pictures of it; open it in a viewer")
    problem = "text of a PDF: without formulas, tables and references"
    return Document(paper, None, source, title, blocks=tuple(blocks), problems=(problem,))


def _pages(data: bytes) -> list[str]:
    try:
        import pypdfium2
    except ImportError as error:
        raise LibraryError(
            "a PDF is read by pypdfium2, which is not installed: install Broadsheet with it, as by "
            "`uv tool install '.[pdf]'` in a copy of the repository"
        ) from error
    texts: list[str] = []
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in range(min(len(document), _MOST_PAGES)):
                page = document[number]
                text = _page_text(page.get_textpage(), page.get_width())
                texts.append(_SOFT_HYPHEN.sub("", text))
                if sum(map(len, texts)) > _MOST_CHARACTERS:
                    raise LibraryError("the PDF has too much text; open it in a viewer")
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise LibraryError(f"the PDF is damaged ({error}); open it in a viewer") from error
    return texts


def _page_text(page: "PdfTextPage", width: float) -> str:
    """The text of a page, one column after the other."""
    count = page.count_rects()
    boxes = [page.get_rect(number) for number in range(min(count, _MOST_BOXES))]
    order = reading_order(boxes, width) if count <= _MOST_BOXES else None
    if order is None:
        text: str = page.get_text_bounded()
        return text.replace("\r\n", "\n")
    texts = [page.get_text_bounded(*box) for box in boxes]
    return "\n".join(" ".join(one_line(texts[each]) for each in line) for line in order)


def _without_running(pages: list[list[str]]) -> list[str]:
    """All lines, without those that stand at the edge of more than half of the pages."""
    edges = Counter(
        key for lines in pages for key in {_key(line) for line in (*lines[:2], *lines[-2:])}
    )
    running = {key for key, count in edges.items() if len(pages) > 3 and count > len(pages) / 2}
    found: list[str] = []
    for lines in pages:
        last = len(lines) - 1
        found += [
            line
            for number, line in enumerate(lines)
            if not (
                (number < 2 or number > last - 2) and (not line.strip() or _key(line) in running)
            )
        ]
    return found


def _key(line: str) -> str:
    return _NUMBERS.sub("#", line.strip())


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined until one ends a sentence and is shorter than the lines around it."""
    lengths = sorted(len(line) for line in lines if line.strip())
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    found: list[str] = [""]
    for line in map(one_line, lines):
        if not line or _HEADING.fullmatch(line):
            found += [line, ""]
            continue
        before = found[-1]
        if not before:
            found[-1] = line
        elif _HYPHEN.search(before) and line[:1].islower():
            found[-1] = before[:-1] + line
        else:
            found[-1] = f"{before} {line}"
        if _END.search(line) and len(line) < usual * 0.8:
            found.append("")
    return found
