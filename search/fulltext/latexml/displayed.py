"""What keeps its lines: formulas, displayed equations, algorithms and code."""

from collections.abc import Iterator
from dataclasses import replace

from search.fulltext.document import Block, Cell, Math, Span, Text
from search.fulltext.latexml import equations
from search.fulltext.latexml.roles import has_class
from search.fulltext.latexml.text import block
from search.fulltext.latexml.walker import Walker
from search.fulltext.reading.buffer import Buffer
from search.fulltext.reading.markup import Element
from search.text.clean import one_line


def formula(walker: Walker, element: Element, look: str | None) -> None:
    """A formula in a sentence, or one displayed outside of the layout tables."""
    if element.tag != "math" and any(each.tag == "math" for each in element.elements()):
        walker.children(element, look)
        return
    display = element.attributes.get("display") == "block"
    # The same TeX with the same signs is the same formula; a paper has most of them often.
    key = (element.attributes.get("alttext", ""), element.text(), display, walker.in_row)
    span = walker.formulas.get(key)
    if span is None:
        span = equations.formula_of(element, display=display, in_row=walker.in_row)
        walker.formulas[key] = span
    if walker.flat or not display:
        walker.buffer.add(span)
    else:
        walker.flush()
        walker.emit(Block("equation", spans=(span,), level=walker.lists))


def equation(walker: Walker, element: Element, look: str | None) -> None:
    """An equation or a group of them; each row is a block."""
    rows = equations.rows(element)
    if not rows:
        block(walker, element, look)
        return
    walker.flush()
    for row, only in zip(rows, equations.shown(element, rows), strict=True):
        name = _lead_to_row(walker, element, row)
        walker.in_row = True
        spans = (only,) if only else tuple(_as_row(walker.spans(row.element), row.number))
        walker.in_row = False
        if walker.flat:
            walker.buffer.separate()
            walker.buffer.extend(spans)
            walker.buffer.separate()
            continue
        has_formula = any(isinstance(span, Math) for span in spans)
        if has_formula or row.number:
            walker.faults["empty equation"] += not has_formula
            spans = spans or (Math("", "", True, row.number),)
            walker.emit(Block("equation", id=name, spans=spans, level=walker.lists))
        elif spans:
            walker.emit(Block(walker.kind, id=name, spans=spans, level=walker.lists))


def _lead_to_row(walker: Walker, equation: Element, row: equations.Row) -> str | None:
    """Let links to a row, or to what is in it, lead to its block, and return the block's id."""
    linked = [name for name in row.ids if name in walker.anchors.linked]
    for name in linked:
        if name != equation.attributes.get("id"):  # which leads to the first row already
            walker.leads_to_next(name)
    for below in row.element.elements():
        if below is not equation:
            walker.leads_here(below)
    return next(reversed([*row.ids, *linked]), None)


def _as_row(spans: Cell, number: str | None) -> Iterator[Span]:
    """The spans of a row with text in it; formulas that stand side by side are one."""
    formulas: list[Math] = []
    display = True
    for span in (*spans, None):
        if isinstance(span, Math):
            formulas.append(span)
        elif not (formulas and isinstance(span, Text) and not span.text.strip()):
            if formulas:
                yield replace(equations.joined(formulas), display=display, number=number)
                formulas, number, display = [], None, False
            if span is not None:
                yield span


def verbatim(walker: Walker, element: Element, _look: str | None) -> None:
    """Code as it is written: lines of their own, or a piece of a sentence."""
    if walker.flat or element.tag != "pre":
        walker.children(element, "code")
        return
    walker.flush()
    text = "\n".join(map(_line_of_code, element.text().strip("\n").split("\n")))
    if text.strip():
        name, spans = element.attributes.get("id"), (Text(text, "code"),)
        walker.emit(Block("code", id=name, spans=spans, level=walker.lists))


def listing(walker: Walker, element: Element, look: str | None) -> None:
    """An algorithm or a listing, line by line; the numbers of its lines stand beside it."""
    if walker.flat:
        block(walker, element, look)
        return
    walker.flush()
    is_code = any(name.startswith("ltx_lst") for name in element.classes)
    lines = list(_read_lines(walker, element, "code" if is_code else look))
    joined = Buffer(verbatim=True)
    for number, (_, spans) in enumerate(lines):
        if number:
            joined.line_end()
        joined.extend(spans)
    numbers = tuple(number for number, _ in lines)
    name, spans = element.attributes.get("id"), joined.take()
    if spans:
        shown = numbers if any(numbers) else ()
        block_of_code = Block("code", id=name, spans=spans, line_numbers=shown, level=walker.lists)
        walker.emit(block_of_code)


def _read_lines(walker: Walker, element: Element, look: str | None) -> Iterator[tuple[str, Cell]]:
    """The printed number and the spans of each line of a listing."""
    for line in _lines(element):
        walker.leads_here(line)
        tags = (each for each in line.elements() if has_class(each, "ltx_tag_listingline"))
        number = one_line(next(tags, Element("span")).text())
        spans = walker.spans(line, look, into=Buffer(verbatim=True))
        if spans or has_class(line, "ltx_listingline"):
            yield number, spans


def _lines(element: Element) -> Iterator[Element]:
    """The lines of a listing; what stands between them is one, too."""
    loose: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str) or not any(map(_is_line, child.elements())):
            loose.append(child)
            continue
        if loose:
            yield Element("div", {}, loose)
            loose = []
        if _is_line(child):
            yield child
        else:
            yield from _lines(child)
    if loose:
        yield Element("div", {}, loose)


def _is_line(element: Element) -> bool:
    return has_class(element, "ltx_listingline")


def _line_of_code(line: str) -> str:
    """A line of code with its spaces kept, safe to show."""
    return " ".join(one_line(part) for part in line.expandtabs(4).replace("\xa0", " ").split(" "))
