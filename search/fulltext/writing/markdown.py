"""A whole paper as Markdown: CommonMark with tables, footnotes and formulas in TeX."""

import re
from collections.abc import Iterator

from search.exports.markdown import inside, line_start, link
from search.fulltext.document import (
    Block,
    Cell,
    Document,
    FootnoteMark,
    Link,
    Math,
    Span,
    Text,
)

_STYLES = {"emphasis": "*", "strong": "**"}
_WEB = re.compile(r"https?:|mailto:")
_TICKS = re.compile(r"`+")


def lines(document: Document) -> Iterator[str]:
    """The lines of a paper, without their ends."""
    for number, block in enumerate(document.blocks):
        if number and not (block.kind == "item" == document.blocks[number - 1].kind):
            yield ""
        yield from _block(block)
    if document.references:
        yield from ("", "## References", "")
        for reference in document.references:
            label = f"{inside(reference.label)} " if reference.label else ""
            places = []
            if reference.doi:
                places.append(link(inside(f"doi:{reference.doi}"), _doi(reference.doi)))
            if reference.arxiv:
                address = f"https://arxiv.org/abs/{reference.arxiv}"
                places.append(link(inside(f"arXiv:{reference.arxiv}"), address))
            yield f"- {' '.join([label + inside(reference.text), *places])}"


def _doi(name: str) -> str:
    from search.text.links import doi_page

    return doi_page(name)


def _block(block: Block) -> Iterator[str]:
    text = _shown(block.spans)
    match block.kind:
        case "heading":
            yield f"{'#' * min(block.level + 1, 6)} {text}"
        case "item":
            yield f"{'  ' * (block.level - 1)}{_item(block)}"
        case "quote":
            yield from (f"> {line_start(line)}" for line in text.split("\n"))
        case "footnote":
            yield f"[^{_name(block.id or '')}]: {text}"
        case "code" if any(isinstance(span, Math) for span in block.spans):
            # An algorithm: formulas are not shown inside a fence.
            for line in text.split("\n"):
                yield f"{line}  ".replace("    ", "&emsp;")
        case "code":
            code = block.text
            fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
            yield from (fence, *code.split("\n"), fence)
        case "equation":
            for span in block.spans:
                yield from _equation(span)
        case "table":
            yield from _table(block)
        case "caption":
            yield f"*{text}*" if text and "*" not in text else text
        case _:
            yield line_start(text.replace("\n", "  \n"))


def _item(block: Block) -> str:
    """An item; Markdown draws its own bullets, and a mark of another kind stays as it is."""
    text = _shown(block.spans)
    bare = text.lstrip("•–*·∗◦▪ ")
    return f"- {bare}"


def _equation(span: Span) -> Iterator[str]:
    if isinstance(span, Math):
        number = rf" \tag{{{span.number}}}" if span.number else ""
        formula = span.tex or span.math or rf"\text{{{span.lines[0]}}}"
        yield f"$${formula}{number}$$"
    else:
        yield _shown((span,))


def _table(block: Block) -> Iterator[str]:
    """Merged cells leave empty ones; Markdown has exactly one row of heads."""
    rows = [[_shown(cell).replace("\n", " ") for cell in row] for row in block.rows]
    head = rows[0] if block.head else [""] * len(rows[0]) if rows else []
    yield _row(head)
    yield _row(["---"] * len(head))
    for row in rows[1 if block.head else 0 :]:
        yield _row(row)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(spans: Cell) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    if isinstance(span, Math):
        return f"${span.tex or span.math}$"
    if isinstance(span, FootnoteMark):
        return f"[^{_name(span.target)}]"
    if isinstance(span, Link) and span.target and _WEB.match(span.target):
        return link(inside(span.text), span.target)
    if isinstance(span, Text) and span.style == "code":
        return _code(span.text)
    mark = _STYLES.get(span.style or "") if isinstance(span, Text) else None
    text = inside(span.text)
    if mark is None or not text.strip():
        return text
    bare = text.strip()
    start = text.index(bare)
    return f"{text[:start]}{mark}{bare}{mark}{text[start + len(bare) :]}"


def _code(text: str) -> str:
    if not text.strip():
        return text
    ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _name(id: str) -> str:  # noqa: A002  the contract's word
    """An id as the name of a footnote, which has no spaces and brackets."""
    return re.sub(r"[\s\[\]^]", "_", id)
