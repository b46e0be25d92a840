"""A paper in Markdown, as Hugging Face converts it, to a document.

Markdown is CommonMark with tables, and with formulas between dollar signs.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from search.errors import LibraryError
from search.fulltext.document import (
    FILE,
    Block,
    Cell,
    Document,
    Figure,
    Link,
    Reference,
    Section,
    Table,
    Text,
    plain,
)
from search.fulltext.reading.buffer import Buffer
from search.fulltext.reading.formulas import of_tex
from search.fulltext.reading.naming import named, year_in
from search.text.clean import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 8 * 2**20  # characters
_NUMBERED = re.compile(r"((?:Appendix )?(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*)[.:]?\s+(?=\S)")
_BIBLIOGRAPHY = re.compile(r"(?:references|bibliography)", re.IGNORECASE)
_LABEL = re.compile(r"(\[[^\]]{1,40}\]|\d{1,4}\.)\s+")
_TAG = re.compile(r"<[^>]*>")


def parse_markdown(
    text: str, *, source: str = FILE, paper: str | None = None, version: int | None = None
) -> Document:
    """The document that Markdown holds; `paper` is its arXiv id, where it is known.

    Raises LibraryError where the text is too long or has no title.
    """
    from markdown_it import MarkdownIt  # only whoever opens such a paper needs it
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    if len(text) > _LONGEST:
        raise LibraryError(f"the text is longer than {_LONGEST // 2**20} MB; read the PDF instead")
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)
    reader = _Reader()
    reader.read(parser.parse(text))
    if not reader.title:
        raise LibraryError("the text has no title, so it is no paper")
    return Document(
        id=paper,
        version=version,
        source=source,
        title=reader.title,
        sections=tuple(reader.sections),
        blocks=tuple(reader.blocks),
        references=tuple(reader.references),
        figures=tuple(reader.figures),
        tables=tuple(reader.tables),
    )


class _Reader:
    """Reads the tokens of Markdown from the first to the last; the results are its attributes."""

    def __init__(self) -> None:
        self.title = ""
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.references: list[Reference] = []
        self.figures: list[Figure] = []
        self.tables: list[Table] = []
        self._lists: list[str] = []  # the marks of the lists that are open
        self._numbers: list[int] = []
        self._quotes = 0
        self._mark = ""  # of the item whose first paragraph comes next
        self._in_bibliography = False
        self._title_level = 0

    def read(self, tokens: "list[Token]") -> None:
        """Read all tokens."""
        heading = 0
        rows: list[list[Cell]] = []
        head = 0
        for token in tokens:
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "inline" if heading:
                    self._heading(heading, _spans(token.children or []))
                    heading = 0
                case "inline" if rows:
                    rows[-1][-1] = _spans(token.children or [])
                case "inline":
                    self._paragraph(token.children or [])
                case "bullet_list_open":
                    self._lists.append("•")
                    self._numbers.append(0)
                case "ordered_list_open":
                    self._lists.append("")
                    self._numbers.append(int(token.attrGet("start") or 1) - 1)
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                    self._numbers.pop()
                case "list_item_open":
                    self._numbers[-1] += 1
                    self._mark = self._lists[-1] or f"{self._numbers[-1]}."
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "fence" | "code_block":
                    self._code(token.content)
                case "math_block" | "math_block_label":
                    number = one_line(token.info) or None
                    self._emit("equation", (of_tex(token.content, True, number),))
                case "html_block":
                    buffer = Buffer()
                    buffer.text(_TAG.sub(" ", token.content))
                    self._emit("paragraph", buffer.take())
                case "tr_open":
                    rows.append([])
                case "th_open" | "td_open":
                    rows[-1].append(())
                case "thead_close":
                    head = len(rows)
                case "table_close":
                    self._table(rows, head)
                    rows, head = [], 0

    def _heading(self, level: int, spans: Cell) -> None:
        title = one_line(plain(spans))
        if not title:
            return
        if not self.title:
            self.title, self._title_level = title, level
            self._emit("heading", spans)
            return
        found = _NUMBERED.match(title)
        number = found[1] if found else None
        name = f"section{len(self.sections) + 1}"
        level = max(1, level - self._title_level)
        without = title[found.end() :] if found else title
        self.sections.append(Section(name, level, number, without))
        self._in_bibliography = bool(_BIBLIOGRAPHY.fullmatch(without))
        if not self._in_bibliography:
            self._emit("heading", spans, name=name, level=level)

    def _paragraph(self, children: "list[Token]") -> None:
        images = [child for child in children if child.type == "image"]
        spans = _spans(children)
        if self._in_bibliography:
            self._reference(one_line(plain(spans)))
        elif images and not [each for each in children if each.type in ("text", "math_inline")]:
            for image in images:
                name = f"figure{len(self.figures) + 1}"
                caption = one_line(image.content)
                address = str(image.attrGet("src") or "")
                self.figures.append(Figure(name, None, caption, (address,) if address else ()))
                self._emit("caption", (Text(caption),) if caption else (), name=name)
        elif self._lists:
            mark = (Text(f"{self._mark} "),) if self._mark else ()
            self._mark = ""
            self._emit("item", (*mark, *spans), level=len(self._lists))
        elif self._quotes:
            self._emit("quote", spans)
        else:
            in_abstract = self.sections and self.sections[-1].title.casefold() == "abstract"
            self._emit("abstract" if in_abstract else "paragraph", spans)

    def _reference(self, text: str) -> None:
        if not text:
            return
        found = _LABEL.match(text)
        label = found[1] if found else self._mark or None
        text = text[found.end() :] if found else text
        self._mark = ""
        what = named([], text)
        name = f"bib{len(self.references) + 1}"
        year = year_in(text)
        self.references.append(
            Reference(name, label, text, what.doi, what.arxiv, year=year, link=what.link)
        )

    def _code(self, content: str) -> None:
        buffer = Buffer(verbatim=True)
        for number, line in enumerate(content.rstrip("\n").split("\n")):
            if number:
                buffer.line_end()
            buffer.text(line, "code")
        self._emit("code", buffer.take())

    def _table(self, rows: list[list[Cell]], head: int) -> None:
        width = max(map(len, rows))
        name = f"table{len(self.tables) + 1}"
        grid = tuple((*row, *[()] * (width - len(row))) for row in rows)
        self.tables.append(Table(name, None, "", len(grid), width))
        self._emit("table", (), name=name, rows=grid, head=head)

    def _emit(
        self,
        kind: str,
        spans: Cell,
        *,
        name: str | None = None,
        level: int = 0,
        rows: tuple[tuple[Cell, ...], ...] = (),
        head: int = 0,
    ) -> None:
        if spans or rows or kind == "caption":
            section = self.sections[-1].id if self.sections else None
            self.blocks.append(Block(kind, section, name, spans, rows, level, head=head))


def _spans(children: "list[Token]") -> Cell:
    """The spans of a paragraph, a heading or a cell."""
    buffer = Buffer()
    styles: list[str] = []
    links: list[tuple[str, Buffer]] = []
    for child in children:
        into = links[-1][1] if links else buffer
        style = styles[-1] if styles else None
        match child.type:
            case "text":
                into.text(child.content, style)
            case "code_inline":
                into.text(child.content, "code")
            case "math_inline" | "math_inline_double":
                into.add(of_tex(child.content, False))
            case "softbreak":
                into.text(" ", style)
            case "hardbreak":
                into.newline()
            case "image":
                into.text(child.content, style)
            case "em_open" | "strong_open":
                styles.append("emphasis" if child.type == "em_open" else "strong")
            case "em_close" | "strong_close":
                styles.pop()
            case "link_open":
                links.append((str(child.attrGet("href") or ""), Buffer()))
            case "link_close":
                address, inner = links.pop()
                (links[-1][1] if links else buffer).extend(tuple(_linked(address, inner.take())))
    return buffer.take()


def _linked(address: str, spans: Cell) -> Iterator[Link | Text]:
    text = plain(spans)
    if text and address.startswith(("http://", "https://")) and one_line(address) == address:
        yield Link(address, text)
    elif text:
        yield Text(text)
