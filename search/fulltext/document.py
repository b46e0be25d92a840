"""A whole paper as a document: sections, blocks of spans, references, figures and tables.

The blocks in order hold every word of the article once, from its title on: each footnote stands
behind the block that calls it, and references stand apart. Equation numbers, footnote marks and
line numbers are no text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

ARXIV, HUGGINGFACE, PDF, FILE = "arxiv-html", "huggingface", "pdf", "file"

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style: None, "emphasis", "strong" or "code"."""

    text: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: `math` on one line, `rows` in two dimensions where that differs, its TeX source.

    `base` is the number of the row that continues the line around it. `display`: it stands on
    lines of its own, as one row of an equation; `number` is that equation's as printed.
    """

    math: str
    tex: str
    display: bool = False
    number: str | None = None
    rows: tuple[str, ...] = ()
    base: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows that it is drawn in; words where the page has its number alone."""
        return self.rows or (self.math or "[no formula on the page]",)


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of the reference with the id `target`; None where the page has no such one."""

    target: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an anchor of the document or to an address; None where it leads nowhere."""

    target: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The place of a footnote: the id of its block, and the mark as printed."""

    target: str
    mark: str

    @property
    def text(self) -> str:
        """The mark as it is shown: raised where it is a number."""
        is_number = self.mark.isascii() and self.mark.isdigit()
        return self.mark.translate(_RAISED) if is_number else f"[{self.mark}]"


Span = Text | Math | Cite | Link | FootnoteMark
Cell = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell of a table that covers several: its row and column from 0 on, and how many it has."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the paper that stands alone.

    `kind`: "heading", "paragraph", "abstract", "item", "quote", "code", "equation", "table",
    "caption", "theorem", "footnote" or "authors".
    `section`: the id of the innermost section that holds it. `anchors`: further ids of the page
    that lead here. `level`: how deep a heading is nested, from 1 on (0: of no section), or how
    many lists hold the block; of what stands in an item, the first paragraph is the "item". Of
    code, spans hold line breaks, and `line_numbers` what is printed beside each line. Of a table,
    `rows` is its grid, in which what a merged cell covers is empty, and `head` how many rows from
    the top are its head.
    """

    kind: str
    section: str | None = None
    id: str | None = None
    spans: Cell = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    level: int = 0
    anchors: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()
    head: int = 0
    line_numbers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, with formulas as shown and without footnote marks; a row of a table a line."""
        if self.rows:
            lines = ("\t".join(map(plain, row)) for row in self.rows)
            return "\n".join(line.rstrip("\t") for line in lines)
        return plain(self.spans)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its id, depth from 1 on, printed number and title."""

    id: str
    level: int
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography: how it is cited, its text, and what it names.

    `link`: the first address in it that is neither its DOI's nor arXiv's. `paper`: the id of the
    library's paper that it is.
    """

    id: str
    label: str | None
    text: str
    doi: str | None = None
    arxiv: str | None = None
    paper: str | None = None
    title: str | None = None
    year: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or a panel of one: its caption, and the addresses of its pictures."""

    id: str
    number: str | None
    caption: str
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, and the size of its grid.

    Of several tables under one caption, the first one has the number, and the id of the whole.
    """

    id: str
    number: str | None
    caption: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper as one source has it.

    `id` is the arXiv id without version; `version` is known of a page of arXiv's. `problems`
    are what the page itself has wrong, for people.
    """

    id: str | None
    version: int | None
    source: str
    title: str
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[str, ...] = ()

    def places(self) -> dict[str, int]:
        """For each id that a link may lead to, but those of references, the number of its block."""
        places: dict[str, int] = {}
        for number, block in enumerate(self.blocks):
            for name in (block.id, *block.anchors):
                if name is not None:
                    places.setdefault(name, number)
        return places

    def section_named(self, name: str) -> Section | None:
        """The section with this id, number or title, in any case; None where there is none."""
        sought = name.strip().casefold()
        keys: tuple[Callable[[Section], str], ...] = (
            lambda each: each.id,
            lambda each: each.number or "",
            lambda each: (each.number or "").split(" ")[-1],  # of "Section 2" and "Appendix A"
            lambda each: each.title,
        )
        found = (each for key in keys for each in self.sections if key(each).casefold() == sought)
        return next(found, None)

    def within(self, section: str) -> Iterator[Block]:
        """The blocks of the section with this id, and of those below it, in order."""
        inside = set(self.subsections(section))
        return (block for block in self.blocks if block.section in inside)

    def texts(self) -> dict[str | None, str]:
        """The text of each section without those below it, by id; None is before the first one."""
        texts: dict[str | None, list[str]] = {}
        for block in self.blocks:
            texts.setdefault(block.section, []).append(block.text)
        return {section: "\n".join(found) for section, found in texts.items()}

    def subsections(self, section: str) -> list[str]:
        """The id of a section and those of all sections below it, in order."""
        found: list[str] = []
        level = 0
        for each in self.sections:
            if found and each.level <= level:
                break
            if found or each.id == section:
                level = level if found else each.level
                found.append(each.id)
        return found


def plain(spans: Cell) -> str:
    """The words of spans, with formulas as shown and without footnote marks."""
    return with_marks(tuple(span for span in spans if not isinstance(span, FootnoteMark)))


def with_marks(spans: Cell) -> str:
    """The words of spans, with formulas and footnote marks as shown."""
    return "".join(span.math if isinstance(span, Math) else span.text for span in spans)
