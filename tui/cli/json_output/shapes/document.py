"""A whole paper, as `read` prints it."""

from typing import NotRequired, TypedDict


class Section(TypedDict):
    """A section of a paper."""

    id: str
    level: int
    number: str | None
    title: str


class Span(TypedDict, total=False):
    """Words, or one of: a formula, a citation, a link, the mark of a footnote."""

    text: str
    style: str
    math: str
    tex: str
    display: bool
    number: str | None
    rows: list[str]
    base: int
    cite: str | None
    link: str | None
    footnote: str
    mark: str


class Block(TypedDict):
    """A piece of a paper: heading, paragraph, equation, table and so on."""

    kind: str
    section: str | None
    id: str | None
    spans: list[Span]
    rows: list[list[list[Span]]]
    level: NotRequired[int]
    anchors: NotRequired[list[str]]
    merged: NotRequired[list[list[int]]]
    head: NotRequired[int]
    line_numbers: NotRequired[list[str]]


class Reference(TypedDict):
    """An entry of the bibliography; `paper` is the id of the library's paper that it is."""

    id: str
    label: str | None
    text: str
    doi: str | None
    arxiv: str | None
    paper: str | None
    title: NotRequired[str]
    year: NotRequired[int]
    link: NotRequired[str]


class Figure(TypedDict):
    """A figure."""

    id: str
    number: str | None
    caption: str
    images: NotRequired[list[str]]


class Table(TypedDict):
    """A table: its cells are the rows of its block."""

    id: str
    number: str | None
    caption: str
    rows: int
    columns: int


Document = TypedDict(
    "Document",
    {
        "id": str | None,
        "version": int | None,
        "from": str,
        "title": str,
        "sections": list[Section],
        "blocks": list[Block],
        "references": list[Reference],
        "figures": list[Figure],
        "tables": list[Table],
        "problems": list[str],
    },
)
Document.__doc__ = "A whole paper. The blocks in order hold every word of it once."
